from django.utils.translation import override

from questionnaires.plain_language.advice import RULES
from questionnaires.presenters.authoring.finding_sentences import SENTENCES


def test_every_rule_says_on_the_page_what_it_says_in_the_terminal() -> None:
    with override("en"):
        assert {rule: str(sentence) for rule, sentence in SENTENCES.items()} == RULES
