"""What things are: values and pure functions. No file, clock, socket, database or global in here."""
