"""Web server and worker under one parent: either is killed and comes back, all stop together."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.chaos

SOON = 20.0  # seconds for a first start on a busy machine
BACK = 2.0  # seconds for a killed process to be started again
NAMES = ["web 1", "web 2", "worker"]


class House:
    """`hoaban serve` on an empty database, a port and a folder of its own."""

    def __init__(self, var: Path) -> None:
        self.port = random.randint(20000, 31999)  # noqa: S311 - not a secret
        names = {"HOABAN_VAR": str(var), "HOABAN_PORT": str(self.port)}
        names |= {"HOABAN_HTTP_ONLY": "1", "HOABAN_STAND_IN": "1", "HOABAN_WEB_WORKERS": "2"}
        own = {"DJANGO_SETTINGS_MODULE": "hoaban.config.settings", "HOABAN_DATABASE": ""}
        self.environment = {**os.environ, **own, **names}
        run = [sys.executable, "-m", "hoaban.config"]
        subprocess.run([*run, "migrate"], env=self.environment, check=True, capture_output=True)
        self.parent = subprocess.Popen(
            [*run, "serve"], env=self.environment, stderr=subprocess.DEVNULL
        )

    def answers(self) -> bool:
        address = f"http://127.0.0.1:{self.port}/healthz"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
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


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    try:
        assert waited(house.answers, SOON)
        yield house
    finally:
        house.parent.terminate()
        house.parent.wait(30)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_killed_is_started_again(house: House, name: str) -> None:
    killed = house.child(name)

    os.kill(killed, signal.SIGKILL)

    assert waited(lambda: house.child(name) not in {0, killed}, BACK)
    assert waited(house.answers, SOON)


def test_while_one_web_process_is_dead_the_other_answers(house: House) -> None:
    stopped, killed = house.parent.pid, house.child("web 1")
    os.kill(stopped, signal.SIGSTOP)  # nobody starts it again meanwhile
    try:
        os.kill(killed, signal.SIGKILL)

        assert waited(lambda: not is_alive(killed), SOON)
        assert all(house.answers() for _ in range(10))
    finally:
        os.kill(stopped, signal.SIGCONT)
    assert waited(lambda: house.child("web 1") not in {0, killed}, BACK)


def test_the_processes_share_what_was_loaded_before_they_parted(house: House) -> None:
    for pid in house.all_children():
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

    assert house.parent.wait(30) == 0
    assert not any(map(is_alive, mine))
    assert not house.is_open()


def test_a_taken_port_is_said_in_one_line(house: House, tmp_path: Path) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "hoaban.config", "serve"],
        env=house.environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert second.returncode == 1
    assert second.stderr == f"Port {house.port} is taken: make run PORT={house.port + 1}\n"
