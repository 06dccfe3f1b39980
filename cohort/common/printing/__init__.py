"""Printing: a sheet of HTML becomes a PDF, in a child process that reaches nothing."""
