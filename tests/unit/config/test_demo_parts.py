"""The demonstration's clock, its mail, and the people it makes up."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from cohort.common.clock import COPENHAGEN, system_time
from cohort.config.demo import answering, mailbox, people
from cohort.config.demo.clock import NOON, FileClock, noon_after
from questionnaires.definition.load import read_folder
from questionnaires.engine import branching, validation

LETTER = "From: =?utf-8?q?L=C3=A6gehuset?= <a@b.example>\nTo: c@d.example\nSubject: En hilsen\n\nHej Åse\n"


def test_the_clock_goes_forward_and_is_shared_by_its_file(tmp_path: Path) -> None:
    clock, same = FileClock(tmp_path / "clock"), FileClock(tmp_path / "clock")
    assert clock.ahead() == 0
    clock.move(timedelta(days=14))
    same.move(timedelta(days=1))
    assert clock.ahead() == 15 * 86400
    assert timedelta(days=15) <= clock() - system_time() + timedelta(seconds=5) < timedelta(days=15, seconds=10)
    with pytest.raises(ValueError, match="forward"):
        clock.move(timedelta(days=-1))


@pytest.mark.parametrize("hour", [0, 5, 12, 23])
@pytest.mark.parametrize("day", [date(2026, 7, 1), date(2026, 3, 15), date(2026, 10, 24)])
@pytest.mark.parametrize("days", [1, 14, 90])
def test_the_clock_is_moved_to_noon_of_a_later_day_at_any_hour(hour: int, day: date, days: int) -> None:
    """Whether or not summer time begins or ends on the way."""
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=COPENHAGEN).astimezone(UTC)
    moved = noon_after(moment, days)
    assert moved.tzinfo == UTC
    assert moved > moment
    local = moved.astimezone(COPENHAGEN)
    assert (local.date(), local.time()) == (day + timedelta(days=days), NOON)


def test_mail_is_read_back_and_names_lead_nowhere_else(tmp_path: Path) -> None:
    inside, outside = tmp_path / "mail", tmp_path / "secret.eml"
    inside.mkdir()
    for file in (inside / "one.eml", outside):
        file.write_text(LETTER)
    (mail,) = mailbox.mails(inside)
    assert (mail.sender, mail.to, mail.subject) == ("Lægehuset <a@b.example>", "c@d.example", "En hilsen")
    assert mailbox.find(inside, "one") == mail
    assert mailbox.find(inside, "../secret") is None
    assert mailbox.find(inside, "two") is None


def test_made_up_people_are_adults_and_the_same_every_time() -> None:
    day = date(2026, 11, 22)
    drawn = [people.draw(Random(number), number, day) for number in range(300)]
    assert drawn == [people.draw(Random(number), number, day) for number in range(300)]
    assert min((day - person.birth_date).days for person in drawn) >= 18 * 365.25
    assert all(person.email.endswith("@demo.example") for person in drawn)


@pytest.mark.parametrize("slug", sorted(read_folder()))
def test_made_up_answers_are_answers_a_person_could_give(slug: str) -> None:
    definition = read_folder()[slug]
    for number in range(50):
        given = answering.answer(definition, number / 50, Random(number), date(2026, 11, 22))
        values, faults = validation.clean(definition, given)
        assert not faults
        assert values == given
        assert set(given) <= set(branching.visible(definition, given))
