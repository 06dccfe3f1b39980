from .consent import ConsentDecision, ConsentText, Scope
from .contact import ContactDetails
from .link import PersonalLink
from .participant import Participant, ParticipantQuerySet
from .practice import Membership, Practice, Region

__all__ = [
    "ConsentDecision",
    "ConsentText",
    "ContactDetails",
    "Membership",
    "Participant",
    "ParticipantQuerySet",
    "PersonalLink",
    "Practice",
    "Region",
    "Scope",
]
