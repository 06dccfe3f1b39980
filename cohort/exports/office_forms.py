"""What the study office types: whom they look for and why, corrections, and how somebody stops."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from cohort.common.identity import cpr
from cohort.common.study_number import is_study_number
from cohort.common.validators import one_line
from cohort.members.models import Erasure, Participant
from cohort.members.own_forms import ContactForm
from cohort.members.typed import is_phone, read_day, read_mobile

# Codes, because the audit keeps them for ever.
PURPOSES = (
    ("question", _("They have a question")),
    ("correction", _("Something has to be corrected")),
    ("access", _("They want their data")),
    ("stop", _("They want to stop")),
    ("follow_up", _("Help with a questionnaire")),
    ("interview", _("An interview")),
    ("duplicate", _("Perhaps enrolled twice")),
)
REASONS = (
    ("participant", _("The participant asked for it")),
    ("relative", _("A relative asked for it")),
    ("authority", _("An authority decided it")),
    ("mistake", _("The enrolment was a mistake")),
)


class SearchForm(forms.Form):
    """A study number, a CPR number, or an address with a birth date: never a part of one."""

    study_number = forms.CharField(label=_("Study number"), max_length=12, required=False)
    cpr = forms.CharField(label=_("or CPR number"), max_length=14, required=False)
    address = forms.CharField(label=_("or e-mail or mobile number"), max_length=254, required=False)
    birth_date = forms.CharField(
        label=_("with birth date"),
        help_text=_("Day, month and year, such as 14-05-1958"),
        max_length=20,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}

    def clean(self) -> dict[str, Any]:
        """`how`: what to look by, as keywords of `found` in the office's presenter."""
        typed = {name: str(value or "").strip() for name, value in self.cleaned_data.items()}
        if typed["study_number"]:
            number = typed["study_number"].upper()
            if not is_study_number(number):
                raise ValidationError({"study_number": _("Check the study number: it looks like R4821937-5.")})
            return {"how": {"study_number": number}}
        if typed["cpr"]:
            return {"how": self._by_cpr(typed["cpr"])}
        if typed["address"]:
            return {"how": self._by_address(typed["address"], typed["birth_date"])}
        raise ValidationError(_("Write a study number, a CPR number, or an address with a birth date."))

    def _by_cpr(self, typed: str) -> dict[str, Any]:
        try:
            number = cpr.read(typed)
        except cpr.CprFault:
            raise ValidationError(
                {"cpr": _("Check the CPR number: six digits for the birth date, and four.")}
            ) from None
        return {"cpr": number.digits, "birth_date": number.birth_date}

    def _by_address(self, typed: str, day: str) -> dict[str, Any]:
        born = read_day(day)
        if born is None:
            raise ValidationError({"birth_date": _("Write the birth date as day, month and year, such as 14-05-1958.")})
        if "@" in typed:
            try:
                validate_email(typed)
            except ValidationError as error:
                raise ValidationError({"address": error.messages}) from None
            return {"email": typed, "birth_date": born}
        number = read_mobile(typed)
        if number is None:
            fault = _("Write an e-mail address such as anna@example.dk, or a mobile number.")
            raise ValidationError({"address": fault})
        return {"mobile": number, "birth_date": born}


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("Why do you open this person’s details?"),
        help_text=_("The participant can read it on their own page."),
        choices=PURPOSES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )


class CorrectionForm(ContactForm):
    birth_date = forms.CharField(label=_("Birth date"), max_length=20)
    cpr = forms.CharField(
        label=_("CPR number"), max_length=14, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("Telephone"),
        help_text=_("One that takes no messages"),
        max_length=60,
        required=False,
        validators=[one_line],
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    address = forms.CharField(
        label=_("Address for letters"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    way = forms.ChoiceField(label=_("Takes part"), choices=Participant.Way, required=False, widget=forms.RadioSelect)
    field_order = ("name", "birth_date", "cpr", "way", "email", "mobile", "phone", "address")

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"].strip()
        if typed and not is_phone(typed):
            raise ValidationError(_("Check the phone number: there are too few digits."))
        return typed

    def clean_address(self) -> str:
        return "\n".join(line.strip() for line in self.cleaned_data["address"].splitlines() if line.strip())

    def clean(self) -> dict[str, Any]:
        """Birth date as a date, CPR as ten digits or empty; both tell the same day."""
        given = {**self.cleaned_data}
        born = read_day(str(given.get("birth_date", "")))
        if born is None:
            raise ValidationError({"birth_date": _("Write the birth date as day, month and year, such as 14-05-1958.")})
        given["birth_date"] = born
        if given.get("cpr"):
            try:
                number = cpr.read(given["cpr"])
            except cpr.CprFault:
                raise ValidationError(
                    {"cpr": _("Check the CPR number: six digits for the birth date, and four.")}
                ) from None
            if number.birth_date != born:
                raise ValidationError({"cpr": _("The CPR number tells another birth date.")})
            given["cpr"] = number.digits
        if given.get("way") == Participant.Way.ONLINE and not (given.get("email") or given.get("mobile")):
            raise ValidationError({"way": _("Without e-mail and mobile number they take part by phone and paper.")})
        return given


class StopForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("What is to be done?"),
        choices=(
            (Erasure.Choice.KEEP, _("Stop, and keep what was answered, without who it was")),
            (Erasure.Choice.NOW, _("Stop, and erase everything")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is to be done.")},
    )
    reason = forms.ChoiceField(
        label=_("At whose wish?"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose at whose wish.")},
    )


class EntryForm(forms.Form):
    """How, when and in which language the answers were given that are typed in."""

    mode = forms.ChoiceField(
        label=_("How did they answer?"),
        choices=(("paper", _("On paper")), ("phone", _("By phone"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they answered.")},
    )
    agreed = forms.BooleanField(
        label=_("On the phone they said yes to my typing in their answers"),
        required=False,
    )
    language = forms.ChoiceField(
        label=_("In which language?"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the language.")},
    )
    answered_on = forms.CharField(
        label=_("On which day did they answer?"),
        help_text=_("Day, month and year, such as 14-05-2026"),
        max_length=20,
        error_messages={"required": _("Write the day as day, month and year, such as 14-05-2026.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_answered_on(self) -> date:
        day = read_day(str(self.cleaned_data["answered_on"]))
        if day is None:
            raise ValidationError(_("Write the day as day, month and year, such as 14-05-2026."))
        return day

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("mode") == "phone" and not self.cleaned_data.get("agreed"):
            self.add_error(
                "agreed", _("By phone: ask whether you may type in the answers, and tick that they said yes.")
            )
        return self.cleaned_data


class AgreeForm(forms.Form):
    """How and when somebody decided what the study office now writes down."""

    mode = forms.ChoiceField(
        label=_("How did they decide?"),
        choices=(
            ("paper", _("On paper, with a signature")),
            ("phone", _("By phone: I have read the short text aloud")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they decided.")},
    )
    decided_on = forms.CharField(
        label=_("On which day?"),
        help_text=_("Day, month and year, such as 14-05-2026"),
        max_length=20,
        error_messages={"required": _("Write the day as day, month and year, such as 14-05-2026.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_decided_on(self) -> date:
        day = read_day(str(self.cleaned_data["decided_on"]))
        if day is None:
            raise ValidationError(_("Write the day as day, month and year, such as 14-05-2026."))
        if day > clock.today():
            raise ValidationError(_("This day has not been yet."))
        return day
