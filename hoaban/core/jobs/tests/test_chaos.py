"""Kill -9 in mid-task: the job comes back, and its effect is there once."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.conf import settings

PROGRAM = """
import sys, threading
from datetime import timedelta
import django
django.setup()
from django.core.management import call_command
from hoaban.core.jobs import worker
from hoaban.core.jobs.models import Job
from hoaban.core.jobs.tests import work
todo, folder = sys.argv[1:]
if todo == "prepare":
    call_command("migrate", verbosity=0)
    work.begin_and_wait.enqueue(folder)
elif todo == "work":
    worker.run(threading.Event(), lease=timedelta(seconds=1.5))
else:
    job = Job.objects.get()
    print(job.state, job.attempts, *work.marks())
"""


@pytest.fixture
def alone(tmp_path: Path) -> Callable[[str], list[str]]:
    """How to start Python on a database of its own, told what to do."""
    return lambda todo: [sys.executable, "-c", PROGRAM, todo, str(tmp_path)]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "HOABAN_DATABASE"}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "hoaban.config.settings",
        "HOABAN_VAR": str(tmp_path),
        "PYTHONPATH": str(settings.ROOT),
    }


def wait_for(condition: Callable[[], bool], *, seconds: float = 120) -> None:
    end = monotonic() + seconds
    while not condition():
        assert monotonic() < end, "it took too long"
        sleep(0.05)


@pytest.fixture
def workers() -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.chaos
def test_a_job_whose_worker_is_killed_is_done_by_the_next_once_in_effect(
    tmp_path: Path,
    alone: Callable[[str], list[str]],
    environment: dict[str, str],
    workers: list[subprocess.Popen[bytes]],
) -> None:
    def start() -> subprocess.Popen[bytes]:
        program = alone("work")
        workers.append(subprocess.Popen(program, env=environment))  # noqa: S603 - our own
        return workers[-1]

    def begun() -> str:
        return (tmp_path / "begun").read_text() if (tmp_path / "begun").exists() else ""

    def told() -> str:
        said = subprocess.check_output(alone("tell"), env=environment, text=True)  # noqa: S603
        return said.strip()

    subprocess.check_call(alone("prepare"), env=environment)  # noqa: S603
    (tmp_path / "wait").touch()
    first = start()
    wait_for(lambda: begun() == "x")
    sleep(2.5)  # longer than the lease: the heartbeat keeps it
    first.kill()
    first.wait()
    assert told() == "running 1 worked"

    (tmp_path / "wait").unlink()
    start()
    wait_for(lambda: begun() == "xx")
    wait_for(lambda: told().startswith("done"))
    assert told() == "done 2 worked"
