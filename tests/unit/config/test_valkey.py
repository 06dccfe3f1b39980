"""The embedded Valkey: only with its password, the same address after a kill, one server per folder."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import redis

from cohort.config.local import children, valkey

pytestmark = pytest.mark.flow


@pytest.fixture
def server(tmp_path: Path) -> Iterator[valkey.LocalValkey]:
    running = valkey.start(tmp_path / "valkey")
    yield running
    running.kill()


def test_it_wants_the_password(server: valkey.LocalValkey) -> None:
    with redis.Redis(port=server.port) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()
    stranger.connection_pool.disconnect()
    assert server.password not in " ".join(psutil.Process(server.process.pid).cmdline())


def test_it_comes_back_at_the_same_address_with_its_data(server: valkey.LocalValkey) -> None:
    with server.client() as client:
        client.set("a", "b")
    server.stop()
    assert not server.answers()
    server.restart()
    with server.client() as client:
        assert client.get("a") == b"b"
    server.kill()
    server.restart()
    assert server.answers()


def test_a_server_left_over_is_ended_first(server: valkey.LocalValkey) -> None:
    second = valkey.start(server.folder)
    assert not children.alive(server.process.pid)
    assert second.answers()
    second.kill()
