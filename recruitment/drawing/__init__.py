"""Drawings of the monitor, from plain values."""
