"""Counting people without pointing at anybody."""
