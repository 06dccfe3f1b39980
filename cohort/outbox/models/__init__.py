from .message import Message, MessageQuerySet

__all__ = ["Message", "MessageQuerySet"]
