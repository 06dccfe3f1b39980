"""What an administrator types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import Role, User
from cohort.common import clock
from cohort.common.validators import one_line
from cohort.members.models import Membership, Practice


class TutorField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A doctor who works in some practice today, with the practice beside the name: names are not unique."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Tutor"),
            help_text=_("For a doctor in training: a doctor of the same practice."),
            queryset=User.objects.none(),
            required=False,
            empty_label=_("No tutor"),
            error_messages={"invalid_choice": _("Choose the tutor.")},
        )
        self.practices: dict[int, list[str]] = {}

    def load(self) -> None:
        """Called with each form, because doctors come and go."""
        doctors = Membership.objects.valid_on(clock.today()).filter(position=Membership.Position.DOCTOR)
        self.practices = {}
        for user, practice in doctors.order_by("practice__name").values_list("user", "practice__name"):
            self.practices.setdefault(user, []).append(practice)
        self.queryset = User.objects.filter(pk__in=self.practices, is_active=True).order_by("name", "pk")

    def label_from_instance(self, user: Any) -> str:
        return f"{user.name}, {', '.join(self.practices.get(user.pk, []))}"


class PlaceForm(forms.Form):
    """A form that may name a practice and a tutor; where they are chosen from is looked up each time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        practice, tutor = self.fields["practice"], self.fields["tutor"]
        assert isinstance(practice, forms.ModelChoiceField)  # noqa: S101 - tells the type
        assert isinstance(tutor, TutorField)  # noqa: S101 - tells the type
        practice.queryset = Practice.objects.filter(provider_number__isnull=False).order_by("name")
        tutor.load()


def position_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Works there as"),
        choices=[("", _("As the role says")), *Membership.Position.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose what the person works as.")},
    )


def practice_field() -> "forms.ModelChoiceField[Practice]":
    return forms.ModelChoiceField(
        label=_("Practice"),
        queryset=Practice.objects.none(),
        empty_label=_("Choose a practice"),
        error_messages={"required": _("Choose the practice."), "invalid_choice": _("Choose the practice.")},
    )


class InviteForm(PlaceForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[one_line],
        error_messages={"required": _("Write the name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Their own work address. The link to choose a password goes there."),
        error_messages={
            "required": _("Write the e-mail."),
            "invalid": _("Check the e-mail address. It looks like anna@example.dk."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the role.")},
    )
    practice = forms.ModelChoiceField(
        label=_("Practice"),
        help_text=_("For doctors and practice staff. They see the patients of this practice only."),
        queryset=Practice.objects.none(),
        required=False,
        empty_label=_("No practice"),
    )
    position = position_field()
    tutor = TutorField()


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("New role"),
        choices=Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the role."), "invalid_choice": _("Choose the role.")},
    )


class MembershipForm(PlaceForm):
    practice = practice_field()
    position = position_field()
    tutor = TutorField()


class MoveForm(PlaceForm):
    """From one practice to another on a day, in one step."""

    practice = practice_field()
    tutor = TutorField()
    on = forms.DateField(
        label=_("From this day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day."), "invalid": _("Choose the day.")},
    )
