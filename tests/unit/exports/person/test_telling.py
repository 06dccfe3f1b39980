"""The class of a column decides whether it is handed over."""

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from cohort.accounts.models import User
from cohort.common.privacy import WITHHELD, classify
from cohort.exports.person.fates import Fate, columns, fate
from cohort.exports.person.telling import is_told, told

# By table, what is kept about a person and not handed over. Of what else is left out, the row has it elsewhere.
KEPT_BACK = {
    "audit_entry": {"actor"},
    "members_consentrepeated": {"repeated_by"},
    "members_contactdetails": {"email_key", "mobile_key", "cpr_key", "name_key", "inbox_key", "number_key"},
    "members_duplicate": {"first", "second", "decided_by"},
    "members_erasure": {"asked_by"},
    "members_participant": {"enrolled_by", "merged_into"},
    "members_personallink": {"digest"},
    "members_signincode": {"digest"},
    "outbox_message": {"sealed", "attempts", "claimed_at"},
    "pathways_summary": {"content_hash", "requested_by", "attempts", "claimed_at"},
    "recruitment_claim": {"settled_by"},
    "questionnaires_assignment": {"answered_by", "next_message_at", "next_step"},
}


def left_out(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields if not is_told(model, field)}


def test_what_is_kept_back_is_this_and_all_else_is_told() -> None:
    # The key of each row, whose it is, and the print, which stands beside as a file.
    elsewhere = {"id", "participant", "pdf"}
    found = {model._meta.db_table: left_out(model) - elsewhere for model in told()}
    assert {table: names for table, names in found.items() if names} == KEPT_BACK


def test_whoever_of_the_staff_did_something_is_of_that_class() -> None:
    pointing = [
        (model._meta.label, field.name, columns(model)[field.name])
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is User and model in told()
    ]
    assert len(pointing) >= 3
    assert [one for one in pointing if one[2] != "staff"] == []


@isolate_apps("pathways")
def test_a_new_column_is_told_or_not_by_its_class_alone() -> None:
    class Door(models.Model):
        kind = models.TextField()
        word = models.TextField()
        opened_by = models.TextField()
        tries = models.TextField()
        columns = classify(technical="id", pseudonymous="kind", access="word", staff="opened_by", working="tries")

        class Meta:
            app_label = "pathways"

        def __str__(self) -> str:
            return "door"

    assert {columns(Door)[name] for name in left_out(Door)} == WITHHELD | {"technical"}
    assert left_out(Door) == {"id", "word", "opened_by", "tries"}
    assert fate(Door, "keep") is Fate.REMOVED
