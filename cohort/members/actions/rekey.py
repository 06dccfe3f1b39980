"""Writing the hashes people are found by again, under a new LOOKUP_KEY, from the sealed values beside them."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from cohort.common.identity import rotation
from cohort.common.identity.rotation import Column, Count, Table, Values
from cohort.members.models import ContactDetails
from cohort.members.models.contact import HASHES

BATCH = 500
TABLE = Table(ContactDetails._meta.db_table, "id", "bigint", tuple(Column(name, "text") for name in HASHES))


def size() -> int:
    with transaction.atomic():
        return ContactDetails.objects.count()


def rewrite(*, batch: int = 0, write: bool = True, progress: Callable[[Count], None] = lambda count: None) -> Count:
    """Bring every hash under the first key, or with `write=False` only count.

    A row is written only where the old hashes still stand in it; where another row has the same person already,
    enrolled while the keys changed, it stays and is counted as left: people must decide which of the two remains.
    """
    count, last = Count(), 0
    while True:
        with transaction.atomic():
            people = ContactDetails.objects.only("name", "birth_date", "email", "mobile", "phone", "cpr", *HASHES)
            rows = list(people.filter(pk__gt=last).order_by("pk")[: batch or BATCH])
        if not rows:
            return count
        stale = [change for contact in rows if (change := _change(contact))]
        done = _written(stale) if write and stale else 0
        count.newest += len(rows) - len(stale)
        count.again += done
        count.left += len(stale) - done
        last = rows[-1].pk
        progress(count)


def _change(contact: ContactDetails) -> tuple[Any, Values, Values] | None:
    """Key, old and new hashes of a row; None where they are as they should be."""
    should = contact.keys()
    old, new = [getattr(contact, name) for name in HASHES], [should[name] for name in HASHES]
    return None if old == new else (contact.pk, old, new)


def _written(stale: list[tuple[Any, Values, Values]]) -> int:
    """How many rows were written: all at once, or where one of them may not be, each by itself."""
    try:
        with transaction.atomic():
            return rotation.exchange(TABLE, stale)
    except IntegrityError:
        return sum(map(_written, ([change] for change in stale))) if len(stale) > 1 else 0
