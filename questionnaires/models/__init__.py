from .assignment import Assignment, AssignmentQuerySet
from .diary import Diary
from .draft import Draft, Reason, SignOff
from .instrument import Instrument, Version
from .pack import WordingPack
from .pair import Pair
from .plan import Occasion, Plan, Wave, WaveInstrument
from .response import Response, Score

__all__ = [
    "Assignment",
    "AssignmentQuerySet",
    "Diary",
    "Draft",
    "Instrument",
    "Occasion",
    "Pair",
    "Plan",
    "Reason",
    "Response",
    "Score",
    "SignOff",
    "Version",
    "Wave",
    "WaveInstrument",
    "WordingPack",
]
