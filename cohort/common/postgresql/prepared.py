"""Cursors of the few statements that the hottest pages ask: planned once for each connection."""

from django.db import connection
from django.db.backends.utils import CursorWrapper


def prepared() -> CursorWrapper:
    """A cursor that binds at the server and prepares what it executes. Values keep their types: cast where in doubt."""
    cursor: CursorWrapper = connection.prepared()  # type: ignore[attr-defined]
    return cursor
