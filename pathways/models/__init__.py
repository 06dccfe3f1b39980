from .episode import Episode, Event
from .summary import Summary

__all__ = ["Episode", "Event", "Summary"]
