"""Why a warning stays."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from questionnaires.actions.drafts.locking import opened
from questionnaires.models import Draft, Reason
from questionnaires.plain_language.accepted import SHORTEST_REASON
from questionnaires.plain_language.report import line
from questionnaires.reading import judging


@transaction.atomic
def give_reason(*, draft: Draft, mark: str, text: str, by: User) -> Reason:
    """Keep the reason for the warning of that mark; a later one takes its place.

    Raises NoLongerOpen, Refusal no_such_warning (the text has changed meanwhile, or it fails, and that has no reason)
    and Refusal reason_short.
    """
    draft = opened(draft)
    found = next((one for one in judging.judged(draft).warnings if one.mark == mark), None)
    if found is None:
        raise Refusal("no_such_warning", _("The draft has changed: this is no longer among its warnings."))
    if len(text.strip()) < SHORTEST_REASON:
        raise Refusal("reason_short", _("Write a little more: why do these words stay?"))
    kept = {"finding": line(found), "text": text.strip(), "written_by": by, "written_at": clock.now()}
    reason, _is_new = Reason.objects.update_or_create(draft=draft, mark=mark, defaults=kept)
    record(by=by.actor, action="draft.reason_given", subject=f"draft:{draft.pk}", rule=found.rule, finding=mark)
    return reason
