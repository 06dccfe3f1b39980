"""A cohort of any size: a few dozen people from the program's own actions, then copies by the database."""
