"""What hangs, lies around and is shown of the study, each with the QR code and short address of its channel."""
