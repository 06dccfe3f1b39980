"""What a participant types at the door of their own page, and to correct how we reach them."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from cohort.common.validators import one_line
from cohort.members.typed import read_day, read_mobile


class MobileField(forms.CharField):
    """A mobile number as "+4512345678"; empty where none is wanted."""

    widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})

    def clean(self, value: str) -> str:
        typed = super().clean(value)
        number = read_mobile(typed) if typed else ""
        if number is None:
            raise ValidationError(_("Check the mobile number: eight digits, or + and the country's number in front."))
        return number


class FindForm(forms.Form):
    """Who looks for the way in, by what nobody else is likely to know together."""

    birth_date = forms.CharField(
        label=_("Birth date"),
        max_length=20,
        help_text=_("Day, month and year, such as 14-05-1958"),
        error_messages={"required": _("Write the birth date, such as 14-05-1958.")},
        widget=forms.TextInput(attrs={"autocomplete": "bday", "inputmode": "numeric"}),
    )
    address = forms.CharField(
        label=_("E-mail or mobile number"),
        max_length=254,
        help_text=_("The one that your doctor wrote down when you began"),
        error_messages={"required": _("Write your e-mail address or your mobile number.")},
        widget=forms.TextInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_birth_date(self) -> date:
        born = read_day(self.cleaned_data["birth_date"])
        if born is None:
            raise ValidationError(_("Write the birth date as day, month and year, such as 14-05-1958."))
        return born

    def clean_address(self) -> dict[str, str]:
        """The address under the name of what it is."""
        typed = self.cleaned_data["address"]
        if "@" in typed:
            validate_email(typed)
            return {"email": typed}
        number = read_mobile(typed)
        if number is None:
            raise ValidationError(_("Write an e-mail address such as anna@example.dk, or a mobile number."))
        return {"mobile": number}


class ContactForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[one_line],
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("Check the e-mail address. It looks like anna@example.dk.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    mobile = MobileField(label=_("Mobile number"), required=False, max_length=30)
