"""What a data manager hands in about wording packs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaires.actions.packs import MOST_CHARACTERS


class PackForm(forms.Form):
    """A file is read into the field by the browser: no page of ours takes files."""

    text = forms.CharField(
        label=_("Contents of the pack"),
        help_text=_("Paste what stands in the JSON file, or choose the file below."),
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "file-text"}),
        error_messages={
            "required": _("Paste what stands in the file, or choose the file."),
            "max_length": _("This is too long for a wording pack: at most %(limit_value)s characters."),
        },
    )


class EndPackForm(forms.Form):
    and_words = forms.BooleanField(label=_("Delete the words as well. They cannot be brought back."), required=False)
