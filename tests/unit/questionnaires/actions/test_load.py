from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cohort.audit.models import Entry
from cohort.common.errors import Refusal
from questionnaires.actions import load
from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.load import CONTENT, PLAN_FILE
from questionnaires.models import Instrument, Plan, Version, WaveInstrument

pytestmark = pytest.mark.django_db

INSTRUMENT = """
slug: short_one
kind: patient
{number}
title: {{da: Titel, en: Title}}
intro: {{da: Tekst, en: Text}}
sections:
  - id: only
    title: {{da: Titel, en: Title}}
    pages:
      - id: page
        items:
          - {{id: well, type: boolean, label: {{da: Vel, en: {label}}},
             text: {{da: "Har du det godt?", en: "Are you well?"}}}}
"""
PLAN = """
slug: {slug}
name: {{da: Plan, en: Plan}}
waves:
  - slug: start
    name: {{da: Start, en: Start}}
    instruments: [short_one, not_written]
    offset_days: 0
    window_days: {window}
    reminder_days: [0, 4, 9]
"""


def instrument(number: int | None = None, label: str = "Well") -> str:
    return INSTRUMENT.format(number=f"number: {number}" if number else "", label=label)


def plan(slug: str = "short_plan", window: int = 28) -> str:
    return PLAN.format(slug=slug, window=window)


def test_publishes_once() -> None:
    version = load.load(instrument(), by="user:1")
    assert version is not None
    assert (version.number, version.instrument.kind) == (1, "patient")
    assert version.definition.item("well") is not None
    assert load.load(instrument(), by="user:1") is None
    assert Entry.objects.filter(action="version.published", subject="version:short_one-1").count() == 1


def test_changed_content_needs_a_new_number() -> None:
    load.load(instrument(), by="user:1")
    with pytest.raises(load.NumberTaken) as refusal:
        load.load(instrument(label="Fine"), by="user:1")
    assert refusal.value.code == "number_taken"
    version = load.load(instrument(2, "Fine"), by="user:1")
    assert version is not None
    assert Version.objects.current("short_one") == version


def test_numbers_only_rise() -> None:
    load.load(instrument(3), by="user:1")
    with pytest.raises(Refusal) as refusal:
        load.load(instrument(2), by="user:1")
    assert refusal.value.code == "number_too_low"


def test_kind_stays() -> None:
    load.load(instrument(), by="user:1")
    with pytest.raises(Refusal) as refusal:
        load.load(instrument(2).replace("kind: patient", "kind: diary"), by="user:1")
    assert refusal.value.code == "kind_changed"


def test_bad_text_says_where() -> None:
    with pytest.raises(DefinitionError, match=r"mine.yaml, item well"):
        load.load(instrument().replace("type: boolean", "type: nothing"), by="user:1", name="mine.yaml")


def test_plan_may_name_what_is_not_written() -> None:
    published = load.load_plan(plan(), by="user:1")
    assert published is not None
    wave = published.waves.get()
    assert wave.reminder_days == [4, 9]
    named = WaveInstrument.objects.filter(wave=wave).order_by("position").values_list("instrument__slug", flat=True)
    assert list(named) == ["short_one", "not_written"]
    assert load.load_plan(plan(), by="user:1") is None
    with pytest.raises(load.NumberTaken):
        load.load_plan(plan(window=30), by="user:1")


def test_announced_instrument_takes_the_kind_it_is_written_with() -> None:
    load.load_plan(plan(), by="user:1")
    load.load(instrument().replace("kind: patient", "kind: diary"), by="user:1")
    assert Instrument.objects.get(slug="short_one").kind == "diary"


def test_shipped_content_loads_whole_and_once() -> None:
    load.load_shipped()
    assert load.load_shipped() == []
    shipped = {path.stem for path in CONTENT.glob("*.yaml") if path.name != PLAN_FILE}
    assert shipped <= set(Version.objects.values_list("instrument__slug", flat=True))
    assert Plan.objects.latest("pk").waves.exists()


def test_command_publishes_all_or_nothing(tmp_path: Path) -> None:
    good, bad, gone = tmp_path / "good.yaml", tmp_path / "bad.yaml", tmp_path / "gone.yaml"
    good.write_text(instrument())
    bad.write_text("slug: [")
    with pytest.raises(CommandError) as error:
        call_command("load_instruments", good, bad, gone)
    assert error.value.returncode == 1
    told = str(error.value)
    assert "bad.yaml, line" in told
    assert "gone.yaml: cannot be read" in told
    assert "Nothing was published." in told
    assert not Instrument.objects.filter(slug="short_one").exists()


def test_command_says_what_it_did(tmp_path: Path) -> None:
    (tmp_path / "short_one.yaml").write_text(instrument())
    (tmp_path / "plan.yaml").write_text(plan())
    out = StringIO()
    for _ in range(2):
        call_command("load_instruments", tmp_path / "short_one.yaml", tmp_path / "plan.yaml", stdout=out)
    assert out.getvalue().splitlines() == [
        "published short_one 1",
        "published short_plan 1",
        "short_one.yaml is published already",
        "plan.yaml is published already",
    ]
    (tmp_path / "short_one.yaml").write_text(instrument(label="Fine"))
    with pytest.raises(CommandError, match=r"short_one\.yaml: .*short_one 1"):
        call_command("load_instruments", tmp_path / "short_one.yaml")


def test_command_without_paths_loads_what_is_shipped() -> None:
    call_command("load_instruments", stdout=StringIO())
    assert Version.objects.filter(instrument__slug="baseline_a").exists()


@pytest.mark.parametrize(
    ("asked", "told"),
    [("Gør din lumbago ondt?", "fail short_one/well/da (question): term"), ("Bør du gå?", "blame")],
)
def test_command_publishes_only_what_reads_plainly_or_has_its_reason(tmp_path: Path, asked: str, told: str) -> None:
    path = tmp_path / "short_one.yaml"
    path.write_text(instrument().replace("Har du det godt?", asked))
    with pytest.raises(CommandError, match="Nothing was published") as error:
        call_command("load_instruments", path)
    assert told in str(error.value)
    assert not Instrument.objects.filter(slug="short_one").exists()
