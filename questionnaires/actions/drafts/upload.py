"""A draft's text comes in, for the first time or again."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from questionnaires.definition.schema import Definition
from questionnaires.definition.uploaded import read_uploaded
from questionnaires.models import Draft, Version
from questionnaires.models.draft import text_checksum


def upload(*, text: str, by: User, name: str = "draft") -> Draft:
    """Keep the instrument written in `text` as a draft; an open draft of the same name and number gets this text.

    Raises DefinitionError for a text that is no instrument, and Refusal number_published for a number that is out
    already, kind_changed for another kind under a known name; then nothing is kept.
    """
    written = read_uploaded(text, name)
    _refuse_what_cannot_be_published(written)
    return _keep(written, text, by)


@transaction.atomic
def _keep(written: Definition, text: str, by: User) -> Draft:
    draft, is_new = Draft.objects.select_for_update(of=("self",)).get_or_create(
        slug=written.slug,
        number=written.number,
        state=Draft.State.DRAFT,
        defaults={"text": text, "checksum": text_checksum(text), "uploaded_by": by},
    )
    if not is_new and draft.text != text:
        draft.text, draft.checksum, draft.uploaded_by, draft.uploaded_at = text, text_checksum(text), by, clock.now()
        draft.save(update_fields=["text", "checksum", "uploaded_by", "uploaded_at"])
    elif not is_new:
        return draft
    record(by=by.actor, action="draft.uploaded", subject=f"draft:{draft.pk}", draft=str(draft), text=draft.checksum)
    return draft


def _refuse_what_cannot_be_published(written: Definition) -> None:
    """Said now, and not when the board has read it; publishing asks once more."""
    newest = (
        Version.objects.select_related("instrument").filter(instrument__slug=written.slug).order_by("number").last()
    )
    if newest is None:
        return
    if newest.number >= written.number:
        raise Refusal(
            "number_published",
            _("%(newest)s is published: write “number: %(next)s” at the top, so that answers to it stay what they are.")
            % {"newest": newest, "next": newest.number + 1},
        )
    if newest.instrument.kind != written.kind:
        raise Refusal(
            "kind_changed",
            _("%(slug)s is published as another kind of instrument: give it another name.") % {"slug": written.slug},
        )
