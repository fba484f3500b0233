"""The process that checks files is kept warm, however large its parent is."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoaban.core.files import isolated
from hoaban.core.files.senders import Senders
from hoaban.core.refusals import Busy

PID = "os:getpid"
WAIT = "multiprocessing.connection:wait"


@pytest.fixture
def lane() -> Iterator[isolated.Lane]:
    """A lane of the test's own."""
    made = isolated.Lane()
    yield made
    made.close()


def test_the_process_is_used_again_though_its_parent_holds_much() -> None:
    held = bytearray(200 * 1024 * 1024)
    held[::4096] = b"x" * len(held[::4096])  # touched, so that it is in memory
    lane = isolated.Lane()
    assert lane.ask(PID, {}) == lane.ask(PID, {})
    lane.close()


def test_a_process_that_grew_is_not_used_again() -> None:
    lane = isolated.Lane()
    first = lane.ask(PID, {})
    lane.ask("builtins:len", {}, bytes(170 * 1024 * 1024))
    assert lane.ask(PID, {}) != first
    lane.close()


def test_who_sends_dear_files_rests_and_nobody_else() -> None:
    lane, senders = isolated.Lane(), Senders(free=0, most=0, window=3600)
    with senders.one("partner:a"):
        lane.ask("builtins:sorted", {}, bytes(1_000_000))
    with pytest.raises(Busy), senders.one("partner:a"):
        pass
    with senders.one("partner:b"):
        lane.close()


def test_those_behind_one_address_rest_each_by_itself_and_together_are_bounded() -> None:
    lane, senders, sent = isolated.Lane(), Senders(free=0, most=0.02, window=3600), 0

    def send(browser: str) -> bool:
        try:
            with senders.one(browser, among="198.51.100.1"):
                lane.ask("builtins:sorted", {}, bytes(1_000_000))
        except Busy:
            return False
        return True

    while send("one"):
        sent += 1
    assert send("two")
    while send(f"made up {sent}"):
        sent += 1
    assert 1 < sent < 1000
    with senders.one("two", among="198.51.100.2"):
        lane.close()


def test_a_check_that_waited_for_the_processor_is_not_dear() -> None:
    lane, senders = isolated.Lane(), Senders(free=0.2, most=0, window=3600)
    for _ in range(2):
        with senders.one("partner:a"):
            lane.ask(WAIT, {"object_list": [], "timeout": 0.5})
    lane.close()


@pytest.mark.parametrize(
    "senders",
    [Senders(free=0, most=0, window=0), Senders(free=3600, most=0, window=3600)],
    ids=["long ago", "cheap"],
)
def test_what_was_cheap_or_long_ago_is_not_counted(senders: Senders) -> None:
    lane = isolated.Lane()
    for _ in range(2):
        with senders.one("partner:a"):
            lane.ask(PID, {})
    lane.close()


def test_between_two_checks_the_process_has_no_limit(lane: isolated.Lane) -> None:
    limits = Path(f"/proc/{lane.ask(PID, {})}/limits").read_text()
    for name in ("Max cpu time", "Max address space", "Max file size"):
        [line] = [one for one in limits.splitlines() if one.startswith(name)]
        assert line.removeprefix(name).split()[0] == "unlimited", line


def test_a_forked_process_has_a_check_of_its_own_and_leaves_the_first_alone(
    lane: isolated.Lane,
) -> None:
    first, (read, write) = lane.ask(PID, {}), os.pipe()
    if os.fork() == 0:
        try:
            os.write(write, str(lane.ask(PID, {})).encode())
            lane.close()
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as said:
        other = int(said.read())
    os.wait()
    assert other != first == lane.ask(PID, {})


def test_a_check_that_the_machine_ended_is_made_again(lane: isolated.Lane) -> None:
    threading.Timer(0.3, os.kill, (lane.ask(PID, {}), signal.SIGKILL)).start()
    assert lane.ask(WAIT, {"object_list": [], "timeout": 0.8}) == []


def test_a_file_whose_check_is_ended_each_time_is_sent_again_not_called_complex(
    lane: isolated.Lane,
) -> None:
    command = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    with pytest.raises(Busy):
        lane.ask("builtins:exec", {}, command.encode())


def test_a_check_that_ends_its_process_otherwise_is_the_files_doing(lane: isolated.Lane) -> None:
    with pytest.raises(isolated.TooCostly):
        lane.ask("builtins:exec", {}, b"import os; os.abort()")
