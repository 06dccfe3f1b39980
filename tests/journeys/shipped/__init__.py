"""Journeys through the questionnaires as they are shipped, page by page."""
