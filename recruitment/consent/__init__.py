"""What a consent text is made of, and how an answer to it is read. No Django here."""
