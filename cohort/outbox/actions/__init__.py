"""Putting messages into the outbox and getting them out of it."""
