from .assignment import Assignment, AssignmentQuerySet
from .diary import Diary
from .draft import Draft, Reason, SignOff
from .instrument import Instrument, Version
from .pack import WordingPack
from .pair import Pair
from .plan import Occasion, Plan, Wave, WaveInstrument
from .response import Response, Score
from .staff_survey import StaffSurvey

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
    "StaffSurvey",
    "Version",
    "Wave",
    "WaveInstrument",
    "WordingPack",
]
