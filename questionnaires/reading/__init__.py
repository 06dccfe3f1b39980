"""What is read from the rows of drafts and responses, as plain values."""
