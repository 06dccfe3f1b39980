"""How long a session of staff lasts: so long without a sign of life, and so long at all."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Literal

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.common import clock

BEGAN, SEEN = "session_began_at", "session_seen_at"  # whole seconds since 1970, by the program's clock
WRITE_EVERY = 60  # seconds; a session may end that much early, never late

Reason = Literal["idle", "whole", "closed"]
_SENTENCES: dict[Reason, Promise] = {
    "idle": _(
        "You were signed out, because nothing happened here for a while. What was saved is safe. Sign in to go on."
    ),
    "whole": _("You were signed out, because a sign-in lasts half a day. What was saved is safe. Sign in to go on."),
    "closed": _("You were signed out, because your access was changed. What was saved is safe. Sign in to go on."),
}


def begin(*, request: HttpRequest, **_signal: Any) -> None:
    """A session begins with signing in; both limits count from here."""
    request.session[BEGAN] = request.session[SEEN] = _now()


def over(session: SessionBase) -> Reason | None:
    """Why this session of somebody who signed in has ended, if it has. One without a beginning never was one."""
    now, began, seen = _now(), session.get(BEGAN), session.get(SEEN)
    if not isinstance(began, int) or now - began >= timedelta(hours=settings.SESSION_HOURS).total_seconds():
        return "whole"
    if not isinstance(seen, int) or now - seen >= timedelta(minutes=settings.SESSION_IDLE_MINUTES).total_seconds():
        return "idle"
    return None


class SessionLimits:
    """Ends sessions at their limits, and says why on the page that comes instead.

    Django itself ends the session of somebody whose account, role or password was changed; here they read of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        had_signed_in = SESSION_KEY in request.session
        if had_signed_in and not isinstance(request.user, User):
            self._end(request, "closed")
        elif had_signed_in and (reason := over(request.session)):
            self._end(request, reason)
        elif had_signed_in and _now() - request.session[SEEN] >= WRITE_EVERY:
            request.session[SEEN] = _now()
        return self.get_response(request)

    def _end(self, request: HttpRequest, reason: Reason) -> None:
        logout(request)
        messages.warning(request, str(_SENTENCES[reason]))


def _now() -> int:
    return int(clock.now().timestamp())
