"""Every table of a person is found by walking: handed over, and erased."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from cohort.common.privacy import classify
from cohort.exports.person import fates, paths, telling
from cohort.exports.person.fates import Fate, fate
from cohort.members.models import ConsentDecision, Erasure, Participant, PersonalLink, Practice
from questionnaires.models import Response, Score, Version

# Columns of our models that name people in text: a model with one of them is declared in NAMED.
NAMING = {"recipient", "subject", "study_number", "participant_number"}
# Here the subject is somebody of the staff, as MitID's broker calls them.
OF_STAFF = {"accounts.Identity"}
OURS = [model for model in apps.get_models() if "columns" in vars(model) and model._meta.managed]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_with_a_path_to_a_participant_is_handed_over_and_erased(model: type[models.Model]) -> None:
    columns = {field.name for field in model._meta.concrete_fields}
    names = bool(columns & NAMING) and model is not Participant and model._meta.label not in OF_STAFF
    theirs = names or paths.path(model) is not None
    assert (model in paths.reached()) is theirs
    assert (model in telling.told()) is theirs
    if theirs:
        lasting = model._meta.label in fates.OUTLIVE
        assert (fate(model, Erasure.Choice.NOW) is Fate.REMOVED) is not lasting
        assert fate(model, Erasure.Choice.KEEP) in Fate


def test_paths_go_through_what_belongs_to_one() -> None:
    assert paths.path(Participant) == "pk"
    assert paths.path(ConsentDecision) == "participant"
    assert paths.path(Response) == "assignment__participant"
    assert paths.path(Score) == "response__assignment__participant"
    assert paths.path(Practice) is paths.path(Version) is None


def test_rows_go_before_what_they_point_to() -> None:
    order = paths.reached()
    for model in order:
        for field in model._meta.concrete_fields:
            if field.related_model in order and field.related_model is not model:
                assert order.index(model) < order.index(field.related_model)


@isolate_apps("pathways")
def test_classes_decide_what_stays() -> None:
    class Photo(models.Model):
        person = models.ForeignKey(Participant, on_delete=models.CASCADE)
        face = models.BinaryField()
        columns = classify(identifying="face", pseudonymous="person", technical="id")

        class Meta:
            app_label = "pathways"

        def __str__(self) -> str:
            return "photo"

    class Note(models.Model):
        photo = models.ForeignKey(Photo, on_delete=models.CASCADE)
        words = models.TextField()
        more = models.JSONField()
        columns = classify(free_text="words more", technical="id photo")

        class Meta:
            app_label = "pathways"

        def __str__(self) -> str:
            return "note"

    assert paths.path(Note) == "photo__person"
    assert fate(Photo, "keep") is Fate.REMOVED
    assert fate(Note, "keep") is Fate.SCRUBBED
    assert fate(PersonalLink, "keep") is Fate.REMOVED
    assert fate(ConsentDecision, "keep") is Fate.STAYS
    with pytest.raises(TypeError, match=r"pathways\.Note\.more"):
        fates.scrubbed(Note(words="my own", more={}))
