"""Dependencies: few, each with its reason, locked by hash, from no named host."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.repository.scan.sources import files, read

_ENTRY = re.compile(r'"(?P<requirement>[^"]+)",?\s*(?:#\s*(?P<reason>.*))?$')
_PIN = re.compile(r"^(?P<name>[\w.-]+)(?:\[[\w,-]+\])?==(?P<version>[^\s;\\]+)")
_HOST = re.compile(r"https?://|--(?:extra-)?index|--find-links|--trusted-host")

PROJECT = Path("pyproject.toml")


def direct(text: str) -> list[str]:
    """What a pyproject.toml asks for itself, the groups for development included."""
    project = tomllib.loads(text)
    groups = project.get("dependency-groups", {}).values()
    return [
        *project["project"]["dependencies"],
        *(entry for group in groups for entry in group if isinstance(entry, str)),
    ]


def without_reason(text: str) -> list[str]:
    """The requirements in a pyproject.toml whose line has no comment that says what they are for."""
    reasons: dict[str, str] = {}
    for line in text.splitlines():
        entry = _ENTRY.match(line.strip())
        if entry:
            reasons[entry["requirement"]] = entry["reason"] or ""
    return [requirement for requirement in direct(text) if len(reasons.get(requirement, "")) < 10]


def locks() -> dict[Path, str]:
    """The lock files with their text."""
    return {path: read(path) for path in files() if re.fullmatch(r"requirements.*\.(txt|lock)", path.name)}


def pins(lock: str) -> dict[str, str]:
    """Name → version of everything a lock file holds."""
    found = (_PIN.match(line) for line in lock.splitlines())
    return {canonicalize_name(match["name"]): match["version"] for match in found if match}


def unhashed(lock: str) -> Iterator[str]:
    """The entries of a lock file that have no hash."""
    for entry in re.split(r"\n(?=\S)", lock.replace("\\\n", " ")):
        pin = _PIN.match(entry)
        if pin and "--hash=sha256:" not in entry:
            yield pin["name"]


def unlocked(requirements: list[str], versions: Mapping[str, str]) -> Iterator[str]:
    """The requirements that a lock file does not hold in a version they allow."""
    for requirement in map(Requirement, requirements):
        version = versions.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            yield f"{requirement} is locked as {version}"


def test_every_direct_dependency_has_a_reason() -> None:
    assert direct(read(PROJECT))
    assert without_reason(read(PROJECT)) == []


def test_the_locks_name_no_host_and_hash_everything() -> None:
    assert locks()
    for path, lock in locks().items():
        assert _HOST.findall(lock) == [], path
        assert list(unhashed(lock)) == [], path


def test_every_direct_dependency_is_locked_and_the_locks_agree() -> None:
    versions: dict[str, str] = {}
    for path, lock in locks().items():
        for name, version in pins(lock).items():
            assert versions.setdefault(name, version) == version, f"{path}: {name}"
    assert list(unlocked(direct(read(PROJECT)), versions)) == []


def test_python_and_django_are_the_chosen_ones() -> None:
    project = tomllib.loads(read(PROJECT))["project"]
    assert project["requires-python"] == "~=3.11.0"
    for path, lock in locks().items():
        assert pins(lock).get("django", "5.2.").startswith("5.2."), path


def test_warnings_distant_sockets_and_undefined_variables_fail_a_test() -> None:
    options = tomllib.loads(read(PROJECT))["tool"]["pytest"]["ini_options"]
    assert options["filterwarnings"][0] == "error"
    assert "--allow-hosts=127.0.0.1,::1" in options["addopts"].split()
    assert "--fail-on-template-vars" in options["addopts"].split()


SAMPLE = """
[project]
dependencies = [
    "alpha~=1.0",  # it does one thing well
    "beta[extra]~=2.0",
]
[dependency-groups]
dev = [
    { include-group = "local" },
    "gamma~=3.0",  # why
]
"""


def test_a_dependency_without_a_reason_is_found() -> None:
    assert without_reason(SAMPLE) == ["beta[extra]~=2.0", "gamma~=3.0"]


def test_an_entry_without_hash_or_lock_and_a_host_are_found() -> None:
    lock = "alpha==1.2 \\\n    --hash=sha256:00\n    # via x\nbeta[extra]==3.0\n"
    assert list(unhashed(lock)) == ["beta"]
    assert list(unlocked(direct(SAMPLE), pins(lock))) == [
        "beta[extra]~=2.0 is locked as 3.0",
        "gamma~=3.0 is locked as None",
    ]
    assert _HOST.search("--index" + "-url https://example.org/simple")
