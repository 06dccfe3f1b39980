"""Pages about winning practices: the study office's, and the one where a practice signs up."""
