from .channel import Arrival, Channel, ChannelDay
from .cluster import ClusterContact, SignUpDay, SignUpLink, Talk
from .joining import Claim, JoinRequest
from .request import PracticeRequest
from .screening import ScreeningEntry
from .sub_study import SubStudy, SubStudyMatch
from .tally import Tally, Tallying
from .workload import Workload

__all__ = [
    "Arrival",
    "Channel",
    "ChannelDay",
    "Claim",
    "ClusterContact",
    "JoinRequest",
    "PracticeRequest",
    "ScreeningEntry",
    "SignUpDay",
    "SignUpLink",
    "SubStudy",
    "SubStudyMatch",
    "Talk",
    "Tally",
    "Tallying",
    "Workload",
]
