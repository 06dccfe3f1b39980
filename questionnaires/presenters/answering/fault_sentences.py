"""What is wrong with an answer, in a sentence that says what to do."""

from django.utils.translation import gettext as _

from questionnaires.engine.validation import AnswerFault


def sentence(fault: AnswerFault) -> str:
    """For the person who answered, in the active language."""
    match fault.code:
        case "not_a_number":
            return _("Write a number.")
        case "not_a_whole_number":
            return _("Write a whole number, such as 3.")
        case "out_of_range":
            return _("Choose something from %(min)s to %(max)s.") % fault.params
        case "not_a_date":
            return _("Write a date as day, month and year, such as 14-05-2026.")
        case "too_long":
            return _("This is a little long: %(length)s characters. There is room for %(max)s.") % fault.params
        case "exclusive_with_others":
            return _("The answer you ticked cannot stand together with others. Keep the one that fits best.")
        case "control_characters" | "not_a_text":
            return _("The text holds signs that we cannot save. Write it with plain letters.")
        case "unknown_item":
            return _("This question is not part of the form you have open. Reload the page to go on.")
        case "newer_elsewhere":
            return _("You have answered this on another device since. That answer stands; you can change it here.")
        case _:
            return _("We could not read this answer. Please choose again.")
