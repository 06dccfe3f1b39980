"""Every column says whether it identifies a person, speaks of one, holds free text, or is technical."""

from collections.abc import Mapping
from typing import get_args

import pytest
from django.apps import apps
from django.db.models import Model

from cohort.common.privacy import ColumnClass, classify
from cohort.config.columns import THIRD_PARTY
from tests.repository.scan.sources import APPS, assert_none

CLASSES = set(get_args(ColumnClass))


def our_models() -> list[type[Model]]:
    """Models of our own apps that have a table, the tables between two models included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in APPS and not model._meta.proxy
    ]


def misclassified(columns: list[str], classes: Mapping[str, str] | None) -> list[str]:
    """What is wrong with a table's classification: a column without, a class without, a class unknown."""
    if classes is None:
        return ["has no classification"]
    return (
        [f"{name} is not classified" for name in columns if name not in classes]
        + [f"{name} is classified but is no column" for name in classes if name not in columns]
        + [f"{name} has the unknown class {kind}" for name, kind in classes.items() if kind not in CLASSES]
    )


def test_every_column_of_ours_is_classified() -> None:
    faults = []
    for model in our_models():
        columns = [field.name for field in model._meta.local_concrete_fields]
        found = misclassified(columns, getattr(model, "columns", None))
        faults += [f"{model._meta.label}: {fault}" for fault in found]
    assert our_models()
    assert_none(faults)


def test_every_table_of_others_is_classified() -> None:
    tables = [
        model._meta.label for model in apps.get_models() if model._meta.app_label not in APPS and not model._meta.proxy
    ]
    assert sorted(THIRD_PARTY) == sorted(tables)
    assert {kind for kind in THIRD_PARTY.values() if kind not in CLASSES} == set()


def test_a_missing_a_foreign_and_an_unknown_class_are_found() -> None:
    classes = classify(identifying="name", technical="id") | {"note": "unheard", "gone": "technical"}
    assert misclassified(["id", "name", "note", "extra"], classes) == [
        "extra is not classified",
        "gone is classified but is no column",
        "note has the unknown class unheard",
    ]
    assert misclassified(["id"], None) == ["has no classification"]
    assert misclassified(["id", "name"], classify(identifying="name", technical="id")) == []


def test_a_column_classified_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="name is classified twice"):
        classify(identifying="name", technical="id name")
