"""Drawings of answers."""
