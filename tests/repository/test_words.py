"""Nothing that is committed names the place it was written at, a package host, or a writing aid."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from tests.repository.scan.sources import ROOT, assert_none, files

# Written so that no pattern matches itself.
_PLACES = re.compile(r"(?<![\w.-])/(?:work|root|tmp/brief|home/\w+)(?![\w-])")
_HOSTS = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|PIP_(?:EXTRA_)?INDEX_URL|UV_(?:DEFAULT_)?INDEX)\b|--(?:extra-)?index-url"
)
_WORD = re.compile(r"[A-Za-z]{3,}")

# Names of writing aids as SHA-256, so that this list names none itself.
_AIDS = {
    "053ea4804ef1bb33d4a3d6fb024a614b6d257cebc2bc7cd915da9c9522f37ffc",
    "3ea125d0bff386e6754b3782b300016fc79a9cf8f8669c0a5c3db64467ddb681",
    "487b91042c7cf27a19e23ea8699f5f354b1a0c3af9e418138dc6150d830f970d",
    "57de4cf40144bdf7d00010f2f5557a7d642c2b9705309bfade167dd313e2ca93",
    "5d72436256ada53828b51895a94bb8489e9f1ac4fe937a8024ef1594e7045ff6",
    "60965168ce762e949600281ba6d01fee136e5b6e8257b1f216f9025ed324474c",
    "6f7ac1823da81d2e52d1a1549ee69c85bbf8bb56d06682849e7c09da2785ce3b",
    "7d3194f79e645c42e4396dda38be04766810ec6a00d00aced3ffc2a0a1f1a9ef",
    "920510199770f4d65cb8aaa2cd12bdb2b8c37f5b3907c50a734a0e3409da2823",
    "c70eca6b0f88f44d81a41311647e50fda1ac454ec04ffd442b0eb4743a993131",
    "c857d09db23e6822e3600bc06ad8d58f92ed62bc8efd81c753f77048662cb97d",
    "de2187af3fb011708ca4ff6d21e4845236d6a6d25e7e90531b26a7923d16c73f",
}


def faults(text: str) -> Iterator[str]:
    """What the text should not name."""
    for pattern in (_PLACES, _HOSTS):
        yield from (match[0] for match in pattern.finditer(text))
    for word in {word.lower() for word in _WORD.findall(text)}:
        if hashlib.sha256(word.encode()).hexdigest() in _AIDS:
            yield word


def text_of(path: Path) -> str:
    """The file's text, empty for a binary file."""
    content = (ROOT / path).read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


def test_no_file_names_a_place_a_host_or_an_aid() -> None:
    found = [f"{path}: {fault}" for path in files() for fault in (*faults(text_of(path)), *faults(str(path)))]
    assert_none(found)


def test_places_hosts_and_aids_are_found() -> None:
    places = ["/" + place for place in ("work", "root", "home/anna")]
    hosts = ["pypi" + ".org", "--index" + "-url"]
    aid = "chatg" + "pt"
    assert list(faults(f"see {places[0]}/main, {places[1]} and {places[2]}/x")) == places
    assert list(faults(f"https://{hosts[0]}/simple {hosts[1]} x")) == hosts
    assert list(faults(f"made with {aid.title()}")) == [aid]
    assert list(faults("home/work, og/eller, /worker, network/root_cause")) == []
