"""How an assessment is written for people: one file per form, all over the same content."""
