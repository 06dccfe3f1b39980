"""Checks that several forms share."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def one_line(text: str) -> None:
    """A name is one line of letters that can be seen: no line ends, no control or direction marks.

    Raises ValidationError otherwise, and for a name of nothing but spaces that do not show.
    """
    if not text.isprintable() or not any(character.isalnum() for character in text):
        raise ValidationError(_("Write the name in one line, with letters only."), code="not_one_line")
