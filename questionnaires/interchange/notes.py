"""What somebody who exports an instrument is told: what the file does not hold, and where it went instead."""

from collections import Counter
from collections.abc import Mapping

from questionnaires.definition.schema import Definition


def lines(definition: Definition, not_held: Mapping[str, str]) -> list[str]:
    """A line for each pack whose words are not there, then one for each thing the format has no place for."""
    waiting = Counter(item.pack for item in definition.items if item.pack)
    packs = [
        f"{count} items of the pack {pack} are positions only: exported with their label, without wording."
        for pack, count in sorted(waiting.items())
    ]
    return packs + [f"No place in this format: {what} – {instead}." for what, instead in not_held.items()]
