"""Where local data lies: `.rygvej/` in the checkout, and a short private folder for sockets."""

import fcntl
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cohort.config.local.errors import LocalServerError

CHECKOUT = Path(__file__).resolve().parents[3]
LOCAL = CHECKOUT / ".rygvej"

# sun_path holds 107 bytes; PostgreSQL adds "/.s.PGSQL.5432.lock".
LONGEST_SOCKET_FOLDER = 80


def private(folder: Path) -> Path:
    """Make `folder` with its parents; only its owner may look inside."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o755)
    folder.chmod(0o700)
    return folder


def mark(folder: Path) -> str:
    """A short name for a data folder, different for each checkout on the machine."""
    return hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:10]


def socket_folder(data: Path, owner: int) -> Path:
    """A short private folder for the sockets of the server whose data lie in `data`.

    Short because a socket's path is limited to 107 bytes and checkouts lie deep; lower case because
    the host part of a URL is. Refuses a folder that somebody else has put there.
    """
    base = Path(tempfile.gettempdir())
    if len(str(base)) > LONGEST_SOCKET_FOLDER - 30 or str(base) != str(base).lower() or not open_to_all(base):
        base = Path("/tmp")  # noqa: S108 - the folder below is private and its owner is checked
    folder = base / f"rygvej-{os.getuid()}-{mark(data)}"
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, owner, -1)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (owner, os.getuid()):
        raise LocalServerError(f"{folder} belongs to somebody else: remove it and start again.")
    os.chown(folder, owner, -1)
    folder.chmod(0o700)
    return folder


def open_to_all(path: Path) -> bool:
    """Whether every user of the machine can reach what lies in `path`."""
    return all(place.stat().st_mode & stat.S_IXOTH for place in (path, *path.parents))


@contextmanager
def locked(file: Path, *, otherwise: str | None = None) -> Iterator[None]:
    """Hold `file` for one process at a time.

    Waits for the holder, or raises `LocalServerError(otherwise)` at once. The system lets go of the
    lock when its holder dies, however it dies, so a lock is never stale.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (fcntl.LOCK_NB if otherwise else 0))
        except BlockingIOError:
            raise LocalServerError(otherwise or "") from None
        yield
