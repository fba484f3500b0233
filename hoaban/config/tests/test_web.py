"""So many wait for a thread, the rest hears it at once, and slow lines hold none."""

import json
import socket
import threading
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection, HTTPResponse
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from django.test import override_settings
from waitress import wasyncore

from hoaban.config import web

THREADS, WAITING = 2, 3


class Program:
    """Answers /healthz at once and everything else when it is let go; counts what it was given."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.begun = threading.Semaphore(0)

    def __call__(self, environ: WSGIEnvironment, respond: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != web.HEALTH:
            self.begun.release()
            assert self.let_go.wait(120)
        respond("200 OK", [("Content-Type", "text/plain")])
        return [environ["wsgi.input"].read(10)]


class House:
    """The server with few threads and few places to wait, on a port of its own."""

    def __init__(self) -> None:
        self.program = Program()
        self.listener = web.listening()
        self.port = self.listener.getsockname()[1]
        self.server = web.server_on(self.listener, self.program)
        self.running = threading.Thread(target=self.server.run)
        self.running.start()
        self.lines: list[HTTPConnection | socket.socket] = []

    def line(self, head: bytes) -> socket.socket:
        """A connection on which these bytes came, and no more yet."""
        line = socket.create_connection(("127.0.0.1", self.port))
        self.lines.append(line)
        line.sendall(head)
        return line

    def ask(self, path: str, body: bytes | None = None) -> HTTPConnection:
        line = HTTPConnection("127.0.0.1", self.port, timeout=120)
        self.lines.append(line)
        line.request("POST" if body else "GET", path, body)
        return line

    def waiting(self) -> int:
        return len(self.server.task_dispatcher.queue)

    def fill(self) -> list[HTTPConnection]:
        """As many requests as are worked on and as may wait."""
        asked = [self.ask("/") for _ in range(THREADS)]
        for _ in asked:
            assert self.program.begun.acquire(timeout=120)
        asked += [self.ask("/") for _ in range(WAITING)]
        while self.waiting() < WAITING:
            pass
        return asked

    def close(self) -> None:
        self.program.let_go.set()
        self.server.stop()
        self.running.join(120)
        for line in self.lines:
            line.close()
        for dispatcher in (self.server.task_dispatcher, self.server.task_dispatcher.spare):
            dispatcher.shutdown()
        wasyncore.close_all(self.server._map)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(web, "LONGEST_WAIT", 600.0)  # however busy the machine is
    chosen = {"HOABAN_PORT": 0, "WEB_THREADS": THREADS, "WEB_WAITING": WAITING}
    with override_settings(**chosen):
        house = House()
        try:
            yield house
        finally:
            house.close()


def answer(line: HTTPConnection) -> HTTPResponse:
    found = line.getresponse()
    found.headers["X-Read"] = found.read().decode()
    return found


def test_beyond_the_line_a_page_says_503_and_all_before_are_served(house: House) -> None:
    asked = house.fill()

    refused = answer(house.ask("/procedures/"))

    assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
    assert "quá nhiều người" in refused.headers["X-Read"]
    assert house.waiting() == WAITING
    house.program.let_go.set()
    assert [answer(line).status for line in asked] == [200] * (THREADS + WAITING)


def test_nobody_joins_a_line_that_does_not_move(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [house.ask("/") for _ in range(THREADS)]
    for _ in asked:
        assert house.program.begun.acquire(timeout=120)
    asked.append(house.ask("/"))
    while not house.waiting():
        pass
    monkeypatch.setattr(web, "LONGEST_WAIT", 0.0)  # the first of the line has waited longer

    assert answer(house.ask("/procedures/")).status == 503
    house.program.let_go.set()
    assert [answer(line).status for line in asked] == [200] * (THREADS + 1)


def test_a_system_that_comes_too_much_reads_problem_json(house: House) -> None:
    house.fill()

    refused = answer(house.ask("/api/v1/dossiers", b"{}"))

    assert refused.headers["Content-Type"] == "application/problem+json"
    assert json.loads(refused.headers["X-Read"])["title"] == "crowded"


def test_who_asks_for_its_health_is_answered_in_a_crowd(house: House) -> None:
    house.fill()

    assert answer(house.ask(web.HEALTH)).status == 200


def test_requests_that_never_arrive_whole_hold_no_thread(house: House) -> None:
    for _ in range(20):
        house.line(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\na")
    house.program.let_go.set()

    assert answer(house.ask("/", b"whole")).headers["X-Read"] == "whole"
    assert house.waiting() == 0


@pytest.mark.parametrize(("seconds", "brought", "too_slow"), [
    (29, 0, False), (31, 1, True), (130, 100_001, False), (131, 100_000, True),
])  # fmt: skip
def test_a_request_has_as_long_as_its_bytes_explain(
    house: House,
    seconds: float,
    brought: int,
    too_slow: bool,  # noqa: FBT001 - a row of the table
) -> None:
    house.line(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n")
    while not [one for one in list(house.server.active_channels.values()) if one.request]:
        pass
    (connection,) = house.server.active_channels.values()
    connection.request.body_bytes_received = brought

    assert connection.is_too_slow(connection.began + seconds) is too_slow


def test_what_is_too_long_is_answered_by_the_program_in_its_words(house: House) -> None:
    house.program.let_go.set()
    line = house.line(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\n\r\n")

    assert line.recv(100).startswith(b"HTTP/1.1 200 OK")
