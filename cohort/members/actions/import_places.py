"""Regions, clusters and practices from a list: compared first, then kept as a whole or not at all.

An empty cell changes nothing and a place that the list leaves out stays, so that the same list twice changes
nothing. A list never ends a practice's taking part, and never begins it: that a practice signs up for.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from django.db import transaction

from cohort.audit.actions import record
from cohort.common import clock
from cohort.members.models import Cluster, ClusterAddress, Practice, Region
from cohort.members.places.faults import Fault
from cohort.members.places.sheet import Kind, Row, Sheet, read

REGIONS = Path(__file__).resolve().parents[1] / "content" / "regions.csv"
PURPOSE = "places_kept"  # why the lists were changed, as the audit says it
BATCH = 2_000

MODELS: dict[Kind, Any] = {Kind.REGIONS: Region, Kind.CLUSTERS: Cluster, Kind.PRACTICES: Practice}
What = Literal["new", "changed", "same"]


class Faulty(Exception):
    """The list has faults, so nothing of it was kept."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(frozen=True)
class Change:
    """What becomes of one line: its place is new, is changed in these columns, or stays as it is."""

    line: int
    name: str
    what: What
    columns: tuple[str, ...] = ()


@dataclass
class Report:
    kind: Kind
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def counts(self) -> dict[What, int]:
        found = Counter(change.what for change in self.changes)
        return {"new": found["new"], "changed": found["changed"], "same": found["same"]}


@transaction.atomic
def compare(*, sheet: Sheet) -> Report:
    """What keeping the list would do, line by line. Changes nothing."""
    return _Comparison(sheet).report


@transaction.atomic
def keep(*, sheet: Sheet, by: str) -> Report:
    """Keep the list. Raises Faulty when anything in it is wrong: then nothing has been kept."""
    list(Region.objects.select_for_update(of=("self",)).order_by("pk"))  # one list at a time
    compared = _Comparison(sheet)
    if compared.report.faults:
        raise Faulty(tuple(compared.report.faults))
    compared.save()
    counts = compared.report.counts
    if counts["new"] or counts["changed"]:
        record(
            by=by,
            action="places.imported",
            subject=f"places:{sheet.kind}",
            purpose=PURPOSE,
            added=counts["new"],
            changed=counts["changed"],
        )
    return compared.report


def load_regions(*, by: str) -> Report:
    """The Danish regions with their dates: two become one on 1 January 2027. Safe to run again."""
    return keep(sheet=read(REGIONS.read_bytes(), most=100), by=by)


class _Comparison:
    """A list beside what the database has; `save` writes what differs."""

    def __init__(self, sheet: Sheet) -> None:
        self.report = Report(sheet.kind, faults=list(sheet.faults))
        self.added: list[Region | Cluster | Practice] = []
        self.altered: list[Region | Cluster | Practice] = []
        self.columns: set[str] = set()
        self.successors: list[tuple[Region, str]] = []
        self.addresses: list[tuple[Cluster, str]] = []
        self.regions = {region.name.casefold(): region for region in Region.objects.select_related("successor")}
        match sheet.kind:
            case Kind.REGIONS:
                self._regions(sheet.rows)
            case Kind.CLUSTERS:
                self._clusters(sheet.rows)
            case Kind.PRACTICES:
                self._practices(sheet.rows)
        self.report.faults.sort(key=lambda fault: fault.line)

    def save(self) -> None:
        """New places first, so that what points to them can; many at a time, because a list may be long."""
        rows = MODELS[self.report.kind]._default_manager
        rows.bulk_create(self.added, batch_size=BATCH)
        if self.altered:
            # Not bulk_update, which takes a millisecond for each row.
            rows.bulk_create(
                self.altered,
                batch_size=BATCH,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=sorted(self.columns),
            )
        for region, name in self.successors:
            region.successor = self.regions[name.casefold()]
            region.save(update_fields=["successor"])
        ClusterAddress.objects.bulk_create(
            [ClusterAddress(cluster=cluster, email=email) for cluster, email in self.addresses], batch_size=BATCH
        )

    def _regions(self, rows: tuple[Row, ...]) -> None:
        known = {(region.name.casefold(), region.starts_on): region for region in self.regions.values()}
        begun = {region.name.casefold() for region in self.regions.values()} | {row["name"].casefold() for row in rows}
        for row in rows:
            starts_on = date.fromisoformat(row["starts_on"])
            ends_on = date.fromisoformat(row["ends_on"]) if row["ends_on"] else None
            if ends_on is not None and ends_on <= starts_on:
                self._fault(row, "ends_before_start")
            if row["successor"] and (row["successor"].casefold() not in begun or ends_on is None):
                self._fault(row, "successor", cell=row["successor"])
            region = known.get((row["name"].casefold(), starts_on))
            wanted = {"ends_on": ends_on} if ends_on else {}
            if region is None:
                region = Region(name=row["name"], starts_on=starts_on, **wanted)
                self.regions[row["name"].casefold()] = region
                self.added.append(region)
                self._say(row, "new")
            else:
                also = ("successor",) if row["successor"] and not _is(region.successor, row["successor"]) else ()
                self._alter(row, region, wanted, also)
            if row["successor"] and not _is(region.successor if region.pk else None, row["successor"]):
                self.successors.append((region, row["successor"]))

    def _clusters(self, rows: tuple[Row, ...]) -> None:
        today = clock.today()
        known = {
            (cluster.name.casefold(), cluster.region.on(today).name.casefold()): cluster
            for cluster in Cluster.objects.select_related("region__successor").prefetch_related("addresses")
        }
        for row in rows:
            region = self._region(row)
            if region is None:
                continue
            texts = {
                name: row[name] for name in ("chair_name", "chair_email", "sender_name", "sender_email") if row[name]
            }
            cluster = known.get((row["name"].casefold(), region.on(today).name.casefold()))
            listed = row["addresses"].split()
            if cluster is None:
                cluster = Cluster(name=row["name"], region=region, **texts)
                self.added.append(cluster)
                self._say(row, "new")
                missing = listed
            else:
                present = {address.email for address in cluster.addresses.all()}
                missing = [email for email in listed if email not in present]
                self._alter(row, cluster, texts, ("addresses",) if missing else ())
            self.addresses += [(cluster, email) for email in missing]

    def _practices(self, rows: tuple[Row, ...]) -> None:
        today = clock.today()
        known = {
            practice.provider_number: practice
            for practice in Practice.objects.filter(provider_number__isnull=False).select_related("region", "cluster")
        }
        clusters = {
            (cluster.name.casefold(), cluster.region.on(today).pk): cluster
            for cluster in Cluster.objects.select_related("region__successor")
        }
        for row in rows:
            region = self._region(row)
            if region is None:
                continue
            cluster = clusters.get((row["cluster"].casefold(), region.on(today).pk)) if row["cluster"] else None
            if row["cluster"] and cluster is None:
                self._fault(row, "cluster", cell=row["cluster"])
                continue
            wanted: dict[str, object] = {"name": row["name"], "region": region}
            wanted |= {name: row[name] for name in ("town", "phone") if row[name]}
            if cluster is not None:
                wanted["cluster"] = cluster
            practice = known.get(row["provider_number"])
            if practice is None:
                self.added.append(Practice(provider_number=row["provider_number"], takes_part=False, **wanted))
                self._say(row, "new")
            else:
                self._alter(row, practice, wanted)

    def _region(self, row: Row) -> Region | None:
        region = self.regions.get(row["region"].casefold())
        if region is None:
            self._fault(row, "region", cell=row["region"])
        return region

    def _alter(
        self, row: Row, place: Region | Cluster | Practice, wanted: Mapping[str, object], also: tuple[str, ...] = ()
    ) -> None:
        """Take over what differs, and say in which columns."""
        differing = tuple(name for name, value in wanted.items() if getattr(place, name) != value)
        for name in differing:
            setattr(place, name, wanted[name])
        if differing:
            self.columns.update(differing)
            self.altered.append(place)
        columns = differing + also
        self._say(row, "changed" if columns else "same", columns)

    def _say(self, row: Row, what: What, columns: tuple[str, ...] = ()) -> None:
        self.report.changes.append(Change(row.line, row["name"], what, columns))

    def _fault(self, row: Row, code: str, **told: str | int) -> None:
        self.report.faults.append(Fault(row.line, code, told))


def _is(region: Region | None, name: str) -> bool:
    return region is not None and region.name.casefold() == name.casefold()
