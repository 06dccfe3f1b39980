"""The monitor's page: what was counted when, the flow, month by month, and every table."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recruitment.drawing import months
from recruitment.drawing.flow import Drawing
from recruitment.models import Tallying
from recruitment.presenters.monitor import flow, tables, words
from recruitment.presenters.monitor.tables import Table
from recruitment.reading import tallies
from recruitment.reading.reference import Reference, reference
from recruitment.reading.tallies import NOBODY

# On the page itself; practices and clusters have a page each.
SHORT = ("region", "channel", "way", "age", "sex", "education", "work", "strain", "duration")
MOST_MONTHS = 24


@dataclass(frozen=True)
class Page:
    at: datetime
    flow: Drawing
    flow_table: Table
    months: months.Drawing | None
    months_table: Table
    tables: list[Table]
    under: list[str]
    reference: Reference
    source: str


def page(language: str) -> Page | None:
    """None while nothing was counted yet."""
    counted = Tallying.objects.first()
    if counted is None:
        return None
    found = tallies.groups(("whole", "channel_age", *SHORT))
    waves = tallies.waves(language)
    told = flow.steps(found["whole"], waves)
    short = [tables.by_dimension(one, found, language, waves, all_stages=False) for one in SHORT]
    by_age = tables.channels_by_age(found["channel_age"])
    return Page(
        at=counted.at,
        flow=flow.drawing(told),
        flow_table=flow.table(told),
        months=_months(),
        months_table=tables.by_month(),
        tables=[*short[:2], by_age, *short[2:]],
        under=[f"{one.title}: {row.name}" for one in short for row in one.rows if row.is_under],
        reference=reference(),
        source=getattr(reference().source, "da" if language == "da" else "en"),
    )


def table(key: str, language: str) -> Table | None:
    """One table by the name in its address, with every stage; None for a name that no table has."""
    if key == "flow":
        return flow.table(flow.steps(tallies.groups(("whole",))["whole"], tallies.waves(language)))
    if key == "months":
        return tables.by_month()
    if key == "channel_age":
        return tables.channels_by_age(tallies.groups((key,))[key])
    if key in words.titles():
        waves = tallies.waves(language)
        return tables.by_dimension(key, tallies.groups(("whole", key)), language, waves, all_stages=True)
    return None


def _months() -> months.Drawing | None:
    found = list(tallies.months(("enrolled",)).items())[-MOST_MONTHS:]
    if not found:
        return None
    return months.drawn(
        [(date_format(month, _("m/y")), there.get("enrolled", NOBODY).number) for month, there in found]
    )
