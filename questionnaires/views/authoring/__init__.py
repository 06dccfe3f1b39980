"""Pages on which instruments are written, reviewed and published."""
