"""What a participant answers themselves, for their own page."""

from cohort.members.models import Participant
from questionnaires.models import Assignment
from questionnaires.models.assignment import AssignmentQuerySet


def questionnaires(participant: Participant) -> AssignmentQuerySet:
    """The assignments of the participant's own, not what the doctor ticked; editions' content stays unread."""
    mine = Assignment.objects.filter(
        participant=participant, respondent=Assignment.Respondent.PARTICIPANT, diary__isnull=True
    )
    return mine.select_related("response", "version").defer("version__content", "response__trail")
