"""What a summary says, chosen from plain values: pure, knows no Django."""
