"""The parts of `make bench` start and answer; how fast is said by the bench and by no test."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from benchmarks import floors, load
from benchmarks.bench import Bench, Options
from benchmarks.ground import SETTINGS_OFF, Ground
from benchmarks.measures import enrol, export, growth, monitor, pages
from cohort.config.local import postgres
from tests.plugins import databases, servers

pytestmark = pytest.mark.flow
PARTICIPANTS = 150
SHORT = Options(participants=PARTICIPANTS, seconds=0.3, warm_up=0.0, pairs=1, keep=1, turns=3)
NOWHERE = load.Request(b"GET /nobody-lives-here/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n")


class Small(Ground):
    """On the servers of the tests, with a seeded database of the test's own."""

    own = ""

    def seeded(self, participants: int) -> str:
        return self.own

    def clone(self, template: str, name: str) -> str:
        return super().clone(template, f"{self.own}_{name}")

    def one(self, database: str, query: str) -> tuple[object, ...]:
        with self.place.administrate(database) as connection:
            return connection.execute(query.encode()).fetchone() or ()


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    place = servers.running()
    if not isinstance(place, servers.Embedded) or (pid := place.server.pid) is None:
        pytest.skip("the bench seeds as a superuser of the embedded server")
    with databases.cloned() as database, ExitStack() as ending:
        ground = Small(place, servers.own_valkey(), tmp_path_factory.mktemp("bench"), pid, ending)
        ground.own = database.name
        ground.seed(database.name, PARTICIPANTS)
        yield ground


def test_every_measure_prints_its_lines(ground: Small, capsys: pytest.CaptureFixture[str]) -> None:
    numbers = ground.one(ground.own, "SELECT count(*), count(DISTINCT study_number) FROM members_participant")
    assert numbers == (PARTICIPANTS, PARTICIPANTS)
    bench = Bench(ground, SHORT)
    for measure in (pages.measure, floors.measure, growth.measure, export.measure):
        measure(bench)
    told = capsys.readouterr().out
    assert told.count("within 25 %: ") == 5
    assert told.count("   70 %: ") == 4
    assert told.count("within 10 %: ") == 5
    assert "40 %: " in told


def test_enrolling_and_the_monitor_print_their_lines(ground: Small, capsys: pytest.CaptureFixture[str]) -> None:
    # so short, because each of its few doctors may enrol twenty people in a minute
    bench = Bench(ground, replace(SHORT, responses=500, seconds=0.1))
    enrol.measure(bench)
    monitor.measure(bench)
    told = capsys.readouterr().out
    assert told.count("   50 %: ") == 2
    assert told.count("below 300 ms: ") == 3
    assert ground.one(bench.database, "SELECT count(*) > 0 FROM members_contactdetails WHERE email_key IS NOT NULL")


def test_what_is_off_is_off_and_what_is_on_is_on(ground: Small) -> None:
    bench = Bench(ground, SHORT)
    tasks = [*bench.cast.participant_pages()[:3], *bench.cast.visits()[:3]]
    off = ground.clone(bench.database, "off")
    assert pages.open_up(bench, off) > 5
    assert ground.one(off, "SELECT count(*) FROM pg_class WHERE relrowsecurity") == (0,)
    audited = "SELECT count(*) FROM audit_entry"
    before = ground.one(off, audited)
    load.once(ground.web("off", ground.url(off), settings=SETTINGS_OFF).port, tasks)
    assert ground.one(off, audited) == before
    load.once(bench.web.port, tasks)
    assert ground.one(bench.database, audited) > before


def test_a_wrong_answer_ends_a_measure(ground: Small) -> None:
    web = ground.web("wrong", ground.url(ground.own, postgres.APP))
    with pytest.raises(load.WrongAnswer, match="GET /nobody-lives-here/"):
        load.drive(web.port, [[NOWHERE]], seconds=0.1, warm_up=0.0, roots=(web.pid,))
