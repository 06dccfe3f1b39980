"""Every rule's sentence in English: what was found, and what to do instead."""

from questionnaires.plain_language.finding import Finding

RULES: dict[str, str] = {
    "lix": "LIX is {value}; at most {most}. Use shorter sentences and shorter words.",
    "grade": "The reading grade is {value}; at most {most}. Use shorter sentences and words of one or two syllables.",
    "ease": "Reading ease is {value}; at least {least}. Use shorter words.",
    "mean_sentence": "A sentence has {value} words on average; at most {most}. Split the longest ones.",
    "long_sentence": "{value} words in one sentence; at most {most}. Split it.",
    "many_sentences": "{value} sentences; a question has at most {most}. Move the rest into the help text.",
    "long_words": "{value} of 100 words are long; at most {most}. Say it with shorter words.",
    "long_compound": "A word of {value} letters; at most {most}. Put a hyphen in it, or say it with several words.",
    "term": "Patients may not know this term. Write: {use}.",
    "respect": "This belittles the person. {use}",
    "risk_label": "This puts a label of risk on the person. Say what can be done.",
    "praise": "Praise with an exclamation mark talks down to adults. Say what was done, or leave it out.",
    "blame": "This word tells people what to do. Say what they can do, or what happens.",
    "all_caps": "Capitals are hard to read and sound like shouting. Write small letters.",
    "double_negative": "Two negations in one clause. Say it with none.",
    "and_or": "And and or at once. Choose one, or ask twice.",
    "two_questions": "Two questions in one. Make an item of each.",
    "many_options": "{value} options; at most {most} besides “don't know” and “would rather not say”. Join some.",
    "missing_translation": "The words are missing in this language, or stand untranslated. Translate them.",
    "other_wording": "The same item has other words in {other}. Use the same words, or another id.",
    "near_duplicate": "Nearly the same question as {other}. Ask once, or say what sets them apart.",
    "asked_again": "Asked in {other} as well, {days} days away; at least {least}. Ask it once, or mark it stable.",
    "minutes": "Takes about {value} minutes; at most {most}. Leave out items, or move them to another part.",
}


def sentence(finding: Finding) -> str:
    """What was found and what to do instead, in English."""
    return RULES[finding.rule].format(**finding.params)
