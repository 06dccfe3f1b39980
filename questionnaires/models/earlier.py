"""What a participant said last about some items, in whichever questionnaire: one statement."""

import json
from collections.abc import Sequence

from cohort.common import reach


def latest_answers(participant: int, items: Sequence[str]) -> dict[str, object]:
    """Item → what the participant said about it in the latest questionnaire handed in that says anything.

    How the database finds it: cohort/config/rights/answers.sql.
    """
    said: dict[str, object] = json.loads(reach.ask("latest_answers", [participant, list(items)]))
    return said
