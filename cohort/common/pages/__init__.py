"""What pages carry with them."""
