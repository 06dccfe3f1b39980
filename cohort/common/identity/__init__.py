"""What tells who somebody is: the personal number, and bringing what is sealed under a new key."""
