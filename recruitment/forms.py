"""What is typed on recruitment's pages, read and checked field by field."""

from datetime import date

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.common import clock
from cohort.common.identity import cpr
from cohort.common.identity.cpr import Cpr, CprFault
from cohort.common.validators import one_line
from cohort.members.models import Membership, Practice
from cohort.members.typed import ADULT, OLDEST, age_on, read_day, read_mobile

CPR_FAULTS = {
    "shape": _("Check the CPR number: six digits and four. If the patient has another kind, leave the field empty."),
    "date": _("Check the CPR number: it begins with a day that does not exist."),
}


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


def practices_of(user: User) -> list[Practice]:
    """The practices where the user works today, by name."""
    valid = Membership.objects.valid_on(clock.today()).filter(user=user)
    return list(Practice.objects.filter(pk__in=valid.values("practice")).order_by("name"))


class EnrolForm(forms.Form):
    """The patient in front of the clinician: six fields and a tick, in the order they are said."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[one_line],
        error_messages={"required": _("Write the patient's name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    cpr = forms.CharField(
        label=_("CPR number"),
        required=False,
        max_length=30,
        help_text=_("If you have it: then the birth date below may stay empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    birth_date = forms.CharField(
        label=_("Birth date"),
        required=False,  # where the CPR number says it: see clean
        max_length=20,
        help_text=_("Day, month and year, such as 14-05-1958"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("E-mail or mobile number: one of them is enough"),
        error_messages={"invalid": _("Check the e-mail address. It looks like anna@example.dk.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    mobile = forms.CharField(
        label=_("Mobile number"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Language of letters and questions"),
        choices=settings.LANGUAGES,
        initial="da",
        widget=forms.RadioSelect,
    )
    eligible = forms.BooleanField(
        label=_("The patient is 18 or older, has back pain, and can answer questions on their own or with help."),
        error_messages={"required": _("Tick that the patient can take part.")},
    )

    def __init__(self, *args: object, practices: list[Practice], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.practices = {practice.pk: practice for practice in practices}
        if len(practices) > 1:
            missing = _("Choose a practice.")
            self.fields["practice"] = forms.TypedChoiceField(
                label=_("Practice"),
                coerce=int,
                choices=[(practice.pk, practice.name) for practice in practices],
                error_messages={"required": missing, "invalid_choice": missing},
            )

    def clean_cpr(self) -> Cpr | None:
        typed = self.cleaned_data["cpr"]
        if not typed:
            return None
        try:
            number = cpr.read(typed)
        except CprFault as fault:
            raise ValidationError(CPR_FAULTS[fault.code]) from None
        check_birth(number.birth_date)
        return number

    def clean_birth_date(self) -> date | None:
        typed = self.cleaned_data["birth_date"]
        if not typed:
            return None
        born = read_day(typed)
        if born is None:
            raise ValidationError(_("Write the birth date as day, month and year, such as 14-05-1958."))
        return check_birth(born)

    def clean_mobile(self) -> str:
        typed = self.cleaned_data["mobile"]
        if not typed:
            return ""
        number = read_mobile(typed)
        if number is None:
            raise ValidationError(_("Check the mobile number: eight digits, or + and the country's number in front."))
        return number

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if "cpr" in cleaned and "birth_date" in cleaned:
            self._birth_date_once(cleaned)
        both_read = "email" in cleaned and "mobile" in cleaned
        if both_read and not (cleaned["email"] or cleaned["mobile"]):
            self.add_error("email", _("Write an e-mail address or a mobile number, so that we can reach the patient."))
        return cleaned

    def _birth_date_once(self, cleaned: dict[str, object]) -> None:
        """The birth date comes from the field or from the number; where both stand they say the same."""
        number = cleaned["cpr"]
        if isinstance(number, Cpr):
            if cleaned["birth_date"] not in (None, number.birth_date):
                self.add_error("birth_date", _("This is another day than the one in the CPR number. Check both."))
            cleaned["birth_date"] = number.birth_date
        elif cleaned["birth_date"] is None:
            self.add_error("birth_date", _("Write the birth date, such as 14-05-1958."))

    @property
    def practice_chosen(self) -> Practice:
        """The practice to enrol in; the only one needs no choice."""
        if "practice" not in self.fields:
            return next(iter(self.practices.values()))
        return self.practices[self.cleaned_data["practice"]]
