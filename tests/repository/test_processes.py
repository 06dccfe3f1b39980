"""Compose, image, continuous integration and demonstration describe the same program."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cohort.config.local import commands, postgres, settings, system, valkey
from cohort.config.local.install import LOCKS
from tests.plugins import environment
from tests.repository.scan.sources import ROOT, files, read

COMPOSE: dict[str, Any] = yaml.safe_load(read(Path("docker-compose.yml")))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = read(Path("Dockerfile"))
OURS = ("set-up", "web", "worker", "beat")


def settings_read() -> dict[str, bool]:
    """Name → whether it must be given, for every setting that cohort/config/settings.py reads."""
    found: dict[str, bool] = {}
    for node in ast.walk(ast.parse(read(Path("cohort/config/settings.py")))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "env"
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            default = len(node.args) > 1 or any(word.arg == "default" for word in node.keywords)
            found[str(node.args[0].value)] = not default
    return found


def given(service: str) -> set[str]:
    """The settings a service of docker-compose.yml gives, directly or as a file."""
    return {name.removesuffix("_FILE") for name in SERVICES[service]["environment"]}


def test_the_settings_are_found() -> None:
    assert settings_read()["SECRET_KEY"] is True
    assert settings_read()["DEMO"] is False


@pytest.mark.parametrize("service", OURS)
def test_compose_gives_what_the_program_reads(service: str) -> None:
    required = {name for name, must in settings_read().items() if must}
    assert required - given(service) == set()
    assert given(service) - set(settings_read()) == set()


def test_demo_and_tests_know_every_setting() -> None:
    assert set(settings.NAMES) - {"DJANGO_SETTINGS_MODULE"} == set(settings_read())
    assert set(environment.SETTINGS) - {"DJANGO_SETTINGS_MODULE"} == set(settings_read())


@pytest.mark.parametrize(
    ("service", "command", "values"),
    [
        ("set-up", commands.SET_UP, {}),
        ("web", commands.WEB, {"address": "0.0.0.0:8000"}),
        ("worker", commands.WORKER, {}),
        ("beat", commands.BEAT, {"folder": "/tmp"}),  # noqa: S108 - the container's own
    ],
)
def test_compose_starts_the_processes_of_the_demonstration(
    service: str, command: commands.Command, values: dict[str, str]
) -> None:
    assert SERVICES[service]["command"] == [part.format(**values) for part in command]


def test_the_image_starts_the_web_process() -> None:
    last = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, flags=re.MULTILINE)[-1]
    assert json.loads(last) == SERVICES["web"]["command"]


def test_no_process_is_missing_on_either_side() -> None:
    assert set(SERVICES) == {*OURS, "db", "redis", "front"}
    demo = read(Path("cohort/config/local/demo.py"))
    assert set(re.findall(r"commands\.([A-Z_]{2,})\b", demo)) == {"SET_UP", "WEB", "WORKER", "BEAT"}


def test_servers_are_of_the_same_major_versions() -> None:
    assert SERVICES["db"]["image"] == f"postgres:{postgres.MAJOR}"
    assert SERVICES["redis"]["image"] == f"valkey/valkey:{valkey.MAJOR}"


def test_python_is_the_same_everywhere() -> None:
    project = tomllib.loads(read(Path("pyproject.toml")))
    assert project["project"]["requires-python"] == "~=3.11.0"
    assert set(re.findall(r"^FROM python:(\d+\.\d+)", DOCKERFILE, flags=re.MULTILINE)) == {"3.11"}
    assert "(3, 11)" in read(Path(".ci/python"))


def test_both_databases_start_alike() -> None:
    assert SERVICES["db"]["environment"]["POSTGRES_INITDB_ARGS"].split() == list(postgres.INITDB)
    mounts = " ".join(SERVICES["db"]["volumes"])
    for file in (postgres.ROLES_SQL, postgres.DATABASE_SQL):
        assert f"./{file.relative_to(ROOT)}:" in mounts
    assert re.search(r"\sdb:/var/lib/postgresql$", f" {SERVICES['db']['volumes'][0]}")  # where version 18 keeps data


def test_every_process_works_as_its_own_role() -> None:
    urls = {name: SERVICES[name]["environment"]["DATABASE_URL_FILE"] for name in OURS}
    assert urls == {
        "set-up": "/run/secrets/database_url_owner",
        "web": "/run/secrets/database_url_app",
        "worker": "/run/secrets/database_url_worker",
        "beat": "/run/secrets/database_url_worker",
    }


def test_every_secret_comes_from_a_file_that_git_ignores() -> None:
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"./secrets/{name}"}
    assert "/secrets/" in read(Path(".gitignore")).splitlines()
    made = read(Path("docs/operate/make-secrets"))
    for name in COMPOSE["secrets"]:
        stem = re.sub(r"_(owner|app|worker)$", "_$role", name) if name.startswith("database_url") else name
        assert stem in made, name


def secrets_in(text: str) -> Iterator[str]:
    """Lines that give a password or key a value that is neither a file, nor a variable, nor empty."""
    for line in text.splitlines():
        match = re.match(r"\s*(\w*(?:PASSWORD|SECRET|KEY|KEYS|DATABASE_URL|REDIS_URL)):\s*(.+)", line)
        if match and not match[2].startswith(("${", '"${', "/run/secrets/")):
            yield line


def test_no_secret_stands_in_compose() -> None:
    assert list(secrets_in(read(Path("docker-compose.yml")))) == []
    assert list(secrets_in("  SECRET_KEY: abc\n  DB_PASSWORD: 'x'\n  A_PASSWORD_FILE: /run/secrets/a")) == [
        "  SECRET_KEY: abc",
        "  DB_PASSWORD: 'x'",
    ]


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_every_service_is_watched_and_comes_back(service: str) -> None:
    assert SERVICES[service]["restart"] in {"unless-stopped", "on-failure:3"}
    assert service == "set-up" or SERVICES[service]["healthcheck"]["test"]


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_what_a_service_refers_to_exists(service: str) -> None:
    body = SERVICES[service]
    assert set(body.get("depends_on", {})) <= set(SERVICES)
    assert set(body.get("secrets", ())) <= set(COMPOSE["secrets"])
    used = set(re.findall(r"/run/secrets/(\w+)", json.dumps(body)))
    assert used == {name for name in body.get("secrets", ()) if not name.startswith("db_password_")} | (
        {"db_password_superuser"} if service == "db" else set()
    )
    for volume in body.get("volumes", ()):
        source = volume.split(":")[0]
        assert (ROOT / source).is_file() if source.startswith("./") else source in COMPOSE["volumes"], volume


def test_the_program_runs_without_rights_it_does_not_need() -> None:
    for service in OURS:
        body = SERVICES[service]
        assert body["read_only"] is True
        assert body["cap_drop"] == ["ALL"]
    assert re.findall(r"^USER (\w+)$", DOCKERFILE, flags=re.MULTILINE) == ["rygvej"]
    assert [name for name, body in SERVICES.items() if "ports" in body] == ["front"]


def test_the_image_has_the_libraries_the_commands_look_for() -> None:
    last_stage = DOCKERFILE.split("\nFROM ")[-1]
    assert set(system.NEEDS["pdf"].packages) <= set(last_stage.split())


def test_the_image_holds_neither_tests_nor_demonstration_nor_secrets() -> None:
    ignored = set(read(Path(".dockerignore")).splitlines())
    assert {"tests", "secrets", ".git", ".rygvej", ".env", "cohort/config/demo", "cohort/config/local"} <= ignored


def test_ci_calls_check_and_test_and_nothing_else() -> None:
    lines = [line for line in read(Path(".ci/run")).splitlines() if line and not line.startswith("#")]
    assert lines == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "make check", "make test"]


def test_every_target_of_the_makefile_is_explained_and_its_modules_exist() -> None:
    text = read(Path("Makefile"))
    targets = re.findall(r"^([a-z]+):", text, flags=re.MULTILINE)
    assert {"help", "demo", "test", "check"} <= set(targets)
    assert targets == re.findall(r"^([a-z]+):.*## ", text, flags=re.MULTILINE)
    assert re.search(r"^\.PHONY: (.*)$", text, flags=re.MULTILINE)[1].split() == targets  # type: ignore[index]
    for module in re.findall(r"-m ((?:cohort|tests)\.[\w.]+)", text):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), module


def test_locks_are_the_ones_that_are_installed() -> None:
    locks = {path.name for path in files() if re.fullmatch(r"requirements.*\.txt", path.name)}
    assert locks == {*LOCKS.values(), "requirements.txt"}
    assert "requirements.txt" in DOCKERFILE
