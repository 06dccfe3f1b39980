"""Template tags of the pages that participants see."""
