"""The house tells how it is, copies itself, and says what is wrong."""

import errno
import hashlib
import os
import resource
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import Settings

from hoaban.config import backups, health, restores, supervisor, wiring
from hoaban.config.commands import content, doctor, helped, main, prepare


@pytest.fixture
def installed(settings: Settings, tmp_path: Path) -> Path:
    """A folder with a database, one stored file, a secret and the authority's key."""
    settings.VAR = tmp_path / "var"
    settings.MEDIA_ROOT = settings.VAR / "store"
    for name in ("store/ab/abcd", "secret", "ca/key.pem"):
        place = Path(settings.VAR) / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(name)
    return Path(settings.VAR)


@pytest.fixture
def on_disk(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database as a file, as it is outside the tests."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL is copied by pg_dump")
    place = installed / "hoaban.sqlite3"
    with closing(sqlite3.connect(place)) as made:
        made.executescript("create table kept (word text); insert into kept values ('ban');")
    monkeypatch.setitem(connection.settings_dict, "NAME", place)


def test_a_copy_holds_database_files_and_keys(on_disk: None, installed: Path) -> None:
    copy = backups.make()

    with closing(sqlite3.connect(copy / "database.sqlite3")) as opened:
        assert opened.execute("select word from kept").fetchall() == [("ban",)]
    assert (copy / "store/ab/abcd").read_text() == "store/ab/abcd"
    assert (copy / "ca/key.pem").read_text() == "ca/key.pem"
    assert (copy / "secret").read_text() == "secret"
    assert copy.stat().st_mode & 0o077 == 0
    assert backups.newest() == copy


def test_the_oldest_copies_go(on_disk: None, installed: Path) -> None:
    for name in ("000001-20200101T000000Z", "000002-20200102T000000Z", "000003-20200103T000000Z"):
        kept_copy(installed, name)

    newest = backups.make(keep=2)

    names = sorted(path.name for path in (installed / "backups").iterdir())
    assert names == ["000003-20200103T000000Z", newest.name]


def kept_copy(installed: Path, name: str) -> Path:
    """A copy that was made earlier."""
    copy = installed / "backups" / name
    copy.mkdir(parents=True)
    (copy / "database.sqlite3").touch()
    (copy / "SHA256SUMS").touch()
    return copy


@pytest.mark.parametrize("year", ["2015", "2036"])
def test_a_wrong_clock_neither_overwrites_nor_removes_a_good_copy(
    on_disk: None, installed: Path, year: str
) -> None:
    for number in range(1, 4):
        kept_copy(installed, f"{number:06d}-{year}010{number}T000000Z")

    newest = backups.make(keep=3)

    assert (backups.number_of(newest), backups.newest()) == (4, newest)
    left = sorted(backups.number_of(path) for path in (installed / "backups").iterdir())
    assert left == [2, 3, 4]


def test_a_copy_says_what_is_missing_and_what_is_damaged(on_disk: None, installed: Path) -> None:
    stored = hashlib.sha256(b"kept").hexdigest()
    for name in (stored, "0" * 64):
        (installed / "store/files/ab").mkdir(parents=True, exist_ok=True)
        (installed / f"store/files/ab/{name}").write_bytes(b"kept")
    copy = backups.make()
    assert list(backups.faults(copy)) == [f"store/files/ab/{'0' * 64} is damaged"]
    for part in (f"store/files/ab/{stored}", "ca/key.pem", "secret", "store/ab/abcd"):
        (copy / part).unlink()
        assert f"{part} is missing" in list(backups.faults(copy))
    (copy / "database.sqlite3").write_bytes(b"torn")
    assert "database.sqlite3 is damaged" in list(backups.faults(copy))
    with pytest.raises(restores.NotRestored, match="is not whole: "):
        restores.put_back(copy)
    assert (installed / "secret").read_text() == "secret"


def test_what_is_no_copy_of_ours_stays(on_disk: None, installed: Path) -> None:
    (installed / "backups" / "0-notes").mkdir(parents=True)

    newest = backups.make(keep=1)

    names = sorted(path.name for path in (installed / "backups").iterdir())
    assert names == ["0-notes", newest.name]


def test_what_was_cut_short_long_ago_is_cleared_away(on_disk: None, installed: Path) -> None:
    home = installed / "backups"
    names = ["000001-20200328T193000Z", "000001-20200328T193000Z.locked", "of another program"]
    old, locked, other = (home / f"{name}.partial" for name in names)
    fresh = home / "000002-20200329T193000Z.partial"
    for folder in (old, other, fresh):
        folder.mkdir(parents=True)
    locked.touch()
    for place in (old, locked, other):
        os.utime(place, (0, 0))

    made = backups.make()

    assert sorted(home.iterdir()) == sorted([fresh, other, made])


def test_uploads_on_their_way_are_not_copied(on_disk: None, installed: Path) -> None:
    (installed / "store/files/incoming").mkdir(parents=True)
    (installed / "store/files/incoming/tmp1").touch()

    copy = backups.make()

    assert [path.name for path in (copy / "store/files").iterdir()] == []


def test_a_copy_is_made_while_others_write(on_disk: None, installed: Path) -> None:
    """In steps it would begin anew at every write, and never end on a busy day."""
    stop, place = threading.Event(), connection.settings_dict["NAME"]
    gave_up = threading.Event()
    with closing(sqlite3.connect(place)) as filled:
        filled.executescript("pragma journal_mode=wal; create table much (words blob);")
        filled.execute("insert into much values (zeroblob(60000000))")
        filled.commit()

    def write() -> None:
        with closing(sqlite3.connect(place, timeout=20, isolation_level=None)) as writing:
            while not stop.is_set() and time.monotonic() < begun + 60:
                writing.execute("insert into kept values ('again')")
        if not stop.is_set():
            gave_up.set()

    begun = time.monotonic()
    writer = threading.Thread(target=write)
    writer.start()
    backups.make()
    stop.set()
    writer.join()

    assert not gave_up.is_set()


def test_a_copy_that_was_cut_short_has_no_name(on_disk: None, installed: Path) -> None:
    (installed / "secret").unlink()
    (installed / "secret").mkdir()  # cannot be copied like a file

    with pytest.raises(backups.NotBackedUp):
        backups.make()

    assert backups.newest() is None


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond these bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def grown(place: Path, megabytes: int) -> None:
    with closing(sqlite3.connect(place)) as filled:
        filled.execute("create table much (words blob)")
        filled.execute("insert into much values (zeroblob(?))", [megabytes << 20])
        filled.commit()


def test_where_there_is_no_room_no_half_copy_stays(on_disk: None, installed: Path) -> None:
    grown(installed / "hoaban.sqlite3", 8)
    with room_for(4 << 20), pytest.raises(backups.NotBackedUp):
        backups.make()
    assert list((installed / "backups").iterdir()) == []
    assert backups.newest() is None
    assert backups.make().exists()


def test_where_there_is_no_room_nothing_is_put_back_and_all_stands(
    on_disk: None, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "is_free", lambda _port: True)
    grown(installed / "hoaban.sqlite3", 8)
    copy = backups.make()
    (installed / "secret").write_text("another")
    stood = sorted(installed.iterdir())
    with room_for(4 << 20), pytest.raises(restores.NotRestored, match="nothing was put back"):
        restores.put_back(copy)
    assert sorted(installed.iterdir()) == stood
    assert (installed / "secret").read_text() == "another"
    restores.put_back(copy)
    assert (installed / "secret").read_text() == "secret"


def test_no_half_of_a_stored_file_is_left_under_its_name(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under its digest it would be taken for the whole by everybody who comes later."""

    def other_disk(*_names: object) -> None:
        raise OSError(errno.EXDEV, "another file system")

    monkeypatch.setattr(os, "link", other_disk)
    source, target = installed / "whole", installed / "store/ab/cdef"
    source.write_bytes(bytes(8 << 20))
    with room_for(4 << 20), pytest.raises(OSError, match="File too large"):
        backups.link_or_copy(str(source), str(target))
    assert [path.name for path in target.parent.iterdir()] == ["abcd"]
    backups.link_or_copy(str(source), str(target))
    assert target.stat().st_size == 8 << 20


@pytest.mark.django_db
def test_health_tells_how_long_jobs_wait_and_strangers_no_versions(client: Client) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "oldest_waiting_job_seconds": 0}


def test_health_is_503_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> str:
        raise DatabaseError

    monkeypatch.setattr(health, "database_version", gone)

    assert client.get("/healthz").status_code == 503


@pytest.mark.django_db
def test_the_doctor_names_what_is_wrong(
    installed: Path, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    assert main(["doctor"]) == 1

    said = capsys.readouterr().out
    assert "WRONG  no copy yet: hoaban backup" in said
    assert set(doctor.CHECKS) == {line.split()[0] for line in said.splitlines()}


@pytest.mark.django_db
def test_the_doctor_misses_a_recent_copy(
    installed: Path, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    kept_copy(installed, "000001-20200101T000000Z")

    assert main(["doctor"]) == 1
    assert "WRONG  newest copy 000001-20200101T000000Z" in capsys.readouterr().out


def test_the_provinces_content_is_well_formed() -> None:
    assert content.problems() == []


def test_help_has_a_line_for_each_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out.strip() == helped().strip()
    assert main(["fly"]) == 2


def test_wiring_prints_every_reaction(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wiring"]) == 0

    said = capsys.readouterr().out
    assert [path for path in wiring.reactions() if path not in said] == []


def test_what_has_not_changed_is_not_done_again(installed: Path) -> None:
    done: list[str] = []

    assert prepare.once("x", "as it was", lambda: done.append("first"))
    assert not prepare.once("x", "as it was", lambda: done.append("again"))
    assert prepare.once("x", "otherwise", lambda: done.append("changed"))
    assert done == ["first", "changed"]


@pytest.mark.django_db
def test_a_database_is_told_from_another_at_its_place() -> None:
    assert prepare.birth_of_database() != "None"
