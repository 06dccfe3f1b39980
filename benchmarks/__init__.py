"""What the program costs beside what is possible: `make bench`. Nothing of it is in the running program."""
