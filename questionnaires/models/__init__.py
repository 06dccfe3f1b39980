from .assignment import Assignment, AssignmentQuerySet
from .diary import Diary
from .instrument import Instrument, Version
from .plan import Occasion, Plan, Wave, WaveInstrument
from .response import Response, Score

__all__ = [
    "Assignment",
    "AssignmentQuerySet",
    "Diary",
    "Instrument",
    "Occasion",
    "Plan",
    "Response",
    "Score",
    "Version",
    "Wave",
    "WaveInstrument",
]
