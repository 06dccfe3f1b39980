"""Winning practices: clusters written to and called, talks, sign-up links, and those who ask to take part."""
