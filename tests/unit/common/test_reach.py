"""A reach is told to each transaction, comes back after an inner one, and is never left behind."""

import pytest
from django.db import Error, connection, transaction

from cohort.common import reach


def said(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [f"rygvej.{name}"])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_transaction_is_told_and_the_next_one_knows_nothing() -> None:
    with reach.of_user(7):
        with transaction.atomic():
            assert said("user") == "7"
            assert said("whole") == ""
        assert said("user") == ""  # outside a transaction nobody acts
    with reach.of_participant(8), transaction.atomic():
        assert (said("user"), said("participant")) == ("", "8")
    with transaction.atomic():
        assert (said("user"), said("participant")) == ("", "")


@pytest.mark.django_db(transaction=True)
def test_an_inner_reach_ends_with_its_block_though_a_savepoint_keeps_settings() -> None:
    with reach.of_user(7), transaction.atomic():
        with transaction.atomic(), reach.of_participant(8):
            assert (said("user"), said("participant")) == ("", "8")
        assert (said("user"), said("participant")) == ("7", "")


@pytest.mark.django_db(transaction=True)
def test_after_an_error_the_former_reach_stands() -> None:
    with reach.of_user(7), transaction.atomic():
        with pytest.raises(Error), transaction.atomic(), reach.of_participant(8):
            connection.cursor().execute("SELECT 1/0")
        assert (said("user"), said("participant")) == ("7", "")
        with pytest.raises(KeyError), reach.of_participant(8):
            raise KeyError("name")
        assert (said("user"), said("participant")) == ("7", "")


@pytest.mark.django_db(transaction=True)
def test_turning_lasts_until_the_surrounding_reach_ends() -> None:
    with transaction.atomic():
        with reach.of_nobody():
            reach.turn_to_participant(8)
            assert said("participant") == "8"
        assert said("participant") == ""
        with reach.of_system():
            reach.turn_to_participant(8)
            assert (said("participant"), said("whole")) == ("", "yes")


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_cannot_be_told_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> None:
        raise RuntimeError("the database went away")

    with reach.of_user(7):
        with monkeypatch.context() as patch:
            patch.setattr(reach, "tell", fails)
            with pytest.raises(RuntimeError), transaction.atomic():
                raise AssertionError("the block ran though nobody knew for whom")
        with transaction.atomic():
            assert said("user") == "7"
