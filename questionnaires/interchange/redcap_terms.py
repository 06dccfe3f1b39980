"""The REDCap data dictionary: its 18 columns, and what a CSV in one language cannot hold.

Source: the headings and rules REDCap's own help pages and the open-source clients (PyCap, REDCapR) agree on.
"""

NAME = "Variable / Field Name"
FORM = "Form Name"
HEADER = "Section Header"
TYPE = "Field Type"
LABEL = "Field Label"
CHOICES = "Choices, Calculations, OR Slider Labels"
NOTE = "Field Note"
VALIDATION = "Text Validation Type OR Show Slider Number"
MIN = "Text Validation Min"
MAX = "Text Validation Max"
IDENTIFIER = "Identifier?"
BRANCHING = "Branching Logic (Show field only if...)"
REQUIRED = "Required Field?"
ALIGNMENT = "Custom Alignment"
QUESTION_NUMBER = "Question Number (surveys only)"
MATRIX = "Matrix Group Name"
RANKING = "Matrix Ranking?"
ANNOTATION = "Field Annotation"
COLUMNS = (
    *(NAME, FORM, HEADER, TYPE, LABEL, CHOICES, NOTE, VALIDATION, MIN, MAX, IDENTIFIER, BRANCHING, REQUIRED),
    *(ALIGNMENT, QUESTION_NUMBER, MATRIX, RANKING, ANNOTATION),
)
API_NAMES = (
    *("field_name", "form_name", "section_header", "field_type", "field_label", "select_choices_or_calculations"),
    *("field_note", "text_validation_type_or_show_slider_number", "text_validation_min", "text_validation_max"),
    *("identifier", "branching_logic", "required_field", "custom_alignment", "question_number"),
    *("matrix_group_name", "matrix_ranking", "field_annotation"),
)

# What of a definition has no native place → where it goes instead.
NOT_HELD = {
    "the other language": "a second file in that language; export both and import both",
    "| in the label of an option or at the end of a scale": "written as /, because | parts the choices",
    "label, unit, groups, pack, pair, privacy, zone, covers, seconds, tick, dont_know, stable, display, chart": (
        "the rygvej line of the field annotation, read by our import only"
    ),
    "group, picture and value of an option": "the same line",
    "title, introduction and pages": "descriptive fields and the rygvej line",
    "the wording of a pack": "positions are exported with their label only",
}
