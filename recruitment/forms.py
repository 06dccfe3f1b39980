"""What is typed on recruitment's pages, read and checked field by field."""

from datetime import date
from typing import TypedDict

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.common import clock
from cohort.common.identity import cpr
from cohort.common.identity.cpr import Cpr, CprFault
from cohort.common.validators import one_line
from cohort.members.models import Membership, Practice
from cohort.members.typed import ADULT, OLDEST, age_on, is_phone, read_day, read_mobile
from recruitment.reading import taps

CPR_DIGITS = 10
CPR_FAULTS = {
    "shape": _("Check the CPR number: six digits and four. If the patient has another kind, write the birth date."),
    "date": _("Check the CPR number: it begins with a day that does not exist."),
}
_email = EmailValidator(_("Check the e-mail address. It looks like anna@example.dk."))


def check_birth(born: date) -> date:
    """That birth date, if it is one of somebody who can take part today; ValidationError with the sentence if not."""
    age = age_on(born, clock.today())
    if age < 0:
        raise ValidationError(_("This day has not been yet. Check the year."))
    if age > OLDEST:
        raise ValidationError(_("Check the year: this would be more than 120 years ago."))
    if age < ADULT:
        raise ValidationError(_("Rygvej is for people who are 18 or older."))
    return born


def read_born(typed: str) -> Cpr | date:
    """Ten digits are a CPR number, anything else is a date; ValidationError with the sentence for neither."""
    if sum(character in "0123456789" for character in typed) == CPR_DIGITS:
        try:
            number = cpr.read(typed)
        except CprFault as fault:
            raise ValidationError(CPR_FAULTS[fault.code]) from None
        check_birth(number.birth_date)
        return number
    born = read_day(typed)
    if born is None:
        raise ValidationError(
            _("Write the birth date as day, month and year, such as 14-05-1958, or the CPR number with all ten digits.")
        )
    return check_birth(born)


def read_reach(typed: str) -> dict[str, str]:
    """{"email": …} or {"mobile": …}, by whether there is an @ in it; ValidationError with the sentence for neither."""
    if "@" in typed:
        _email(typed)
        return {"email": typed}
    number = read_mobile(typed)
    if number is None:
        raise ValidationError(
            _("Check the e-mail address or the mobile number: from abroad with + and the country's number in front.")
        )
    return {"mobile": number}


def practices_of(user: User) -> list[Practice]:
    """The practices where the user works today, by name."""
    valid = Membership.objects.valid_on(clock.today()).filter(user=user)
    return list(Practice.objects.select_related("cluster").filter(pk__in=valid.values("practice")).order_by("name"))


class Given(TypedDict):
    """What recruitment.actions.enrol.register asks of the page."""

    name: str
    birth_date: date
    cpr: str
    email: str
    mobile: str
    phone: str
    address: str
    language: str


class OfPractice(forms.Form):
    """A form of one of the practices where the user works. The only one needs no choice."""

    def __init__(self, *args: object, practices: list[Practice], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.practices = {practice.pk: practice for practice in practices}
        if len(practices) > 1:
            missing = _("Choose a practice.")
            self.fields["practice"] = forms.TypedChoiceField(
                label=_("Practice"),
                coerce=int,
                choices=[("", "–"), *((practice.pk, practice.name) for practice in practices)],
                error_messages={"required": missing, "invalid_choice": missing},
            )

    @property
    def practice_chosen(self) -> Practice:
        if "practice" not in self.fields:
            return next(iter(self.practices.values()))
        return self.practices[self.cleaned_data["practice"]]


class EnrolForm(OfPractice):
    """The patient in front of the clinician: three fields. The rest is there for those who need it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[one_line],
        error_messages={"required": _("Write the patient's name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    born = forms.CharField(
        label=_("CPR number or birth date"),
        max_length=30,
        help_text=_("All ten digits, or day, month and year such as 14-05-1958"),
        error_messages={"required": _("Write the CPR number or the birth date.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    reach = forms.CharField(
        label=_("E-mail or mobile number"),
        required=False,  # for those with neither: see clean
        max_length=254,
        help_text=_("One of them: the invitation goes there"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("Phone number that takes no messages"),
        required=False,
        max_length=60,
        validators=[one_line],
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    address = forms.CharField(
        label=_("Postal address"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"autocomplete": "off", "rows": 3}),
    )
    second = forms.CharField(
        label=_("Another way to reach the patient"),
        required=False,
        max_length=254,
        help_text=_("A mobile number beside the e-mail, or the other way round"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(
        label=_("Language of letters and questions"),
        choices=settings.LANGUAGES,
        initial="da",
        widget=forms.RadioSelect,
    )

    def clean_born(self) -> Cpr | date:
        return read_born(self.cleaned_data["born"])

    def clean_reach(self) -> dict[str, str]:
        return read_reach(typed) if (typed := self.cleaned_data["reach"]) else {}

    def clean_second(self) -> dict[str, str]:
        return read_reach(typed) if (typed := self.cleaned_data["second"]) else {}

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if typed and not is_phone(typed):
            raise ValidationError(_("Check the phone number: there are too few digits."))
        return typed

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if {"reach", "second", "phone", "address"} <= cleaned.keys():
            first, second = cleaned["reach"], cleaned["second"]
            if first.keys() & second.keys():
                self.add_error("second", _("One e-mail address and one mobile number: these are two of a kind."))
            elif not (first or second or cleaned["phone"] or cleaned["address"]):
                self.add_error(
                    "reach", _("Write an e-mail address or a mobile number. Without either, phone or post will do.")
                )
        return cleaned

    def given(self) -> Given:
        """What was typed, as it is enrolled."""
        cleaned, born = self.cleaned_data, self.cleaned_data["born"]
        reach = cleaned["second"] | cleaned["reach"]
        return Given(
            name=cleaned["name"],
            birth_date=born.birth_date if isinstance(born, Cpr) else born,
            cpr=born.digits if isinstance(born, Cpr) else "",
            email=reach.get("email", ""),
            mobile=reach.get("mobile", ""),
            phone=cleaned["phone"],
            address=cleaned["address"],
            language=cleaned["language"],
        )


class ScreenForm(OfPractice):
    """One tap: asked and said no, or not eligible, and why."""

    tap = forms.ChoiceField(choices=[*taps.SAID_NO, *taps.NOT_ELIGIBLE])

    @property
    def tapped(self) -> tuple[str, str]:
        """Outcome and reason."""
        return taps.read(self.cleaned_data["tap"])
