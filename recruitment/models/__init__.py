from .channel import Arrival, Channel, ChannelDay
from .cluster import ClusterContact, SignUpDay, SignUpLink, Talk
from .request import PracticeRequest
from .screening import ScreeningEntry

__all__ = [
    "Arrival",
    "Channel",
    "ChannelDay",
    "ClusterContact",
    "PracticeRequest",
    "ScreeningEntry",
    "SignUpDay",
    "SignUpLink",
    "Talk",
]
