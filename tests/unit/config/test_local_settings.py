"""The demonstration's settings file, and what the system must have."""

from pathlib import Path

import pytest

from cohort.config.local import folders, install, settings, system
from cohort.config.local.errors import LocalServerError


def test_keys_are_made_once_and_kept_from_others(tmp_path: Path) -> None:
    file = tmp_path / "env"
    first = settings.keys(file)
    settings.write(file, first | {"MAIL_FROM": 'it\'s "quoted" $HOME'})
    assert settings.keys(file) == first
    assert settings.read(file)["MAIL_FROM"] == 'it\'s "quoted" $HOME'
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(set(first.values())) == 3


def test_lost_and_damaged_keys_are_said_and_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "env"
    settings.write(file, settings.keys(file))
    (tmp_path / "seeded").touch()
    for damage in (b"FIELD_KEYS='abc", b"\xff\xfe", b""):
        file.write_bytes(damage)
        with pytest.raises(LocalServerError, match="begin anew"):
            settings.keys(file)
        assert file.read_bytes() == damage


def test_the_demonstration_never_takes_a_setting_from_the_shell() -> None:
    assert set(settings.fixed("http://x", "x", Path("/f"))) <= set(settings.NAMES)


def test_what_is_missing_is_named_in_one_line_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = system.Need("Pango", lambda: False, ("libpango-1.0-0",))
    monkeypatch.setitem(system.NEEDS, "pdf", gone)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(LocalServerError) as failure:
        system.provide("pdf")
    assert str(failure.value) == (
        "Missing: Pango. Install with: sudo apt-get install --no-install-recommends libpango-1.0-0"
    )


def test_root_on_debian_fetches_it_and_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[str] = []
    need = system.Need("Pango", lambda: bool(fetched), ("libpango-1.0-0",))
    monkeypatch.setitem(system.NEEDS, "pdf", need)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system, "_install", lambda packages: fetched.extend(packages) or True)
    system.provide("pdf")
    assert fetched == ["libpango-1.0-0"]


@pytest.mark.parametrize(
    ("installed", "wanted", "runs"),
    [({}, "local", 1), ({"local": "same"}, "local", 0), ({"dev": "same"}, "local", 0), ({"local": "same"}, "dev", 1)],
)
def test_packages_are_installed_only_when_a_lock_has_changed(
    installed: dict[str, str], wanted: str, runs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import hashlib
    import json

    hashes = {
        name: hashlib.sha256((folders.CHECKOUT / lock).read_bytes()).hexdigest() for name, lock in install.LOCKS.items()
    }
    stamp = tmp_path / "installed.json"
    stamp.write_text(json.dumps({name: hashes[name] for name in installed}))
    ran: list[list[str]] = []
    monkeypatch.setattr(install, "STAMP", stamp)
    monkeypatch.setattr(install, "_works", lambda: True)
    monkeypatch.setattr(install, "_quiet", lambda argv: 0)
    monkeypatch.setattr(install, "_run", lambda argv, otherwise: ran.append(argv))
    install.install(wanted)
    assert len(ran) == runs
    assert all("--require-hashes" in argv for argv in ran)
    install.install(wanted)
    assert len(ran) == runs


def test_translations_compile_without_gettext(tmp_path: Path) -> None:
    from gettext import GNUTranslations

    from cohort.config.local.translations import compile_file

    source = tmp_path / "da" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Save"\nmsgstr "Gem æøå"\n\n'
        '#, fuzzy\nmsgid "Send"\nmsgstr "Gæt"\n',
        encoding="utf-8",
    )
    compile_file(source)
    with source.with_suffix(".mo").open("rb") as compiled:
        danish = GNUTranslations(compiled)
    assert danish.gettext("Save") == "Gem æøå"
    assert danish.gettext("Send") == "Send"
