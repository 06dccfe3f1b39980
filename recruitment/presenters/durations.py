"""Seconds in words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTES_FROM = 90  # seconds; below it a number of minutes would hide too much


def words(seconds: float) -> str:
    """ "24 seconds" or "2.5 minutes", in the language that is active."""
    if seconds < MINUTES_FROM:
        whole = round(seconds)
        return ngettext("%(n)s second", "%(n)s seconds", whole) % {"n": whole}
    return _("%(n)s minutes") % {"n": number_format(round(seconds / 60, 1), decimal_pos=1)}
