"""A lower app knows nothing of a higher one, also where import analysis is blind.

That is in the relations of models, and in the names of URLs and templates.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model

from pathways.models import Episode
from tests.repository.scan.sources import APPS, LAYER, app_of, assert_none, files_ending, read

# Templates that belong to no app because every page shares them, and that may therefore point anywhere.
SHARED_TEMPLATES: set[str] = {
    "templates/parts/agreed_copy.html",
    "templates/parts/language.html",
    "templates/parts/own_choices.html",
    "templates/parts/own_rights.html",
    "templates/parts/staff_nav.html",
    "templates/parts/staff_tabs.html",
    "templates/parts/stop_here.html",
    "templates/parts/text_size.html",
}

_URL_IN_TEMPLATE = re.compile(r"""{%-?\s*url\s+['"]([\w-]+):""")
_TEMPLATE_IN_TEMPLATE = re.compile(r"""{%-?\s*(?:extends|include)\s+['"]([\w-]+)/""")
_URL_IN_CODE = re.compile(r"""\b(?:reverse|reverse_lazy|redirect|resolve_url|absolute_url)\(\s*['"]([\w-]+):""")
_TEMPLATE_IN_CODE = re.compile(r"""['"]([a-z_]+)/[\w/-]+\.(?:html|txt|svg)['"]""")


def upward_names(path: Path, text: str) -> Iterator[str]:
    """The names of URLs and templates in the text that belong to an app above the file's own; a file without one
    stands below all apps."""
    own = LAYER.get(app_of(path) or "", -1)
    in_template = path.parts[0] == "templates"
    patterns = (_URL_IN_TEMPLATE, _TEMPLATE_IN_TEMPLATE) if in_template else (_URL_IN_CODE, _TEMPLATE_IN_CODE)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if LAYER.get(match[1], -1) > own:
                yield f"{path}: {match[0]}"


def is_upward(owner: str, related: str) -> bool:
    """True when the related app stands above the owner; apps of others stand below all of ours."""
    return LAYER.get(related, -1) > LAYER[owner]


def upward_relations(model: type[Model]) -> Iterator[str]:
    """The model's own relations to models of a higher app."""
    fields: list[Field] = [*model._meta.local_fields, *model._meta.local_many_to_many]  # type: ignore[type-arg]
    for field in fields:
        if not isinstance(field.related_model, type):
            continue
        if is_upward(model._meta.app_label, field.related_model._meta.app_label):
            yield f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"


def test_the_apps_are_installed_under_their_labels() -> None:
    labels = {config.label: config.name.replace(".", "/") for config in apps.get_app_configs()}
    assert {label: labels.get(label) for label in APPS} == APPS


def test_no_model_relates_upwards() -> None:
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in APPS]
    assert models
    assert_none(fault for model in models for fault in upward_relations(model))


def test_no_url_or_template_name_points_upwards() -> None:
    paths = [path for path in files_ending(".py", ".html", ".txt", ".svg") if path.parts[0] != "tests"]
    ours = [path for path in paths if path.as_posix() not in SHARED_TEMPLATES]
    assert_none(fault for path in ours for fault in upward_names(path, read(path)))
    assert all(any(upward_names(Path(shared), read(Path(shared)))) for shared in SHARED_TEMPLATES)


def test_names_that_point_upwards_are_found() -> None:
    template = Path("templates/members/show_participant.html")
    page = """{% extends "base.html" %}{% url 'members:show_participant' 1 %}{% url "account_login" %}
              {% url "pathways:show_course" 1 %}{% include "exports/row.html" %}"""
    assert len(list(upward_names(template, page))) == 2
    code = 'redirect("questionnaires:answer"); reverse("outbox:list"); render(request, "recruitment/a.html")'
    assert len(list(upward_names(Path("cohort/members/views/show.py"), code))) == 2
    assert list(upward_names(Path("cohort/exports/views/show.py"), code)) == []
    assert len(list(upward_names(Path("templates/base.html"), page))) == 3


def test_a_relation_to_a_higher_app_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(upward_relations(Episode)) == []
    monkeypatch.setitem(LAYER, "members", LAYER["pathways"] + 1)
    assert list(upward_relations(Episode)) == ["pathways.Episode.participant → members.Participant"]


def test_the_height_of_an_app_decides() -> None:
    assert is_upward("members", "pathways")
    assert not is_upward("pathways", "members")
    assert not is_upward("members", "members")
    assert not is_upward("members", "contenttypes")
