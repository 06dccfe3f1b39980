"""For whom the program acts: what row-level security lets it see.

The database is told in every transaction, and forgets with it: a setting never outlives the request or task that
made it, nor travels to the next user of a pooled connection. Statements outside a transaction reach nobody's rows.
What a user, participant or link reaches is the database's own rule: cohort/config/rights/rows.sql.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

from cohort.common import clock
from cohort.common.postgresql.prepared import prepared


@dataclass(frozen=True)
class Reach:
    """Who acts. At most one of them is set; none of them means that nobody's rows are reached."""

    user: int | None = None  # staff who have signed in
    participant: int | None = None  # by link or signed in
    link: str = ""  # digest of a personal link in hand: reaches the link's own row and nothing else
    whole: bool = False  # the program's own work; only the roles of worker and owner may

    def settings(self) -> Mapping[str, str]:
        """The settings of the transaction, by name."""
        return {
            "rygvej.user": str(self.user or ""),
            "rygvej.participant": str(self.participant or ""),
            "rygvej.link": self.link,
            "rygvej.whole": "yes" if self.whole else "",
            "rygvej.day": clock.today().isoformat(),
        }


class OutsideTransaction(RuntimeError):
    """A statement that no transaction has told for whom it acts."""


NAMES = tuple(Reach().settings())
FORGET = "; ".join('SET LOCAL {}."{}" TO DEFAULT'.format(*name.split(".")) for name in NAMES)
TELL = ", ".join(f"set_config('{name}', %s, true)" for name in NAMES)
_current: ContextVar[Reach | None] = ContextVar("reach", default=None)


def of_nobody() -> AbstractContextManager[None]:
    return _entered(Reach())


def of_user(pk: int) -> AbstractContextManager[None]:
    return _entered(Reach(user=pk))


def of_participant(pk: int) -> AbstractContextManager[None]:
    return _entered(Reach(participant=pk))


def of_link(digest: str) -> AbstractContextManager[None]:
    """Whoever holds this: the digest of a link, the code of a channel, the number of a certificate; nobody besides."""
    return _entered(Reach(link=digest))


def of_system() -> AbstractContextManager[None]:
    return _entered(Reach(whole=True))


def follow_link(digest: str, asked: str) -> tuple[Any, ...] | None:
    """Turn to the link of that digest and on to its participant, in one statement: the row that is `asked` for.

    It is asked FROM follow_link(%s, %s, %s), with the link's participant_id in front. What stands beside the link is
    joined by LATERAL and a LIMIT, so that the database looks for it after it knows for whom; in another order it finds
    nothing. None where there is no such link; from then on the request acts for nobody else either. Who reaches the
    whole goes on reaching it. A statement outside a transaction is one of its own, and says for whom it acts itself.
    """
    present = _current.get()
    turns = present is not None and not present.whole
    with prepared() as cursor:
        cursor.execute(asked, [digest, clock.today().isoformat(), turns])
        row: tuple[Any, ...] | None = cursor.fetchone()
    if turns:
        _current.set(Reach(link=digest) if row is None else Reach(participant=row[0]))
    return row


def ask(function: str, values: Sequence[Any]) -> Any:
    """What a function of the database gives for these values, in one statement that says for whom it acts itself.

    Outside a transaction it is one of its own: begun, told and committed in one way to the server and back.
    """
    reach = _current.get()
    asked, places = f"SELECT {function}({', '.join(['%s'] * len(values))})", list(values)
    if reach is not None:
        asked, places = f"{asked} FROM (SELECT {TELL}) AS told", [*places, *reach.settings().values()]
    with prepared() as cursor:
        cursor.execute(asked, places)
        return cursor.fetchone()[0]


def turn_to_participant(pk: int) -> None:
    """From here to the end of the surrounding reach, act for the participant whose link or code was right."""
    _turn(Reach(participant=pk))


def _turn(reach: Reach) -> None:
    """Change the reach that a request has begun with. Who reaches the whole goes on reaching it."""
    present = _current.get()
    if present is None or present.whole:
        return
    _current.set(reach)
    if connection.in_atomic_block:
        tell(connection)


def tell(wrapper: BaseDatabaseWrapper) -> None:
    """Write the present reach into the transaction that `wrapper` is in."""
    reach = _current.get()
    wrapper.ensure_connection()
    with wrapper.wrap_database_errors, wrapper.connection.cursor() as cursor:  # the driver's own: no query of a page
        if reach is None:
            cursor.execute(FORGET)
        else:
            cursor.execute(f"SELECT {TELL}", list(reach.settings().values()))


def is_whole() -> bool:
    return _current.get() == Reach(whole=True)


def is_to_be_told() -> bool:
    """Whether a new transaction has to be told something: knowing nothing, it reaches nobody already."""
    return _current.get() not in (None, Reach())


@contextmanager
def _entered(reach: Reach) -> Iterator[None]:
    """Act with this reach for the length of a block; whatever stood before stands again afterwards.

    A savepoint that is released keeps what was set inside it, so leaving writes the former reach back.
    """
    token = _current.set(reach)
    if connection.in_atomic_block:
        tell(connection)
    try:
        yield
    finally:
        _current.reset(token)
        if connection.in_atomic_block and _accepts_statements(connection):
            tell(connection)


def _accepts_statements(wrapper: BaseDatabaseWrapper) -> bool:
    """Not after an error: such a transaction can only be rolled back, and its settings with it."""
    if wrapper.needs_rollback or wrapper.connection is None:
        return False
    return bool(wrapper.connection.info.transaction_status != TransactionStatus.INERROR)
