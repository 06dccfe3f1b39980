"""Finding people who may be enrolled twice, and what a person of the study office decides about them.

Merging joins no rows. The number that is given up points to the one that is kept: nothing is sent, asked or shown
under it any more, and what was answered under it stays where it is. So it can be taken back.
"""

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.actions import consent
from cohort.members.models import Duplicate, Participant, PersonalLink

PURPOSE = "duplicate"
MOST_SHARING = 5  # an address that more people share belongs to a home or a club and says nothing of who they are

# Two different CPR numbers are two people, whatever else is alike. Found pairs stay as they were decided.
FIND = """
WITH alike AS (
    SELECT a.participant_id AS one, b.participant_id AS other, 'name' AS code, 1 AS place
    FROM members_contactdetails a JOIN members_contactdetails b USING (name_key)
    WHERE a.participant_id < b.participant_id
    UNION ALL
    SELECT a.participant_id, b.participant_id, 'inbox', 2
    FROM members_contactdetails a JOIN members_contactdetails b USING (inbox_key)
    WHERE a.participant_id < b.participant_id AND inbox_key NOT IN (
        SELECT inbox_key FROM members_contactdetails WHERE inbox_key IS NOT NULL
        GROUP BY inbox_key HAVING count(*) > %(most)s
    )
    UNION ALL
    SELECT a.participant_id, b.participant_id, 'number', 3
    FROM members_contactdetails a JOIN members_contactdetails b USING (number_key)
    WHERE a.participant_id < b.participant_id AND number_key NOT IN (
        SELECT number_key FROM members_contactdetails WHERE number_key IS NOT NULL
        GROUP BY number_key HAVING count(*) > %(most)s
    )
)
INSERT INTO members_duplicate (first_id, second_id, alike, state, found_at)
SELECT one, other, string_agg(code, ' ' ORDER BY place), 'open', %(now)s
FROM alike
JOIN members_participant p ON p.id = one AND p.merged_into_id IS NULL
JOIN members_participant q ON q.id = other AND q.merged_into_id IS NULL
JOIN members_contactdetails c ON c.participant_id = one
JOIN members_contactdetails d ON d.participant_id = other
WHERE (c.cpr_key = d.cpr_key) IS NOT FALSE
GROUP BY one, other
ON CONFLICT (first_id, second_id) DO NOTHING
"""


@transaction.atomic
def find() -> int:
    """Write down every new pair; how many. One statement over everybody, for the worker."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"most": MOST_SHARING, "now": clock.now()})
        found = int(cursor.rowcount)
    if found:
        record(by="system:worker", action="duplicate.found", subject="participants", purpose=PURPOSE, count=found)
    return found


@transaction.atomic
def merge(*, pair: Duplicate, keep: Participant, by: User) -> None:
    """From now on the other number of the pair is `keep`. Links and waiting messages of the other end.

    Raises Refusal: decided (somebody else was quicker), merged_elsewhere (one of them is somebody else already).
    """
    _locked(pair)
    if keep.pk not in (pair.first_id, pair.second_id):
        raise ValueError("the number to keep is not of this pair")
    kept, given_up = _people(keep.pk, pair.second_id if keep.pk == pair.first_id else pair.first_id)
    if kept.merged_into_id or given_up.merged_into_id or Participant.objects.filter(merged_into=given_up).exists():
        raise Refusal(
            "merged_elsewhere",
            _("One of the two is joined with a third number already. Take that back first, then decide again."),
        )
    now = clock.now()
    given_up.merged_into, given_up.merged_at = kept, now
    given_up.save(update_fields=["merged_into", "merged_at"])
    PersonalLink.objects.filter(participant=given_up, revoked_at__isnull=True).update(revoked_at=now)
    consent.drop_waiting(participant=given_up, reason="merged")
    _decided(pair, Duplicate.State.MERGED, by)
    _recorded(given_up, "participant.merged", by, into=kept.study_number)


@transaction.atomic
def set_apart(*, pair: Duplicate, by: User) -> None:
    """They are two people; the pair is not shown again. Raises Refusal (decided)."""
    _locked(pair)
    _decided(pair, Duplicate.State.TWO_PEOPLE, by)
    for who in _people(pair.first_id, pair.second_id):
        _recorded(who, "participant.set_apart", by)


@transaction.atomic
def take_back(*, pair: Duplicate, by: User) -> None:
    """The pair is to be decided again, and a number that was given up is somebody again.

    Links that ended stay ended: the next message brings a new one. Raises Refusal (decided) for an open pair.
    """
    _locked(pair, is_open=False)
    for who in _people(pair.first_id, pair.second_id):
        if pair.state == Duplicate.State.MERGED and who.merged_into_id in (pair.first_id, pair.second_id):
            who.merged_into = who.merged_at = None
            who.save(update_fields=["merged_into", "merged_at"])
            _recorded(who, "participant.unmerged", by)
    Duplicate.objects.filter(pk=pair.pk).update(state=Duplicate.State.OPEN, decided_by=None, decided_at=None)


def _locked(pair: Duplicate, *, is_open: bool = True) -> None:
    stands = Duplicate.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    if (stands.state == Duplicate.State.OPEN) is not is_open:
        raise Refusal("decided", _("Somebody else has decided this meanwhile. Look at the list again."))
    pair.state = stands.state


def _people(*keys: int) -> list[Participant]:
    """In the order of the keys given, locked in the order of their numbers."""
    found = Participant.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk")
    people = {who.pk: who for who in found}
    return [people[key] for key in keys]


def _decided(pair: Duplicate, state: Duplicate.State, by: User) -> None:
    Duplicate.objects.filter(pk=pair.pk).update(state=state, decided_by=by, decided_at=clock.now())


def _recorded(who: Participant, action: str, by: User, **detail: str) -> None:
    record(by=by.actor, action=action, subject=who.actor, purpose=PURPOSE, practice=who.practice_id, **detail)
