"""States of the database that many tests begin in: each is made once a session and then copied.

A test asks for one by a fixture (`small_world`, `shipped_world` ...). Before the transaction of the
test opens, the database of this process becomes a copy of that world; what the test changes is
rolled back. The processes of one session share the worlds: the first that needs one makes it while
the others wait.
"""

import fcntl
import pickle
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection

from hoaban.config.commands import content as commands
from hoaban.config.commands import replay
from hoaban.config.commands.replay import script
from hoaban.core import clock
from hoaban.core.people import actors, agencies
from hoaban.domains.office.calendars import content as calendars
from hoaban.domains.office.demo import actions as demo
from hoaban.domains.office.people import content as people
from hoaban.domains.procedures.province import content as province
from tests.world import province as world_province
from tests.world.histories import live
from tests.world.known import Known

EMPTY = "empty"
AT = datetime(2020, 3, 30, 1, 0, tzinfo=UTC)
BY_FILES = "STRATEGY file_copy"  # a third of what it costs to write each page into the log too
SHARE = 96  # of the replay: the smallest part with every deed and all the active departments


@dataclass(frozen=True)
class World:
    """What it is made of, on top of another one; `make` may give something to remember."""

    make: Callable[[Path], object]
    base: str = EMPTY


class Killed(BaseException):
    """The power went."""


def _played(_folder: Path) -> None:
    """A part of the replay, killed in the middle and started again."""
    read = script.read(share=SHARE)

    def die_half_way(done: int, of: int) -> None:
        if done > of / 2:
            raise Killed

    try:
        replay.play(read, tell=die_half_way)
    except Killed:
        replay.play(read, tell=lambda _done, _of: None)
    else:
        raise AssertionError("the replay was not killed")


def _sampled(_folder: Path) -> int:
    """A few dossiers in every state, as the demo begins."""
    demo.load(by=actors.system("demo"), at=clock.now())
    return replay.sample(30)


def _worked(_folder: Path) -> world_province.Ward:
    """Some weeks of ordinary work behind one ward."""
    ward = world_province.ward_of(agencies.row("ubnd-03127", world_province.MONDAY.date()))
    live(Random(7), [ward], dossiers=20, deeds=900)  # noqa: S311 - repeatable
    return ward


WORLDS: dict[str, World] = {
    EMPTY: World(lambda _folder: None),
    "calendar": World(lambda _folder: calendars.load()),
    "units": World(lambda _folder: people.load()),
    "cast": World(lambda _folder: demo.load(by=actors.system("test"), at=AT), "units"),
    "procedures": World(lambda _folder: province.load()),
    "catalogue": World(lambda _folder: province.load(), "units"),
    "small": World(world_province.load_province),
    "worked": World(_worked, "small"),
    "offering": World(lambda _folder: province.load(), "small"),
    "shipped": World(lambda _folder: commands.load_all()),
    "sampled": World(_sampled, "shipped"),
    "played": World(_played, "shipped"),
}


class Copies(ABC):
    """How one kind of database keeps copies of itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def save(self, name: str) -> None:
        """Keep what the database holds now, for every process of the session."""

    @abstractmethod
    def show(self, name: str) -> None:
        """Let the database of this process hold that world."""

    @abstractmethod
    def spoil(self) -> None:
        """What the database holds is being changed for good: it is no copy any more."""

    @abstractmethod
    def end(self) -> None:
        """Take away what the copies of this process hold."""


class SqliteCopies(Copies):
    """A file for each world, read once into the memory of each process."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.kept: dict[str, sqlite3.Connection] = {}
        self.shown = ""

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"

    def save(self, name: str) -> None:
        with sqlite3.connect(self._file(name)) as file:
            connection.ensure_connection()
            connection.connection.backup(file)
        file.close()

    def spoil(self) -> None:
        self.shown = ""

    def show(self, name: str) -> None:
        if name == self.shown:
            return
        if name not in self.kept:
            self.kept[name] = sqlite3.connect(":memory:")
            file = sqlite3.connect(self._file(name))
            file.backup(self.kept[name])
            file.close()
        connection.ensure_connection()
        self.kept[name].backup(connection.connection)
        self.shown = name

    def end(self) -> None:
        for kept in self.kept.values():
            kept.close()


class PostgresCopies(Copies):
    """A database for each world, and one of its own for each process that needs it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.first = str(connection.settings_dict["NAME"])
        self.made: set[str] = set()
        self.whole: set[str] = set()  # of those made, the ones that are copies still

    def _use(self, database: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = database

    def _create(self, database: str, template: str) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}" {BY_FILES}')

    def save(self, name: str) -> None:
        self._create(f"world_{name}", str(connection.settings_dict["NAME"]))

    def spoil(self) -> None:
        self.whole.discard(str(connection.settings_dict["NAME"]))

    def show(self, name: str) -> None:
        own = f"{self.first}_{name}"
        if own not in self.whole:
            self._create(own, f"world_{name}")
            self.whole.add(own)
            self.made.add(own)
        if connection.settings_dict["NAME"] != own:
            self._use(own)

    def end(self) -> None:
        self._use(self.first)
        with connection._nodb_cursor() as cursor:
            for own in self.made:
                cursor.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')


class Worlds:
    """The worlds of a session, as one of its processes meets them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kind = SqliteCopies if connection.vendor == "sqlite" else PostgresCopies
        self.copies: Copies = kind(folder)
        self.remembered: dict[str, Any] = {}  # Any: what the maker of a world gave
        self.known = Known()
        self.make_sure_of(EMPTY)

    def enter(self, name: str, *, is_spoiled_after: bool) -> None:
        """Begin a test in that world; a test that commits leaves it spoiled."""
        self.make_sure_of(name)
        self.copies.show(name)
        if is_spoiled_after:
            self.copies.spoil()
        self.known.begin(name)

    def make_sure_of(self, name: str) -> None:
        """Have the world made, by this process or by another."""
        if name in self.remembered:
            return
        world, done = WORLDS[name], self.folder / f"{name}.pickle"
        if name != EMPTY:
            self.make_sure_of(world.base)
        with self._alone(name):
            if not done.exists():
                if name != EMPTY:
                    self.copies.show(world.base)
                    self.copies.spoil()
                    world_province.forget()
                (self.folder / name).mkdir()
                given = world.make(self.folder / name)
                self.copies.save(name)
                done.write_bytes(pickle.dumps(given))
        self.remembered[name] = pickle.loads(done.read_bytes())  # noqa: S301 - our own

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """One process at a time, whatever becomes of it."""
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
