"""What data managers hand in: drafts of instruments, and wording packs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from questionnaires.actions import packs
from questionnaires.definition.uploaded import MOST_CHARACTERS
from questionnaires.interchange.any_in import FORMATS
from questionnaires.models import SignOff

FORMAT_WORDS = {
    "yaml": _("Our own form, YAML"),
    "fhir": _("FHIR Questionnaire, JSON"),
    "redcap": _("REDCap data dictionary, CSV"),
    "xlsform": _("XLSForm workbook, .xlsx"),
}
ROLES = {
    SignOff.Role.PATIENT: _("Patient"),
    SignOff.Role.GP: _("General practitioner"),
    SignOff.Role.PHYSIOTHERAPIST: _("Physiotherapist"),
    SignOff.Role.CHIROPRACTOR: _("Chiropractor"),
    SignOff.Role.RESEARCHER: _("Researcher"),
    SignOff.Role.PRACTICE_CONSULTANT: _("Practice consultant"),
}
DECISIONS = {
    SignOff.Decision.YES: _("Yes, use it"),
    SignOff.Decision.REMARKS: _("Yes, with a remark"),
    SignOff.Decision.NOT_YET: _("Not yet"),
}
MOST_REMARK = 1000


class UploadForm(forms.Form):
    """A text that is typed or pasted, or a file."""

    text = forms.CharField(
        label=_("The instrument as text"),
        help_text=_("Write or paste it here. Nothing is kept until it can be read."),
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "code"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_(
            "YAML becomes a draft. What comes from another program becomes text first, for you to look through."
        ),
        required=False,
        allow_empty_file=True,
    )
    format = forms.ChoiceField(
        label=_("What it is"), choices=[(one, FORMAT_WORDS[one]) for one in FORMATS], initial="yaml"
    )
    language = forms.ChoiceField(
        label=_("Language of a data dictionary"),
        help_text=_("Only a REDCap file has one language and does not say which."),
        choices=[("da", _("Danish")), ("en", _("English"))],
        initial="da",
    )


class SignOffForm(forms.Form):
    role = forms.ChoiceField(
        label=_("I look at it as"),
        choices=ROLES.items(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whom you answer as.")},
    )
    decision = forms.ChoiceField(
        label=_("May it be used?"),
        choices=DECISIONS.items(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it may be used.")},
    )
    remark = forms.CharField(
        label=_("Remark"),
        help_text=_("What could be better? Please write nothing about your own or anybody's health."),
        required=False,
        max_length=MOST_REMARK,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    checksum = forms.RegexField("[0-9a-f]{64}", widget=forms.HiddenInput)


class PackForm(forms.Form):
    """A file is read into the field by the browser: no page of ours takes files."""

    text = forms.CharField(
        label=_("Contents of the pack"),
        help_text=_("Paste what stands in the JSON file, or choose the file below."),
        max_length=packs.MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "file-text"}),
        error_messages={
            "required": _("Paste what stands in the file, or choose the file."),
            "max_length": _("This is too long for a wording pack: at most %(limit_value)s characters."),
        },
    )


class EndPackForm(forms.Form):
    and_words = forms.BooleanField(label=_("Delete the words as well. They cannot be brought back."), required=False)
