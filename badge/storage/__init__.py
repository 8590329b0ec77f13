"""What is kept in the database. Rows stay in here; core types go in and out. Only a door commits."""
