"""Writing the hashes people are found by again, under a new LOOKUP_KEY, from the sealed values beside them."""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from cohort.common.rotation import Count
from cohort.members.models import ContactDetails

BATCH = 200


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
            rows = list(ContactDetails.objects.filter(pk__gt=last).order_by("pk")[: batch or BATCH])
            for contact in rows:
                _one(contact, count, write)
        if not rows:
            return count
        last = rows[-1].pk
        progress(count)


def _one(contact: ContactDetails, count: Count, write: bool) -> None:
    should = contact.keys()
    stands = {field: getattr(contact, field) for field in should}
    if stands == should:
        count.newest += 1
        return
    try:
        written = write and _written(contact.pk, stands, should)
    except IntegrityError:
        written = False
    if written:
        count.again += 1
    else:
        count.left += 1


@transaction.atomic
def _written(pk: int, stands: dict[str, str | None], should: dict[str, str | None]) -> bool:
    rows = ContactDetails.objects.filter(pk=pk, **stands)
    free = rows.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True).first()
    return free is not None and rows.update(**should) == 1
