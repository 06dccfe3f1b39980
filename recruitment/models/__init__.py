from .channel import Arrival, Channel, ChannelDay
from .joining import Claim, JoinRequest
from .screening import ScreeningEntry
from .workload import Workload

__all__ = ["Arrival", "Channel", "ChannelDay", "Claim", "JoinRequest", "ScreeningEntry", "Workload"]
