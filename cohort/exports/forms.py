"""What a researcher types."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReleaseForm(forms.Form):
    reason = forms.CharField(
        label=_("What will the data be used for?"),
        help_text=_("Name the project and the question. This is kept with the release."),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write what the data will be used for."),
            "min_length": _("Write a little more: the project and the question."),
        },
    )
