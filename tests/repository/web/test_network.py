"""No test reaches further than this machine; proved with four clients, lest the block fall silent."""

import http.client
import smtplib
import socket
import urllib.request
from collections.abc import Callable

import pytest
from pytest_socket import SocketConnectBlockedError

FAR = "192.0.2.1"  # reserved for documentation: answers nobody, so a leak would hang and not harm


def by_socket() -> None:
    socket.create_connection((FAR, 80), timeout=1)


def by_http() -> None:
    http.client.HTTPConnection(FAR, timeout=1).request("GET", "/")


def by_url() -> None:
    urllib.request.urlopen(f"http://{FAR}/", timeout=1)


def by_mail() -> None:
    smtplib.SMTP(FAR, timeout=1)


@pytest.mark.filterwarnings("ignore:A test tried to use socket")  # said before it is refused
@pytest.mark.parametrize("reach", [by_socket, by_http, by_url, by_mail])
def test_the_world_is_out_of_reach(reach: Callable[[], None]) -> None:
    with pytest.raises(SocketConnectBlockedError):
        reach()


def test_loopback_is_within_reach() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()
