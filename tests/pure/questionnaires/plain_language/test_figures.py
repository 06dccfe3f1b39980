from decimal import Decimal

from questionnaires.definition.load import read
from questionnaires.plain_language.figures import figures
from tests import drafts


def test_the_figures_of_an_instrument() -> None:
    found = figures(read(drafts.text(), "draft"))
    assert (found.items, found.minutes, found.most_minutes) == (2, Decimal("0.1"), Decimal("0.2"))
    danish, english = found.readings
    assert (danish.language, danish.longest, danish.longest_words) == ("da", "To korte spørgsmål om din uge.", 6)
    # 16 words in 3 sentences, one of them long: spørgsmål
    assert danish.lix == round(16 / 3 + 100 / 16, 1)
    assert english.longest_words == 8
