"""Who and when belong together: a constraint sets `signed_by` and `signed_at` both or neither."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import CheckConstraint, DateTimeField, Model, Q, TextField
from django.test.utils import isolate_apps

from tests.repository.scan.sources import APPS, assert_none

# Pairs where the moment stands alone, with the reason.
ALONE = {"members.Participant: enrolled_by and enrolled_at": "whoever signs up is enrolled by nobody else"}


def pairs(names: Iterable[str]) -> list[str]:
    """The stems for which there are both `<stem>_by` and `<stem>_at`."""
    known = set(names)
    return sorted(name[:-3] for name in known if name.endswith("_by") and f"{name[:-3]}_at" in known)


def names_in(condition: Any) -> Iterator[str]:
    """The field names that a check constraint's condition speaks of."""
    for child in condition.children if isinstance(condition, Q) else []:
        if isinstance(child, tuple):
            yield child[0].split("__")[0]
        else:
            yield from names_in(child)


def unchecked(model: type[Model]) -> list[str]:
    """Pairs of the model of which one may be empty and no check constraint names both."""
    fields = {field.name: field for field in model._meta.local_concrete_fields}
    checked = [
        set(names_in(constraint.condition))
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    ]
    faults = []
    for stem in pairs(fields):
        by, at = f"{stem}_by", f"{stem}_at"
        if (fields[by].null or fields[at].null) and not any({by, at} <= names for names in checked):
            faults.append(f"{model._meta.label}: {by} and {at}")
    return faults


def test_who_and_when_are_set_together() -> None:
    ours = [model for model in apps.get_models() if model._meta.app_label in APPS]
    assert_none({fault for model in ours for fault in unchecked(model)} ^ ALONE.keys())


def test_pairs_and_the_names_in_a_condition_are_found() -> None:
    assert pairs(["signed_by", "signed_at", "made_at", "kept_by", "by_at"]) == ["signed"]
    both = Q(signed_by__isnull=True, signed_at__isnull=True) | ~Q(signed_by=None)
    assert set(names_in(both)) == {"signed_by", "signed_at"}


@isolate_apps("cohort.common")
def test_a_pair_without_a_constraint_is_found() -> None:
    class Letter(Model):
        signed_by = TextField()
        signed_at = DateTimeField(null=True)
        sent_by = TextField()
        sent_at = DateTimeField(null=True)
        made_by = TextField()
        made_at = DateTimeField()

        class Meta:
            app_label = "common"
            constraints = (CheckConstraint(name="sent", condition=Q(sent_at=None, sent_by="") | Q(sent_at__gt=0)),)

        def __str__(self) -> str:
            return self.made_by

    assert unchecked(Letter) == ["common.Letter: signed_by and signed_at"]
