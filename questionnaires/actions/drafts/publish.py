"""A draft becomes a version, or is set aside."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common.errors import Refusal
from questionnaires.actions import load
from questionnaires.actions.drafts.locking import opened
from questionnaires.models import Draft, Version
from questionnaires.reading import board, judging


class NotReady(Refusal):
    """The gate is shut; `missing` says everything that is missing, a sentence each."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__("not_ready", " ".join(missing))
        self.missing = missing


def missing(draft: Draft) -> list[str]:
    """What stands between the draft and being published; empty where nothing does.

    What fails is mended, each warning has a reason, and the board says yes to this very text: enough of it, a patient
    among them, and nobody says not yet.
    """
    judgement = judging.judged(draft)
    told = []
    if fails := len(judgement.fails):
        told.append(
            ngettext("%(count)s place has to be changed.", "%(count)s places have to be changed.", fails)
            % {"count": fails}
        )
    if waiting := len(judgement.unexplained(set(draft.reasons.values_list("mark", flat=True)))):
        told.append(
            ngettext("%(count)s warning wants a reason.", "%(count)s warnings want a reason.", waiting)
            % {"count": waiting}
        )
    standing = board.standing(draft)
    if standing.not_yet:
        told.append(str(_("Somebody on the board says not yet: change the text, and ask again.")))
    if standing.yes < standing.wanted:
        told.append(
            _("The board has said yes %(yes)s times; %(wanted)s are wanted.")
            % {"yes": standing.yes, "wanted": standing.wanted}
        )
    if not standing.has_patient:
        told.append(str(_("No patient on the board has said yes yet.")))
    return told


@transaction.atomic
def publish(*, draft: Draft, checksum: str, by: User) -> Version:
    """Publish the draft's text, if it is still the one of that checksum.

    Raises NoLongerOpen, NotReady with what is missing, Refusal text_changed, and what `load.load` refuses.
    """
    draft = opened(draft)
    if draft.checksum != checksum:
        raise Refusal("text_changed", _("The text has changed meanwhile. Please read it again."))
    if lacking := missing(draft):
        raise NotReady(lacking)
    version = load.load(draft.text, by=by.actor, name=str(draft))
    if version is None:
        raise Refusal("published_already", _("Exactly this is published already."))
    draft.state, draft.version = Draft.State.PUBLISHED, version
    draft.save(update_fields=["state", "version"])
    record(by=by.actor, action="draft.published", subject=f"draft:{draft.pk}", draft=str(draft), text=checksum)
    return version


@transaction.atomic
def set_aside(*, draft: Draft, by: User) -> None:
    """Go on without this draft; it stays readable. Raises NoLongerOpen."""
    draft = opened(draft)
    draft.state = Draft.State.SET_ASIDE
    draft.save(update_fields=["state"])
    record(by=by.actor, action="draft.set_aside", subject=f"draft:{draft.pk}", draft=str(draft))
