"""Diaries: keeping, writing, handing in."""
