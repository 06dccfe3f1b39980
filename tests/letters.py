"""What a letter must not tell whoever looks over the shoulder."""

import re

# Backs, pain and illness, in both languages; as parts of words, because Danish builds them together.
TELLING = re.compile(
    r"ryg(?!e)|lænd|smert|\bondt\b|sygdom|diagnose|patient|behandling"
    r"|\bback\b(?! with)|spine|\bpain|disease|illness|lumbar",
    re.IGNORECASE,
)


def telling(*texts: str) -> list[str]:
    """The words in those texts that give the topic away."""
    return [found for text in texts for found in TELLING.findall(text)]
