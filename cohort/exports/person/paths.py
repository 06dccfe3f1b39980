"""From a model to the participant whose rows it holds: by its relations, or by the name that stands in its text.

Nothing here lists the tables of a person. A new table is found by its relations; one that names people in text
instead is declared in NAMED, and a test finds it where it is not.
"""

from collections import deque
from functools import cache
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Model

from cohort.members.models import Participant

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Models that name a participant in text: which column, and which attribute of the participant stands in it.
NAMED: dict[str, tuple[str, str]] = {
    "outbox.Message": ("recipient", "actor"),
    "audit.Entry": ("subject", "actor"),
    "members.Erasure": ("study_number", "study_number"),
}

# A model that shares the table of responses with participants, and holds rows of staff alone.
OF_STAFF = frozenset({"questionnaires.StaffSurvey"})


@cache
def path(model: type[Model]) -> str | None:
    """The shortest lookup from the model to the participant, "pk" for the participant itself; None without one.

    It goes along the model's own relations, and backwards where one row belongs to one: a response is found through
    its assignment.
    """
    if model is Participant:
        return "pk"
    if model._meta.label in OF_STAFF:
        return None
    waiting: deque[tuple[type[Model], str]] = deque([(model, "")])
    seen = {model}
    while waiting:
        here, before = waiting.popleft()
        for relation in here._meta.get_fields():
            there: Any = relation.related_model
            if not (relation.many_to_one or relation.one_to_one) or not isinstance(there, type) or there in seen:
                continue
            if there is Participant:
                return before + relation.name
            seen.add(there)
            waiting.append((there, f"{before}{relation.name}__"))
    return None


@cache
def reached() -> tuple[type[Model], ...]:
    """Every model with rows of a participant, each before those it points to, so that it can be removed first."""
    found = [
        model
        for model in apps.get_models()
        if model._meta.managed and (model._meta.label in NAMED or path(model) is not None)
    ]
    order: TopologicalSorter[type[Model]] = TopologicalSorter()
    for model in found:
        order.add(model)
        for field in model._meta.concrete_fields:
            if field.related_model in found and field.related_model is not model:
                order.add(field.related_model, model)
    return tuple(order.static_order())


def rows(model: type[Model], participant: Participant) -> "QuerySet[Any]":
    """The participant's rows of a model that is reached."""
    label = model._meta.label
    if label in NAMED:
        column, attribute = NAMED[label]
        return model._base_manager.filter(**{column: getattr(participant, attribute)})
    lookup = path(model)
    if lookup is None:
        raise LookupError(f"{label} holds no rows of a participant")
    return model._base_manager.filter(**{lookup: participant.pk})
