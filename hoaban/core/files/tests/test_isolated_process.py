"""The process that checks files is kept warm, however large its parent is."""

from hoaban.core.files import isolated

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
