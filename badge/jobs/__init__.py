"""What runs beside the website: one file per task, and the thread that takes tasks from the table in turn."""
