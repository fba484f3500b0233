"""The process that checks files is kept warm, however large its parent is."""

import pytest

from hoaban.core.files import isolated
from hoaban.core.refusals import Busy

PID = "os:getpid"


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
    lane, senders = isolated.Lane(), isolated.Senders(free=0, most=0, window=3600)
    with senders.one("partner:a"):
        lane.ask("builtins:sorted", {}, bytes(1_000_000))
    with pytest.raises(Busy), senders.one("partner:a"):
        pass
    with senders.one("partner:b"):
        lane.close()


def test_a_check_that_waited_for_the_processor_is_not_dear() -> None:
    lane, senders = isolated.Lane(), isolated.Senders(free=0.2, most=0, window=3600)
    for _ in range(2):
        with senders.one("partner:a"):
            lane.ask("multiprocessing.connection:wait", {"object_list": [], "timeout": 0.5})
    lane.close()


@pytest.mark.parametrize(
    "senders",
    [isolated.Senders(free=0, most=0, window=0), isolated.Senders(free=3600, most=0, window=3600)],
    ids=["long ago", "cheap"],
)
def test_what_was_cheap_or_long_ago_is_not_counted(senders: isolated.Senders) -> None:
    lane = isolated.Lane()
    for _ in range(2):
        with senders.one("partner:a"):
            lane.ask(PID, {})
    lane.close()
