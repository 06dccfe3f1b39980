"""XLSForm: the sheets and columns we write and read.

Source: xlsform.org and what pyxform compiles without a warning.
"""

LABELS = {"da": "label::Dansk (da)", "en": "label::English (en)"}
HINTS = {"da": "hint::Dansk (da)", "en": "hint::English (en)"}
OWN = "rygvej"
SURVEY = (
    *("type", "name", *LABELS.values(), *HINTS.values(), "relevant", "constraint", "parameters", "appearance"),
    *("calculation", "default", OWN),
)
CHOICES = ("list_name", "name", *LABELS.values(), "ordinal", "group", "picture")
SETTINGS = ("form_title", "form_id", "version", "default_language")
YES_NO = "yes_no"
YES_NO_WORDS = {"1": {"da": "Ja", "en": "Yes"}, "0": {"da": "Nej", "en": "No"}}
TYPES = {"integer": "integer", "decimal": "decimal", "date": "date", "text": "text", "scale": "range"}

# What an XLSForm has no native place for → where it goes instead.
NOT_HELD = {
    "the title in the second language": "the rygvej column, which other programs do not read",
    "label, unit, groups, pack, pair, privacy, zone, covers, seconds, dont_know, stable, display, chart": (
        "the rygvej column; label only where it differs from the question"
    ),
    "group and picture of an option": "columns of the choices that no form acts on",
    "a no to a tick": "acknowledge knows OK and nothing; no and unanswered are one in conditions",
    "the wording of a pack": "positions are exported with their label only",
}
