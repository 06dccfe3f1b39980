"""Lists of places: kept as a whole or not at all, and the same list twice changes nothing (R9, 5.14)."""

import pytest
from django.core.management import CommandError, call_command

from cohort.audit.models import Entry
from cohort.members.actions import import_places
from cohort.members.models import Cluster, ClusterAddress, Practice, Region
from cohort.members.places.sheet import read

pytestmark = pytest.mark.django_db

CLUSTERS = (
    "navn;region;formand;formand_mail;afsender;afsender_mail;adresser\n"
    "Klynge Ærø;Region Syddanmark;Ole Friis;ole@x.dk;Karen Holst;karen@x.dk;a@x.dk, b@x.dk\n"
    "Klynge Nord;Region Nordjylland;;;;;\n"
)
PRACTICES = (
    "navn;ydernummer;region;klynge;by;telefon\n"
    "Lægehuset Ørsø;098765;Region Syddanmark;Klynge Ærø;Ærøskøbing;12 34 56 78\n"
    "Lægerne på Havnen;098766;Region Syddanmark;;;\n"
)


def kept(text: str) -> import_places.Report:
    return import_places.keep(sheet=read(text.encode(), most=100), by="system:test")


def everything() -> list[object]:
    return [
        list(model.objects.order_by("pk").values())  # type: ignore[attr-defined]
        for model in (Region, Cluster, ClusterAddress, Practice)
    ]


def test_clusters_and_practices_are_there_afterwards_and_the_same_list_changes_nothing() -> None:
    assert kept(CLUSTERS).counts == {"new": 2, "changed": 0, "same": 0}
    assert kept(PRACTICES).counts == {"new": 2, "changed": 0, "same": 0}
    cluster = Cluster.objects.get(name="Klynge Ærø")
    assert (cluster.sender_name, cluster.sender_email, cluster.chair_name) == ("Karen Holst", "karen@x.dk", "Ole Friis")
    assert sorted(cluster.addresses.values_list("email", flat=True)) == ["a@x.dk", "b@x.dk"]
    practice = Practice.objects.get(provider_number="098765")
    assert (practice.cluster, practice.town, practice.takes_part) == (cluster, "Ærøskøbing", False)
    before, acts = everything(), Entry.objects.filter(action="places.imported").count()
    assert kept(CLUSTERS).counts == {"new": 0, "changed": 0, "same": 2}
    assert kept(PRACTICES).counts == {"new": 0, "changed": 0, "same": 2}
    assert everything() == before
    assert Entry.objects.filter(action="places.imported").count() == acts, "nothing was done"


def test_an_empty_cell_changes_nothing_and_taking_part_is_not_the_lists_matter() -> None:
    kept(CLUSTERS)
    kept(PRACTICES)
    Practice.objects.filter(provider_number="098765").update(takes_part=True)
    report = kept("name;provider_number;region;town;phone\nLægehuset i Ørsø;98765;Region Syddanmark;;\n")
    assert [(change.what, change.columns) for change in report.changes] == [("changed", ("name",))]
    practice = Practice.objects.get(provider_number="098765")
    assert (practice.name, practice.town, practice.takes_part) == ("Lægehuset i Ørsø", "Ærøskøbing", True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PRACTICES + "C;098767;Region Atlantis;;;\n", "region"),
        (PRACTICES + "C;098767;Region Syddanmark;Klynge Nirgendwo;;\n", "cluster"),
        (PRACTICES.replace("Klynge Ærø", "Klynge Nord"), "cluster"),
        (PRACTICES + "C;09876x;Region Syddanmark;;;\n", "number"),
        (CLUSTERS.replace("b@x.dk", "b"), "email"),
        ("name;starts_on;ends_on;successor\nRegion Ny;2027-01-01;2026-01-01;\n", "ends_before_start"),
        ("name;starts_on;ends_on;successor\nRegion Ny;2027-01-01;;Region Syddanmark\n", "successor"),
    ],
)
def test_one_wrong_line_keeps_everything_out(text: str, code: str) -> None:
    if "klynge;by" in text:
        kept(CLUSTERS)
    before = everything()
    with pytest.raises(import_places.Faulty) as found:
        kept(text)
    assert [fault.code for fault in found.value.faults] == [code]
    assert everything() == before


def test_looking_changes_nothing() -> None:
    before = everything()
    report = import_places.compare(sheet=read(CLUSTERS.encode(), most=100))
    assert [(change.line, change.what) for change in report.changes] == [(2, "new"), (3, "new")]
    assert everything() == before


def test_thousands_of_practices_are_kept_at_once() -> None:
    rows = "".join(f"Praksis {number};{number};Region Syddanmark\n" for number in range(700_000, 705_000))
    report = import_places.keep(sheet=read(f"navn;ydernummer;region\n{rows}".encode(), most=5_000), by="system:test")
    assert report.counts["new"] == 5_000
    assert Practice.objects.filter(name__startswith="Praksis ", takes_part=False).count() == 5_000


def test_the_command_keeps_a_list_or_says_why_not(tmp_path, capsys, settings) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "clusters.csv"
    file.write_bytes(CLUSTERS.encode("cp1252"))
    call_command("import_places", str(file), "--dry")
    assert not Cluster.objects.filter(name="Klynge Ærø").exists()
    call_command("import_places", str(file))
    assert Cluster.objects.filter(name="Klynge Ærø").exists()
    assert "2 new" in capsys.readouterr().out
    file.write_text("name;provider_number;region\nA;1;Nowhere\nB;012345;Nowhere\n")
    with pytest.raises(CommandError, match=r"Line 2: .*six digits.(\n.*)*Line 3: There is no region"):
        call_command("import_places", str(file))
    settings.PLACES_MOST_LINES = 1
    with pytest.raises(CommandError, match="more than 1 lines"):
        call_command("import_places", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_places", str(tmp_path / "nothing.csv"))
