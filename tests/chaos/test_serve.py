"""Web server and worker under one parent: either is killed and comes back, all stop together."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.postgres import free_port
from tests.world.houses import COMMAND, Houses, environment

pytestmark = pytest.mark.chaos

SOON = 60.0  # seconds until something must have happened on a busy machine
NAMES = ["web 1", "web 2", "worker"]


class House:
    """`hoaban serve` on a folder as it stands, and a port of its own."""

    def __init__(self, var: Path) -> None:
        self.port = free_port()
        names = {"HOABAN_HTTP_ONLY": "1", "HOABAN_STAND_IN": "1", "HOABAN_WEB_WORKERS": "2"}
        self.environment = environment(var, HOABAN_PORT=str(self.port), **names)
        self.parent = subprocess.Popen(
            [*COMMAND, "serve"], env=self.environment, stderr=subprocess.DEVNULL
        )

    def answers(self) -> bool:
        address = f"http://127.0.0.1:{self.port}/healthz"
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return bool(json.load(answer)["status"] == "ok")
        except OSError:
            return False

    def is_open(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def child(self, name: str) -> int:
        """The process of the parent with this name; 0 where there is none."""
        for number in children(self.parent.pid):
            if called(number) == f"hoaban {name}":
                return number
        return 0

    def all_children(self) -> list[int]:
        return [self.child(name) for name in NAMES]


def children(pid: int) -> list[int]:
    try:
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def called(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except FileNotFoundError:
        return ""


def is_alive(pid: int) -> bool:
    """Whether it runs; one that only waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def waited(until: Callable[[], object], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if until():
            return True
        time.sleep(0.05)
    return False


@contextmanager
def running(var: Path) -> Iterator[House]:
    house = House(var)
    try:
        assert waited(house.answers, SOON)
        yield house
    finally:
        house.parent.terminate()
        house.parent.wait(120)


@pytest.fixture(scope="module")
def lasting(houses: Houses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """On an empty database, for the tests after which all of it runs again."""
    var = tmp_path_factory.mktemp("lasting")
    houses.put("migrate", var)
    with running(var) as house:
        yield house


@pytest.fixture
def house(houses: Houses, tmp_path: Path) -> Iterator[House]:
    """On an empty database, for a test that ends it."""
    houses.put("migrate", tmp_path)
    with running(tmp_path) as house:
        yield house


@pytest.fixture
def prepared(houses: Houses, tmp_path: Path) -> Iterator[House]:
    """With content and static files: pages can be asked for."""
    houses.put("prepare", tmp_path)
    with running(tmp_path) as house:
        yield house


def test_every_process_gives_large_blocks_back_to_the_machine(lasting: House) -> None:
    for pid in (lasting.parent.pid, *lasting.all_children()):
        assert b"MALLOC_MMAP_THRESHOLD_=262144" in Path(f"/proc/{pid}/environ").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_killed_is_started_again(lasting: House, name: str) -> None:
    killed = lasting.child(name)

    os.kill(killed, signal.SIGKILL)

    assert waited(lambda: lasting.child(name) not in {0, killed}, SOON)
    assert waited(lasting.answers, SOON)


def test_while_one_web_process_is_dead_the_other_answers(lasting: House) -> None:
    stopped, killed = lasting.parent.pid, lasting.child("web 1")
    os.kill(stopped, signal.SIGSTOP)  # nobody starts it again meanwhile
    try:
        os.kill(killed, signal.SIGKILL)

        assert waited(lambda: not is_alive(killed), SOON)
        assert all(lasting.answers() for _ in range(10))
    finally:
        os.kill(stopped, signal.SIGCONT)
    assert waited(lambda: lasting.child("web 1") not in {0, killed}, SOON)


def test_the_processes_share_what_was_loaded_before_they_parted(lasting: House) -> None:
    for pid in lasting.all_children():
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines}

        assert sizes["Pss"] < sizes["Rss"] * 0.7


def test_when_the_parent_is_killed_nobody_stays(house: House) -> None:
    mine = house.all_children()

    house.parent.kill()

    assert waited(lambda: not any(map(is_alive, mine)), SOON)
    assert waited(lambda: not house.is_open(), SOON)


def test_one_signal_stops_all(house: House) -> None:
    mine = house.all_children()

    house.parent.send_signal(signal.SIGINT)

    assert house.parent.wait(120) == 0
    assert not any(map(is_alive, mine))
    assert not house.is_open()


def test_a_taken_port_is_said_in_one_line(lasting: House) -> None:
    second = subprocess.run(
        [*COMMAND, "serve"],
        env=lasting.environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert second.returncode == 1
    assert second.stderr == f"Port {lasting.port} is taken: make run PORT={lasting.port + 1}\n"


def sign_in(house: House, name: str) -> str:
    """What the officials' page answers to a wrong password."""
    token = "a" * 32
    headers = {"Cookie": f"csrftoken={token}", "X-CSRFToken": token}
    fields = f"username={name}&password=not-the-password".encode()
    address = f"http://127.0.0.1:{house.port}/desk/sign-in/"
    asked = urllib.request.Request(address, fields, headers)
    try:
        with urllib.request.urlopen(asked, timeout=120) as answer:  # noqa: S310 - our own
            return str(answer.read().decode())
    except HTTPError as refused:
        return str(refused.read().decode())


@contextmanager
def only(house: House, name: str) -> Iterator[None]:
    """One web process answers alone: the other stands still."""
    others = [house.child(one) for one in NAMES if one.startswith("web") and one != name]
    for pid in others:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in others:
            os.kill(pid, signal.SIGCONT)


def test_attempts_count_over_both_web_processes(prepared: House) -> None:
    house = prepared
    with only(house, "web 1"):
        first = [sign_in(house, "nobody") for _ in range(3)]
    with only(house, "web 2"):
        second = [sign_in(house, "nobody") for _ in range(3)]

    assert all("không đúng" in page for page in [*first, *second[:2]])
    assert "không đúng" not in second[2]  # sent away unread


RENAME = """
from hoaban.config import setup
setup()
import django
django.setup()
from hoaban.core.kept.models import ContentStamp
from hoaban.domains.procedures.catalogue.models import Revision
Revision.objects.update(name={"vi": "Một tên khác"})
ContentStamp.objects.update(stamp="another")
"""


def test_content_changed_later_is_known_to_both_web_processes(prepared: House) -> None:
    def shows_it() -> bool:
        address = f"http://127.0.0.1:{prepared.port}/procedures/?q=ten+khac"
        with urllib.request.urlopen(address, timeout=120) as page:
            return "Một tên khác" in page.read().decode()

    for name in NAMES[:2]:
        with only(prepared, name):
            assert not shows_it()
    rename = [sys.executable, "-c", RENAME]
    subprocess.run(rename, env=prepared.environment, check=True)

    for name in NAMES[:2]:
        with only(prepared, name):
            assert waited(shows_it, SOON)


def test_eight_sign_ins_at_once_stay_under_500_megabytes(prepared: House) -> None:
    house = prepared
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: sign_in(house, f"nobody{n}"), range(8)))

    own = 0
    for pid in [house.parent.pid, *house.all_children()]:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        own += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    assert own < 500 * 1024
