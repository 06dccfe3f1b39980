"""What the repository tests read the project with."""
