"""Signing in is required by default; the views that stand open are exactly the ones listed here."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.views import APIView

from cohort.common.access import public

PUBLIC: set[str] = {
    "config:set_language",
    "config:show_home",
    "health_live",
    "health_ready",
    "members:begin_own_mitid",
    "members:finish_own_mitid",
    "mfa_authenticate",
    "mitid_come_back",
    "mitid_sign_in",
    "exports:own_download",
    "exports:own_stop",
    "exports:show_certificate",
    "exports:stop_by_link",
    "members:find_own_link",
    "members:leave_own_page",
    "members:open_own_link",
    "members:type_own_code",
    "pathways:answer_own_questionnaire",
    "pathways:choose_own_language",
    "pathways:correct_own_contact",
    "pathways:decide_own_choice",
    "pathways:open_own_diary",
    "pathways:print_own_agreed",
    "pathways:print_own_agreed_then",
    "pathways:show_own_answers",
    "pathways:show_own_page",
    "questionnaires:answer_page",
    "questionnaires:begin_diary",
    "questionnaires:begin_first_diary",
    "questionnaires:keep_diary",
    "questionnaires:open_questionnaire",
    "questionnaires:review_draft",
    "questionnaires:run_diary_worker",
    "questionnaires:save_answer",
    "questionnaires:print_paper",
    "questionnaires:set_text_size",
    "questionnaires:show_change",
    "questionnaires:show_diary_manifest",
    "questionnaires:show_diary_shell",
    "questionnaires:show_pause",
    "questionnaires:show_received",
    "questionnaires:stop_diary",
    "questionnaires:submit_answers",
    "questionnaires:sync_diary",
    "recruitment:choose_by_link",
    "recruitment:decide_consent",
    "recruitment:open_channel",
    "recruitment:join",
    "recruitment:open_link",
    "recruitment:print_agreed",
    "recruitment:read_consent",
    "recruitment:type_channel",
    "recruitment:read_expectations",
    "recruitment:sign_up_practice",
    "recruitment:thank_practice",
    "recruitment:show_choices",
    "recruitment:type_code",
}

# Views of allauth that are part of the way in. Signing up is closed by our adapter; its page says so.
PUBLIC_OF_OTHERS: set[str] = {
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "mfa_login_webauthn",
}

_OURS = ("cohort.", "questionnaires.", "recruitment.", "pathways.")


def views(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every view with the name it is reached by, included lists of URLs too."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield before + (entry.name or str(entry.pattern)), entry.callback
        else:
            yield from views(entry, f"{before}{entry.namespace}:" if entry.namespace else before)


def is_open(view: Any) -> bool:
    """True when the view is reached without signing in. REST framework guards its views itself, by permissions."""
    if rest := getattr(view, "cls", None):
        return not any(issubclass(permission, IsAuthenticated) for permission in rest.permission_classes)
    return not getattr(view, "login_required", True)


def test_signing_in_is_required_by_default() -> None:
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE


def test_the_open_views_are_the_listed_ones() -> None:
    found = {name for name, view in views(get_resolver()) if is_open(view) and view.__module__.startswith(_OURS)}
    assert found == PUBLIC


def test_an_open_view_of_ours_is_marked_as_public() -> None:
    for name, view in views(get_resolver()):
        if is_open(view) and view.__module__.startswith(_OURS):
            assert getattr(view, "is_public", False), f"{name} is open but not marked with access.public"


def test_the_open_views_of_others_are_the_listed_ones() -> None:
    found = {name for name, view in views(get_resolver()) if is_open(view) and not view.__module__.startswith(_OURS)}
    assert found == PUBLIC_OF_OTHERS


def test_an_open_view_is_told_from_a_guarded_one() -> None:
    def page(request: object) -> None: ...

    class Guarded(APIView):
        permission_classes = (IsAuthenticated,)

    class Open(APIView):
        permission_classes = (AllowAny,)

    assert not is_open(page)
    assert is_open(public(page))
    assert not is_open(Guarded.as_view())
    assert is_open(Open.as_view())
