"""From a code that somebody scanned or typed to the channel it is of."""

from cohort.common import reach
from recruitment.models import Channel


def find(code: str) -> Channel | None:
    """The channel in use with this code, and from then on the request acts for whoever holds the code.

    None for every other code: one that has ended looks like one that never was. An empty one is asked for nowhere.
    """
    if not code:
        return None
    reach.turn_to_code(code)
    return Channel.objects.in_use().select_related("practice").filter(code=code).first()
