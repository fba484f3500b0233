"""What every test may rely on: nothing leaves the machine, nothing of one test reaches another."""

import gc
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import pytest
from django.core.cache import caches
from django.utils import translation

from hoaban.core.files import isolated, senders
from hoaban.core.journal import moments
from hoaban.core.kept import files as kept_files
from hoaban.core.kept import stamps

gc.set_threshold(100_000, 20, 100)  # what is collected lives as long as the session: see below
pytest_plugins = (
    "tests.world.fixtures",
    "tests.world.databases",
    "tests.world.chance",
    "tests.world.houses",
    "tests.world.standing",
)


def pytest_collection_finish() -> None:
    """Look for garbage no more among modules, models and tests, which are there to the end."""
    gc.collect()
    gc.freeze()


def _is_local(address: Any) -> bool:  # noqa: ANN401  each socket family has its own shape
    if isinstance(address, str | bytes):  # a Unix socket
        return True
    host = address[0]
    return host == "localhost" or ip_address(host).is_loopback


@pytest.fixture(scope="session")
def for_the_session() -> Iterator[pytest.MonkeyPatch]:
    """What is patched once and for all tests."""
    patch = pytest.MonkeyPatch()
    yield patch
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def nothing_leaves_the_machine(for_the_session: pytest.MonkeyPatch) -> None:
    """Refuse every connection but to this machine."""
    connect = socket.socket.connect

    def connect_locally(self: socket.socket, address: Any) -> None:  # noqa: ANN401
        if not _is_local(address):
            raise RuntimeError(f"a test asked for {address}: the house speaks to no outside host")
        connect(self, address)

    for_the_session.setattr(socket.socket, "connect", connect_locally)


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    caches["process"].clear()
    stamps.forget()


@pytest.fixture(autouse=True, scope="session")
def a_test_reads_what_it_wrote(for_the_session: pytest.MonkeyPatch) -> None:
    """Content files are looked at each time: a test writes them and asks at once."""
    for_the_session.setattr(kept_files, "LOOK_EVERY", 0.0)


@pytest.fixture(autouse=True)
def fresh_language() -> Iterator[None]:
    """A page asked for in English leaves its language in the thread."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True, scope="session")
def a_slow_machine_is_no_costly_file(for_the_session: pytest.MonkeyPatch) -> None:
    """A check is ended by the time of the processor that it takes; how long the machine lets it
    wait for that says nothing of the file.
    """
    for_the_session.setattr(isolated, "WALL_SECONDS", 300.0)
    for_the_session.setattr(senders.SENDERS, "most", 3600.0)


@pytest.fixture(autouse=True, scope="session")
def a_slow_machine_asks_no_stamp_twice(for_the_session: pytest.MonkeyPatch) -> None:
    """How many questions a page asks must not depend on whether a stamp's flag fell meanwhile."""
    for_the_session.setattr(stamps, "CHECK_EVERY", 3600.0)


@pytest.fixture(autouse=True, scope="session")
def a_test_sets_any_day(for_the_session: pytest.MonkeyPatch) -> None:
    """Days before what an earlier step wrote are no wrong clock, but in the tests of clocks."""
    for_the_session.setattr(moments, "IS_ASKED", False)


@pytest.fixture(autouse=True)
def races_are_not_told_to_come_back(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eight threads that keep files at one moment may wait for the one process that checks them:
    how long that takes on a busy machine is not what a race is about.
    """
    if request.node.get_closest_marker("race"):
        monkeypatch.setattr(isolated, "SOON_SECONDS", 60.0)
