import pytest

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.members.models import Participant
from questionnaires import tasks
from questionnaires.actions import load, schedule
from questionnaires.models import Assignment, Occasion, Plan, Response
from questionnaires.models.instrument import Version
from tests import factories
from tests.unit.questionnaires.conftest import PLAN, local, written

pytestmark = pytest.mark.django_db

ENROLLED = local(3, 20, 10, 30)


def someone() -> Participant:
    with clock.use(lambda: ENROLLED):
        return factories.enrolled(by=factories.staff(of=factories.practice())).participant


def build(participant: Participant) -> None:
    with clock.use(lambda: ENROLLED):
        schedule.build(participant=participant, by="user:1")


def due(participant: Participant) -> dict[str, tuple[object, int]]:
    rows = participant.assignments.select_related("version__instrument")
    return {row.version.instrument.slug: (row.next_message_at, row.next_step) for row in rows}


@pytest.mark.covers("R68")
def test_occasions_are_dated_from_enrolment_across_summer_time(plan: Plan) -> None:
    participant = someone()
    build(participant)
    start, later = Occasion.objects.filter(participant=participant).order_by("opens_at")
    assert (start.opens_at, start.closes_at) == (local(3, 20), local(4, 17, 9))
    assert (later.opens_at, later.closes_at) == (local(4, 3), local(5, 1, 9))


@pytest.mark.covers("R68")
def test_enrolment_is_the_first_invitation(plan: Plan) -> None:
    participant = someone()
    build(participant)
    assert due(participant) == {
        "first_one": (local(3, 24, 9), 1),
        "second_one": (local(3, 20, 9), 0),
        "later_one": (local(4, 3, 9), 0),
    }


def test_building_again_adds_nothing(plan: Plan) -> None:
    participant = someone()
    build(participant)
    build(participant)
    assert participant.occasions.count() == 2
    assert participant.assignments.count() == 3
    assert Entry.objects.filter(action="schedule.built", subject=participant.actor).count() == 1


def test_who_follows_a_plan_keeps_it(plan: Plan) -> None:
    participant = someone()
    build(participant)
    newer = load.load_plan(PLAN.replace("two_waves", "two_waves\nnumber: 2"), by="user:1")
    build(participant)
    assert participant.occasions.filter(wave__plan=plan).count() == participant.occasions.count() == 2
    other = someone()
    build(other)
    assert other.occasions.filter(wave__plan=newer).count() == 2


def test_what_is_written_later_is_asked_where_the_window_is_not_over(plan: Plan) -> None:
    participant = someone()
    build(participant)
    load.load(written("not_written"), by="user:1")
    with clock.use(lambda: local(4, 5)):
        assert schedule.fill(by="system:worker") == 1
        assert schedule.fill(by="system:worker") == 0
    assert due(participant)["not_written"] == (local(4, 3, 9), 0)


def test_nothing_is_added_after_the_window(plan: Plan) -> None:
    build(someone())
    load.load(written("not_written"), by="user:1")
    with clock.use(lambda: local(5, 1, 9)):
        assert schedule.fill(by="system:worker") == 0


def test_new_version_is_asked_of_those_who_have_not_been_asked(plan: Plan) -> None:
    participant = someone()
    build(participant)
    for slug in ("first_one", "later_one"):
        load.load(written(slug, 2), by="user:1")
    with clock.use(lambda: local(3, 25)):
        assert schedule.fill(by="system:worker") == 0
    numbers = dict(participant.assignments.values_list("version__instrument__slug", "version__number"))
    assert numbers == {"first_one": 1, "second_one": 1, "later_one": 2}


def test_begun_answers_keep_their_version(plan: Plan) -> None:
    participant = someone()
    build(participant)
    assignment = participant.assignments.get(version__instrument__slug="later_one")
    assignment.response = Response.objects.create(version=assignment.version)
    assignment.save(update_fields=["response"])
    load.load(written("later_one", 2), by="user:1")
    with clock.use(lambda: local(3, 25)):
        schedule.fill(by="system:worker")
    assignment.refresh_from_db()
    assert assignment.version == Version.objects.get(instrument__slug="later_one", number=1)


def test_task_runs_twice(plan: Plan) -> None:
    build(someone())
    load.load(written("not_written"), by="user:1")
    with clock.use(lambda: local(3, 25)):
        tasks.fill_schedule()
        tasks.fill_schedule()
    assert Assignment.objects.filter(version__instrument__slug="not_written").count() == 1


def test_more_than_one_batch_is_filled_whole(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "BATCH", 2)
    people = [someone() for _ in range(3)]
    for participant in people:
        with monkeypatch.context() as patch:
            patch.setattr(schedule, "BATCH", 100)
            build(participant)
    load.load(written("not_written"), by="user:1")
    with clock.use(lambda: local(3, 25)):
        assert schedule.fill(by="system:worker") == 3
    assert all("not_written" in due(participant) for participant in people)


def test_of_everything_that_is_shipped_only_questionnaires_are_due() -> None:
    """Diary, pulse, record templates and interview guides are published beside them, and sent by no plan."""
    load.load_shipped()
    participant = someone()
    build(participant)
    assert {"diary", "pulse", "gp_follow_up", "gp_practice", "interview_patient", "interview_gp"} <= set(
        Version.objects.exclude(instrument__kind="patient").values_list("instrument__slug", flat=True)
    )
    kinds = participant.assignments.values_list("version__instrument__kind", flat=True)
    assert set(kinds) == {"patient"}
