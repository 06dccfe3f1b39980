"""What is typed about clusters, talks and sign-ups, read and checked field by field."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from cohort.common.validators import one_line
from cohort.members.models import Cluster, Membership, Practice, Region
from recruitment.models import ClusterContact, PracticeRequest, Talk

WRONG_EMAIL = _("Check the e-mail address. It looks like anna@example.dk.")
MOST_ADDRESSES = 500


def line(label: Any, *, missing: Any = None, help_text: Any = "", length: int = 120, **attrs: Any) -> forms.CharField:
    """One line of text; needed where it is said what to write."""
    return forms.CharField(
        label=label,
        max_length=length,
        required=missing is not None,
        validators=[one_line],
        help_text=help_text,
        error_messages={"required": missing} if missing else {},
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
    )


def email(label: Any, *, missing: Any = None, help_text: Any = "", autocomplete: str = "off") -> forms.EmailField:
    errors = {"invalid": WRONG_EMAIL} | ({"required": missing} if missing else {})
    return forms.EmailField(
        label=label,
        required=missing is not None,
        help_text=help_text,
        error_messages=errors,
        widget=forms.EmailInput(attrs={"autocomplete": autocomplete}),
    )


def day(label: Any) -> forms.DateField:
    wrong = _("Choose the day.")
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": wrong, "invalid": wrong},
    )


def note() -> forms.CharField:
    return forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        help_text=_("About the practice or the talk. Nothing about patients."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ClusterForm(forms.Form):
    """Whom to write to, and who of the colleagues does it."""

    chair_name = line(_("Chair"))
    chair_email = email(_("Chair's e-mail"))
    sender_name = line(_("Colleague who writes"), help_text=_("A doctor in practice. The letter is in their name."))
    sender_email = email(_("Colleague's e-mail"), help_text=_("Answers go there."))


class AddressesForm(forms.Form):
    emails = forms.CharField(
        label=_("New addresses"),
        help_text=_("One or several, with commas or new lines between."),
        max_length=20_000,
        error_messages={"required": _("Write at least one address.")},
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def clean_emails(self) -> list[str]:
        found = [part for part in re.split(r"[\s,;]+", self.cleaned_data["emails"]) if part]
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(_("That are too many at once. Use the list of clusters for them."))
        for address in found:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(_("“%(address)s” is no e-mail address.") % {"address": address[:80]}) from None
        return found


class PackForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[("da", _("Danish")), ("en", _("English"))],
        initial="da",
        widget=forms.RadioSelect,
    )


class ContactForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("How"),
        choices=[choice for choice in ClusterContact.Kind.choices if choice[0] != ClusterContact.Kind.PACK],
        initial=ClusterContact.Kind.CALL,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how."), "invalid_choice": _("Choose how.")},
    )
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=ClusterContact.Outcome.choices,
        required=False,
        error_messages={"invalid_choice": _("Choose what came of it.")},
    )
    note = note()


class TalkForm(forms.Form):
    day = day(_("Day"))
    cluster = forms.ModelChoiceField(
        label=_("Cluster"), queryset=Cluster.objects.none(), required=False, empty_label=_("None of the clusters")
    )
    place = line(_("Place"), help_text=_("Where it is, or who meets. May stay empty in a cluster."))
    speaker = line(_("Who talks"), missing=_("Write who talks."))
    note = note()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cluster"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type
        field.queryset = Cluster.objects.order_by("name")


class OutcomeForm(forms.Form):
    """What became of a talk."""

    state = forms.ChoiceField(choices=[choice for choice in Talk.State.choices if choice[0] != Talk.State.PLANNED])
    listeners = forms.IntegerField(required=False, min_value=0, max_value=2000)
    note = note()


class LinkForm(forms.Form):
    name = line(_("Where the link is shared"), missing=_("Write where."), help_text=_("Such as the name of a group."))
    sender_name = line(_("Colleague who invites"), missing=_("Write who invites."))


class PlacesForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        error_messages={
            "required": _("Choose the file."),
            "empty": _("The file is empty."),
            "missing": _("Choose the file."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )


class RefuseForm(forms.Form):
    reason = forms.ChoiceField(
        choices=PracticeRequest.Reason.choices,
        error_messages={"required": _("Choose the reason."), "invalid_choice": _("Choose the reason.")},
    )


class SignUpForm(forms.Form):
    """Whoever asks for their practice to take part."""

    name = line(_("Your name"), missing=_("Write your name."), autocomplete="name")
    email = email(
        _("Your work e-mail"),
        missing=_("Write your e-mail."),
        help_text=_("A link to begin with goes there, when the study office has said yes."),
        autocomplete="email",
    )
    position = forms.ChoiceField(
        label=_("You are"),
        choices=Membership.Position.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you are."), "invalid_choice": _("Choose what you are.")},
    )
    tutor = line(_("Your tutor"), help_text=_("For doctors in training only: name or e-mail of the tutor there."))
    provider_number = line(
        _("Provider number of the practice"),
        missing=_("Write the provider number, six digits."),
        help_text=_("Six digits. With “Find the practice” we fill in the rest, if we know it."),
        length=12,
        inputmode="numeric",
    )
    practice_name = line(_("Name of the practice"), missing=_("Write the name of the practice."))
    region = forms.ModelChoiceField(
        label=_("Region"),
        queryset=Region.objects.none(),
        empty_label=_("Choose a region"),
        error_messages={"required": _("Choose the region."), "invalid_choice": _("Choose the region.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type
        field.queryset = Region.objects.valid_on(clock.today()).order_by("name")

    def clean_provider_number(self) -> str:
        number = read_number(self.cleaned_data["provider_number"])
        if not number:
            raise ValidationError(_("Write the provider number, six digits."))
        return number

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("position") == Membership.Position.TRAINEE and not cleaned.get("tutor"):
            self.add_error("tutor", _("Write the name or e-mail of your tutor."))
        return cleaned


def read_number(typed: str) -> str:
    """The provider number, six digits however they are spaced; empty for anything else."""
    number = re.sub(r"[\s.-]", "", typed)
    return number if re.fullmatch(r"[0-9]{6}", number) else ""


def known_practice(typed: str) -> Practice | None:
    """The practice of that number, whether or not it takes part: number, name and region are public."""
    number = read_number(typed)
    return (
        Practice.objects.select_related("region__successor").filter(provider_number=number).first() if number else None
    )
