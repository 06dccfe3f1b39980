"""Doors that stand open: login is required everywhere else."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required

View = Callable[..., Any]


def public(view: View) -> View:
    """Mark a view as reachable without signing in. A repository test lists every view so marked."""
    opened: View = login_not_required(view)
    opened.is_public = True  # type: ignore[attr-defined]
    return opened
