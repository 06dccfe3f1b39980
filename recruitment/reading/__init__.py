"""What is read from recruitment's rows, as plain values."""
