"""FHIR R4 (4.0.1) Questionnaire: the extensions and codes we write and read.

Source: hl7.org/fhir/R4/questionnaire.html and its registered extensions; item control codes of
hl7.org/fhir/questionnaire-item-control.
"""

_HL7 = "http://hl7.org/fhir/StructureDefinition/"
ITEM_CONTROL = f"{_HL7}questionnaire-itemControl"
CONTROL_SYSTEM = "http://hl7.org/fhir/questionnaire-item-control"
SLIDER_STEP = f"{_HL7}questionnaire-sliderStepValue"
MIN_VALUE, MAX_VALUE = f"{_HL7}minValue", f"{_HL7}maxValue"
ORDINAL = f"{_HL7}ordinalValue"
TRANSLATION = f"{_HL7}translation"
EXCLUSIVE = f"{_HL7}questionnaire-optionExclusive"
UNIT = f"{_HL7}questionnaire-unit"

BASE = "urn:rygvej"
# What FHIR has no element for: our own extensions by property, with the kind of value each has.
OWN = "urn:rygvej:definition:"
OWN_ITEM = {
    "privacy": "valueCode",
    "zone": "valueCode",
    "pack": "valueCode",
    "pair": "valueCode",
    "display": "valueCode",
    "chart": "valueCode",
    "fill": "valueCode",
    "seconds": "valueInteger",
    "tick": "valueBoolean",
    "stable": "valueBoolean",
    "dont_know": "valueBoolean",
    "covers": "valueCode",
}
OWN_OPTION = {"group": "valueCode", "picture": "valueCode"}
KIND, LABEL, GROUPS = f"{OWN}kind", f"{OWN}label", f"{OWN}groups"

TYPES = {
    "boolean": "boolean",
    "choice": "choice",
    "multi": "choice",
    "scale": "integer",
    "integer": "integer",
    "decimal": "decimal",
    "date": "date",
    "text": "string",
}
CONTROLS = {"scale": "slider", "choice": "radio-button", "multi": "check-box"}
LONG_TEXT = 255

# What a Questionnaire has no element or registered extension for → where it goes instead.
NOT_HELD = {
    "label, privacy, zone, covers, seconds, tick, fill, stable, dont_know, display, chart, pack, pair, groups, picture": (  # noqa: E501
        f"extensions of our own under {OWN}, which other programs keep and do not act on"
    ),
    "contains": "written as =, which is true in FHIR if any of several answers is equal",
    "the wording of a pack": "positions are exported with their label only",
}
