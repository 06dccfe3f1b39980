"""A diary: begun and stopped, written day by day, handed in when a day is over."""
