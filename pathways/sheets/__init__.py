"""What is drawn and printed: words of the language, markup, and PDF."""
