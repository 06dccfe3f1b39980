"""Drawings of answers: plain values in, places on the paper out. Knows no Django."""
