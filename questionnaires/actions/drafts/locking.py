"""The draft of an act, locked, and open."""

from django.utils.translation import gettext_lazy as _

from cohort.common.errors import NoLongerOpen
from questionnaires.models import Draft


def opened(draft: Draft) -> Draft:
    """The row as it stands now. Raises NoLongerOpen for one that is published or set aside."""
    row = Draft.objects.select_for_update(of=("self",), no_key=True).get(pk=draft.pk)
    if not row.is_open:
        raise NoLongerOpen(
            "draft_closed", _("This draft is published or set aside. Upload it again under a new number.")
        )
    return row
