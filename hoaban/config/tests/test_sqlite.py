"""Writers of all processes wait in line, and nobody keeps the turn for ever."""

import fcntl
import os
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path

import pytest
from django.db import OperationalError, connections

from hoaban.config.sqlite.wrapper import LONGEST, DatabaseWrapper


@pytest.fixture
def database(db: None, tmp_path: Path) -> Path:
    path = tmp_path / "line.sqlite3"
    connection = connect(path)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mark (writer integer)")
    connection.close()
    return path


def connect(path: Path, patience: float = 20) -> DatabaseWrapper:
    """A connection of its own, as a thread of the web server has one."""
    settings = connections.settings["default"] | {
        "NAME": str(path),
        "OPTIONS": {"timeout": patience, "transaction_mode": "IMMEDIATE"},
    }
    return DatabaseWrapper(settings)


def write(connection: DatabaseWrapper, writer: int, *, keep: bool = True) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO mark VALUES (%s)", [writer])
    if keep:
        connection.commit()
    else:
        connection.rollback()
    connection.set_autocommit(True)


def test_eight_writers_at_once_each_write_everything(database: Path) -> None:
    def work(writer: int) -> None:
        connection = connect(database)
        for turn in range(20):
            write(connection, writer, keep=turn % 4 != 0)
        connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))

    with connect(database).cursor() as cursor:
        cursor.execute("SELECT count(*) FROM mark")
        assert cursor.fetchone() == (8 * 15,)


def test_a_connection_closed_in_its_transaction_gives_up_its_turn(database: Path) -> None:
    first, second = connect(database), connect(database, patience=1)
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    first.close()

    write(second, 2)


def test_who_waits_too_long_is_told_by_sqlite(database: Path) -> None:
    first, second = connect(database), connect(database, patience=0.1)
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    with pytest.raises(OperationalError, match="locked"):
        write(second, 2)

    first.rollback()
    write(second, 2)


def test_a_writer_waits_for_the_turn_of_another_process(database: Path) -> None:
    elsewhere = os.open(f"{database}-turn", os.O_RDWR | os.O_CREAT)
    fcntl.flock(elsewhere, fcntl.LOCK_EX)

    def work() -> None:
        connection = connect(database)
        write(connection, 2)
        connection.close()

    with ThreadPoolExecutor(1) as threads:
        writing = threads.submit(work)
        with pytest.raises(NotYet):
            writing.result(timeout=0.2)
        os.close(elsewhere)  # as when the other process ends
        writing.result(timeout=120)


def test_a_forked_process_has_a_turn_of_its_own(database: Path) -> None:
    write(connect(database), 1)  # the file is open here
    first = connect(database)
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    if not (child := os.fork()):
        fresh = connect(database, patience=0.1)
        try:
            write(fresh, 2)
        except OperationalError:
            os._exit(3)
        os._exit(0)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3
    first.rollback()


def test_a_database_in_memory_has_no_file(database: Path, tmp_path: Path) -> None:
    assert not list(Path.cwd().glob("*-turn"))
    assert [path.name for path in tmp_path.glob("*-turn")] == []
    write(connect(database), 1)
    assert [path.name for path in tmp_path.glob("*-turn")] == ["line.sqlite3-turn"]


@pytest.mark.parametrize("long", [False, True])
def test_places_and_percent_signs_are_worded_for_sqlite(database: Path, *, long: bool) -> None:
    """Kept or not, the same statement says the same with other values."""
    connection = connect(database)
    gap = " " * (LONGEST if long else 1)
    with connection.cursor() as cursor:
        for value in ("a", "b"):
            cursor.execute(f"SELECT %s, '100%%',{gap}%s", [value, 2])
            assert cursor.fetchall() == [(value, "100%", 2)]
        cursor.execute("SELECT %(one)s", {"one": 1})
        assert cursor.fetchall() == [(1,)]
        cursor.execute("SELECT '%s'")
        assert cursor.fetchall() == [("%s",)]
    connection.close()
