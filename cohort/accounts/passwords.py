"""A password is refused when it is made of what anybody would try first at this place."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# In lower case. The list that docs/security.md speaks of.
WORDS = (
    *("administrator", "adgangskode", "researcher", "lægehuset", "kodeord", "password", "velkommen", "welcome"),
    *("forsker", "patient", "praksis", "rygvej", "rygpatient", "rygsmerter", "danmark", "sommer", "vinter"),
    *("doctor", "doktor", "studie", "laege", "læge", "study", "back", "ryg"),
)
ENOUGH = 8  # characters beside those words


class NotTheWordsOfThisPlace:
    """Refuses what is left with too few characters when those words are taken out, wherever they stand."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError with the sentence a person reads."""
        rest = password.casefold()
        for word in sorted(WORDS, key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(rest.strip()) < ENOUGH:
            raise ValidationError(self.get_help_text(), code="password_of_this_place")

    def get_help_text(self) -> str:
        return _("This password is mostly words that anybody would try here. Choose other words.")
