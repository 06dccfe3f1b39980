"""What the study office sees of clusters, and what is written to them."""
