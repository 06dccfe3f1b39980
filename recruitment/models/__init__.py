from .channel import Arrival, Channel, ChannelDay
from .screening import ScreeningEntry
from .sub_study import SubStudy, SubStudyMatch
from .tally import Tally, Tallying

__all__ = ["Arrival", "Channel", "ChannelDay", "ScreeningEntry", "SubStudy", "SubStudyMatch", "Tally", "Tallying"]
