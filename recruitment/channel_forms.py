"""What is typed about channels: by the study office to make one, by anybody to find one."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohort.common.tokens import CODE_ALPHABET, CODE_LENGTH, tidy_code
from cohort.common.validators import one_line
from cohort.members.models import Cluster, Practice
from recruitment.actions.channels import OF_PRACTICE
from recruitment.models import Channel

LONGEST_NAME = 80  # so long a name still stands on a card


class ChannelForm(forms.Form):
    """A practice's own channels need the practice; every other one the name of the place."""

    kind = forms.ChoiceField(label=_("What kind of place?"), choices=Channel.Kind)
    name = forms.CharField(
        label=_("Name of the club or place"),
        required=False,
        max_length=LONGEST_NAME,
        validators=[one_line],
        help_text=_("It stands on everything that is printed. Leave it empty for a practice's own material."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    practice = forms.ModelChoiceField(
        label=_("Practice"),
        queryset=Practice.objects.none(),
        required=False,
        empty_label=_("None"),
        help_text=_("For a waiting room and for consultations."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        practice = self.fields["practice"]
        assert isinstance(practice, forms.ModelChoiceField)  # noqa: S101 - declared above
        practice.queryset = Practice.objects.filter(takes_part=True).order_by("name")

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        is_of_practice = cleaned.get("kind") in OF_PRACTICE
        if is_of_practice and "practice" in cleaned and cleaned["practice"] is None:
            self.add_error("practice", ValidationError(_("Choose the practice."), code="required"))
        if is_of_practice:
            cleaned["name"] = ""
        elif cleaned.get("kind") and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", ValidationError(_("Write the name of the place."), code="required"))
        else:
            cleaned["practice"] = None
        return cleaned


class SlidesForm(forms.Form):
    """Which cluster meets, and the language of the slides."""

    cluster = forms.ModelChoiceField(
        label=_("Cluster"), queryset=Cluster.objects.order_by("name"), required=False, empty_label=_("Any meeting")
    )
    language = forms.ChoiceField(choices=settings.LANGUAGES)


def read_code(typed: str) -> str:
    """The code in what somebody typed: the code alone, in any case and with gaps, or the whole short address.

    Empty where it cannot be one.
    """
    code = tidy_code(typed.strip().rstrip("/").rsplit("/", 1)[-1])
    return code if len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET) else ""
