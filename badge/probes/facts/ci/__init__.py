"""How continuous integration is configured: one file per way of writing it down; all give the same workflows."""
