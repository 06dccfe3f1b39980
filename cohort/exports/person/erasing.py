"""Erasing a participant's rows: the one place in the program that may remove what the database otherwise keeps."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from cohort.exports.person.fates import Fate, fate, scrubbed
from cohort.exports.person.paths import reached, rows
from cohort.members.models import Participant
from questionnaires.models import Assignment

SETTING = "rygvej.erasing"  # the triggers that keep rows let the worker through while it is set


@transaction.atomic
def erase(participant: Participant, choice: str) -> dict[str, int]:
    """Remove and scrub what the choice says; table → rows removed or changed. Safe to run again.

    Whose rows they are is looked up before the first of them goes: a response is found by its assignment.
    """
    # Who saves an answer holds the assignment: wait, or a response begun meanwhile would stay, and be nobody's.
    list(Assignment.objects.select_for_update(of=("self",)).filter(participant=participant).order_by("pk"))
    found = {model: list(rows(model, participant).values_list("pk", flat=True)) for model in reached()}
    counts: dict[str, int] = {}
    with erasing():
        for model, keys in found.items():
            becomes = fate(model, choice)
            theirs = model._base_manager.filter(pk__in=keys)
            count = 0
            if becomes is Fate.REMOVED:
                count = theirs.delete()[1].get(model._meta.label, 0)
            elif becomes is Fate.SCRUBBED:
                for row in theirs.select_for_update(of=("self",)):
                    if changes := scrubbed(row):
                        count += model._base_manager.filter(pk=row.pk).update(**changes)
            if count:
                counts[model._meta.db_table] = count
    return counts


def holds(participant: Participant, choice: str) -> bool:
    """Whether anything is there that this choice would remove or scrub."""
    for model in reached():
        becomes = fate(model, choice)
        if becomes is Fate.REMOVED and rows(model, participant).exists():
            return True
        if becomes is Fate.SCRUBBED and any(scrubbed(row) for row in rows(model, participant)):
            return True
    return False


@contextmanager
def erasing() -> Iterator[None]:
    """Let deletions through to the end of the block, in this transaction only."""
    _set("yes")
    yield
    _set("")  # after an error the transaction is rolled back, and the setting with it


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])
