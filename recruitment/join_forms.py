"""What somebody types who signs up by themselves, and what those who answer them type."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cohort.common.validators import one_line
from cohort.members.models import Practice
from cohort.members.own_forms import FindForm, MobileField
from recruitment.actions.enrol import is_written_to
from recruitment.actions.join import Given
from recruitment.forms import check_birth

SHOWN = 8
NOT_LISTED = "other"
# A name greets whoever owns the address: what a mail program would turn into a link is none.
NO_NAME = re.compile(r"[\d/@:<>]|\.\w")


def a_name(text: str) -> None:
    if NO_NAME.search(text):
        raise ValidationError(_("Write your name in letters."))


class JoinForm(FindForm):
    """First and last name, birth date, one address, and the practice: preset, looked for, or none.

    A practice that is looked for is chosen in a second step, on the same page; `is_asked_which` says that it comes.
    """

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        validators=[one_line, a_name],
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.CharField(
        label=_("E-mail or mobile number"),
        max_length=254,
        help_text=_("We send you a link to it"),
        error_messages={"required": _("Write your e-mail address or your mobile number.")},
        widget=forms.TextInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )
    here = forms.BooleanField(required=False, initial=True)
    looked_for = forms.CharField(
        label=_("Your doctor's practice"),
        required=False,
        max_length=120,
        validators=[one_line],
        help_text=_("Its name, its town, or its number on your health card"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    no_practice = forms.BooleanField(label=_("I have no doctor's practice"), required=False)

    field_order = ("name", "birth_date", "address", "here", "looked_for", "practice", "no_practice")

    def __init__(self, data: "dict[str, str] | None" = None, *, preset: Practice | None) -> None:
        super().__init__(data)
        self.preset = preset
        self.is_asked_which = False
        if preset is None:
            del self.fields["here"]
        else:
            self.fields["here"].label = gettext("My doctor is at %(practice)s") % {"practice": preset.name}
            if data is None or data.get("here"):
                del self.fields["looked_for"], self.fields["no_practice"]
        typed = (data or {}).get("looked_for", "").strip()[:120]
        if "looked_for" in self.fields and typed and not (data or {}).get("no_practice"):
            self._offer(typed, "practice" in (data or {}))

    def _offer(self, typed: str, has_chosen: bool) -> None:
        """The practices that may be meant, to choose from."""
        found = Practice.objects.matching(typed)[:SHOWN]
        self.fields["practice"] = forms.ChoiceField(
            label=_("Which one is yours?"),
            required=False,
            choices=[
                *((str(one.pk), f"{one.name}, {one.town}" if one.town else one.name) for one in found),
                (NOT_LISTED, gettext("Another one: write down “%(words)s”") % {"words": typed}),
            ],
            error_messages={"invalid_choice": _("Choose your practice.")},
            widget=forms.RadioSelect,
        )
        self.order_fields(self.field_order)
        self.is_asked_which = not has_chosen

    def ask_which(self) -> None:
        """The second step asks one thing: what is right already goes along unseen."""
        for name in ("name", "birth_date", "address"):
            self.fields[name].widget = forms.HiddenInput()
        self.order_fields(("practice", "looked_for", "no_practice"))

    def clean_birth_date(self) -> date:
        return check_birth(super().clean_birth_date())

    def clean_address(self) -> dict[str, str]:
        given = super().clean_address()
        if not is_written_to(email=given.get("email", ""), mobile=given.get("mobile", "")):
            raise ValidationError(_("We cannot send text messages yet. Write an e-mail address instead."))
        return given

    def clean(self) -> None:
        fields = self.fields
        if "looked_for" in fields and "practice" not in fields and not self.cleaned_data.get("no_practice"):
            self.add_error("looked_for", _("Write your doctor's practice, or tick that you have none."))

    @property
    def given(self) -> Given:
        """What a valid form holds."""
        data, chosen = self.cleaned_data, self.cleaned_data.get("practice", "")
        practice = int(chosen) if chosen.isdecimal() else None
        if self.preset is not None and data.get("here"):
            practice = self.preset.pk
        return Given(
            name=data["name"],
            birth_date=data["birth_date"],
            language=(get_language() or "da")[:2],
            practice=practice,
            named=data["looked_for"] if chosen == NOT_LISTED else "",
            **data["address"],
        )


class AddressForm(forms.Form):
    """Where an invitation goes that did not arrive."""

    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("Check the e-mail address. It looks like anna@example.dk.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    mobile = MobileField(label=_("Mobile number"), required=False, max_length=30)


class LinkForm(forms.Form):
    """The practice that was meant, by its number."""

    number = forms.CharField(
        label=_("Provider number"),
        max_length=6,
        error_messages={"required": _("Write the practice's number.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_number(self) -> Practice:
        found = Practice.objects.matching(self.cleaned_data["number"]).filter(takes_part=True)
        practice = found.first() if self.cleaned_data["number"].strip().isdecimal() else None
        if practice is None:
            raise ValidationError(_("No practice with this number takes part."))
        return practice
