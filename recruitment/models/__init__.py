from .channel import Arrival, Channel, ChannelDay
from .screening import ScreeningEntry

__all__ = ["Arrival", "Channel", "ChannelDay", "ScreeningEntry"]
