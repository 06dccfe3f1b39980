"""What the linter found, in the language of whoever writes the instrument."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from questionnaires.plain_language.finding import Finding

# The rules of plain_language/advice.py once more: there for the terminal, here to be translated.
SENTENCES: Mapping[str, Promise] = {
    "lix": _("LIX is {value}; at most {most}. Use shorter sentences and shorter words."),
    "grade": _(
        "The reading grade is {value}; at most {most}. Use shorter sentences and words of one or two syllables."
    ),
    "ease": _("Reading ease is {value}; at least {least}. Use shorter words."),
    "mean_sentence": _("A sentence has {value} words on average; at most {most}. Split the longest ones."),
    "long_sentence": _("{value} words in one sentence; at most {most}. Split it."),
    "many_sentences": _("{value} sentences; a question has at most {most}. Move the rest into the help text."),
    "long_words": _("{value} of 100 words are long; at most {most}. Say it with shorter words."),
    "long_compound": _("A word of {value} letters; at most {most}. Put a hyphen in it, or say it with several words."),
    "term": _("Patients may not know this term. Write: {use}."),
    "respect": _("This belittles the person. {use}"),
    "risk_label": _("This puts a label of risk on the person. Say what can be done."),
    "praise": _("Praise with an exclamation mark talks down to adults. Say what was done, or leave it out."),
    "blame": _("This word tells people what to do. Say what they can do, or what happens."),
    "all_caps": _("Capitals are hard to read and sound like shouting. Write small letters."),
    "double_negative": _("Two negations in one clause. Say it with none."),
    "and_or": _("And and or at once. Choose one, or ask twice."),
    "two_questions": _("Two questions in one. Make an item of each."),
    "many_options": _("{value} options; at most {most} besides “don't know” and “would rather not say”. Join some."),
    "missing_translation": _("The words are missing in this language, or stand untranslated. Translate them."),
    "other_wording": _("The same item has other words in {other}. Use the same words, or another id."),
    "near_duplicate": _("Nearly the same question as {other}. Ask once, or say what sets them apart."),
    "asked_again": _("Asked in {other} as well, {days} days away; at least {least}. Ask it once, or mark it stable."),
    "minutes": _("Takes about {value} minutes; at most {most}. Leave out items, or move them to another part."),
}


def sentence(finding: Finding) -> str:
    """What was found and what to do instead."""
    return str(SENTENCES[finding.rule]).format(**finding.params)
