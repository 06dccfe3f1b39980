from .assignment import Assignment, AssignmentQuerySet
from .instrument import Instrument, Version
from .pack import WordingPack
from .plan import Occasion, Plan, Wave, WaveInstrument
from .response import Response, Score

__all__ = [
    "Assignment",
    "AssignmentQuerySet",
    "Instrument",
    "Occasion",
    "Plan",
    "Response",
    "Score",
    "Version",
    "Wave",
    "WaveInstrument",
    "WordingPack",
]
