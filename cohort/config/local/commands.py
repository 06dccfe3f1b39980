"""The processes of Rygvej. The demo, the tests and docker-compose.yml start exactly these.

`python` stands for the interpreter; `{address}` and `{folder}` are filled in by whoever starts the process.
"""

import sys
from collections.abc import Sequence

Command = tuple[str, ...]

SET_UP: Command = ("python", "manage.py", "set_up")

# Threads wait for the database most of the time; two processes keep one alive while the other restarts.
# Loaded once and then forked, because two processes would load the same program twice.
WEB: Command = (
    *("python", "-m", "gunicorn", "cohort.config.wsgi", "--bind", "{address}"),
    *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
    *("--preload", "--no-control-socket"),
    *("--timeout", "30", "--graceful-timeout", "20"),
    *("--access-logfile", "-", "--logger-class", "cohort.config.logs.AccessLogger"),
)

# Printing PDFs makes a process grow, so each is replaced after fifty tasks or 400 MB.
WORKER: Command = (
    *("python", "-m", "celery", "-A", "cohort.config", "worker", "--loglevel", "INFO"),
    *("--concurrency", "2", "--max-tasks-per-child", "50", "--max-memory-per-child", "400000"),
    *("--without-gossip", "--without-mingle"),
)

BEAT: Command = (
    *("python", "-m", "celery", "-A", "cohort.config", "beat", "--loglevel", "INFO"),
    *("--schedule", "{folder}/beat-schedule", "--pidfile="),
)


def filled(command: Sequence[str], **values: str) -> list[str]:
    """The command with this interpreter and the values of its placeholders."""
    return [sys.executable if part == "python" else part.format(**values) for part in command]
