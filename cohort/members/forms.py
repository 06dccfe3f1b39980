"""What an administrator types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import Role
from cohort.common.validators import one_line
from cohort.members.models import Practice


class InviteForm(forms.Form):
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["practice"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type
        field.queryset = Practice.objects.order_by("name")


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("New role"),
        choices=Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the role."), "invalid_choice": _("Choose the role.")},
    )


class MembershipForm(forms.Form):
    practice = forms.ModelChoiceField(
        label=_("Practice"),
        queryset=Practice.objects.none(),
        empty_label=_("Choose a practice"),
        error_messages={"required": _("Choose the practice."), "invalid_choice": _("Choose the practice.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["practice"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type
        field.queryset = Practice.objects.order_by("name")
