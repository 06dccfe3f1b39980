from .channel import Arrival, Channel, ChannelDay
from .screening import ScreeningEntry
from .workload import Workload

__all__ = ["Arrival", "Channel", "ChannelDay", "ScreeningEntry", "Workload"]
