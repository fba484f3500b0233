"""Installations that tests start from outside: each kind is prepared once a session, then copied.

Preparing one (tables, static files, all content) costs more than most of what is asked of it.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.postgres import cluster

COMMAND = [sys.executable, "-m", "hoaban.config"]


def environment(var: Path, database: str = "", **more: str) -> dict[str, str]:
    """A folder and a database of its own, and the house's settings instead of the tests'."""
    own = {"DJANGO_SETTINGS_MODULE": "hoaban.config.settings", "HOABAN_DATABASE": database}
    own["HOABAN_API_RATE"] = "0"  # what a test sends is no partner that asks without end
    return {**os.environ, **own, "HOABAN_VAR": str(var), **more}


def shared_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder that all processes of the session see."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One process of the session at a time, whatever becomes of it."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


class Houses:
    """Folders of installations, each made in an empty one by the first process that asks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, command: str, var: Path) -> None:
        """Let that folder be as `hoaban migrate` or `hoaban prepare` leaves it."""

        def make(begun: Path) -> None:
            code, said = run(command, environment(begun))
            assert code == 0, said

        self.put_made(command, var, make)

    def put_made(self, name: str, var: Path, make: Callable[[Path], None]) -> None:
        """Let that folder be as it was made under this name."""
        made = self.folder / name
        with alone(self.folder / f"{name}.lock"):
            if not made.exists():
                begun = self.folder / f"{name}.begun"
                shutil.rmtree(begun, ignore_errors=True)
                begun.mkdir()
                make(begun)
                begun.rename(made)
        shutil.copytree(made, var, dirs_exist_ok=True)


def run(command: str, given: Mapping[str, str]) -> tuple[int, str]:
    """The exit code of a command of the house, and what it says."""
    done = subprocess.run(
        [*COMMAND, command], env=given, capture_output=True, text=True, check=False
    )
    return done.returncode, (done.stdout + done.stderr).strip()


class PostgresHouses:
    """The same on a PostgreSQL of this process: a prepared database, copied for each test."""

    def __init__(self, address: str, folder: Path) -> None:
        self.server, self.folder, self.number = address.rpartition("/")[0], folder, 0
        self._execute('CREATE DATABASE "prepared"')
        assert run("prepare", environment(folder, f"{self.server}/prepared")) == (0, "")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def put(self, var: Path) -> str:
        """Copy folder and database; gives the address of the database."""
        self.number += 1
        self._execute(f'CREATE DATABASE "house{self.number}" TEMPLATE "prepared"')
        shutil.copytree(self.folder, var, dirs_exist_ok=True)
        return f"{self.server}/house{self.number}"


@pytest.fixture(scope="session")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Houses:
    return Houses(shared_folder(tmp_path_factory, "houses"))


@pytest.fixture(scope="session")
def postgres_houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresHouses]:
    with cluster("fsync=off") as address:
        yield PostgresHouses(address, tmp_path_factory.mktemp("postgres-house"))
