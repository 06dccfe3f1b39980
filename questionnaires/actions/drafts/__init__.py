"""Drafts of instruments: uploaded, explained, signed off by the board, published or set aside."""
