from .consent import Consent, ConsentDecision, ConsentRepeated, ConsentText, Scope
from .contact import ContactDetails
from .duplicate import Duplicate
from .erasure import Erasure
from .link import PersonalLink
from .participant import Participant, ParticipantQuerySet
from .practice import Membership, Practice
from .region import Cluster, ClusterAddress, Region
from .sign_in_code import SignInCode

__all__ = [
    "Cluster",
    "ClusterAddress",
    "Consent",
    "ConsentDecision",
    "ConsentRepeated",
    "ConsentText",
    "ContactDetails",
    "Duplicate",
    "Erasure",
    "Membership",
    "Participant",
    "ParticipantQuerySet",
    "PersonalLink",
    "Practice",
    "Region",
    "Scope",
    "SignInCode",
]
