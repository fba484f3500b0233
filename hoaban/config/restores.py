"""A copy put back: what stood there before is put aside, never thrown away."""

import shutil
import sqlite3
import subprocess
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from hoaban.config import backups, locking, supervisor
from hoaban.core import clock

MOST_NAMED = 5  # of the faults of a copy


class NotRestored(Exception):
    """Nothing was put back; the message says why."""


def put_back(copy: Path) -> str:
    """Put database, files, secret and keys of a copy in place: where the old ones lie now.

    Raises NotRestored, and then everything stands as it stood.
    """
    _check(copy)
    aside = settings.VAR / f"before-{clock.machine_now():{backups.NAMED}}"
    try:
        where = _put_all(copy, aside)
    except OSError as error:
        raise NotRestored(f"nothing was put back: {error}") from error
    (settings.VAR / "stamps" / "content").unlink(missing_ok=True)  # the copy's may be older
    return f"{where}; {aside}"


def _put_all(copy: Path, aside: Path) -> str:
    """Everything of a copy comes to its place, or nothing: where the database before lies now."""
    aside.mkdir(mode=0o700)
    with ExitStack() as undo:
        undo.callback(aside.rmdir)
        _add_files(copy / "store")
        for name in ("secret", "ca"):
            _move(settings.VAR / name, aside / name, undo)
            undo.callback(_remove, settings.VAR / name)
            _copy(copy / name, settings.VAR / name)
        connection.close()
        database = {"sqlite": _swap_sqlite, "postgresql": _swap_postgresql}[connection.vendor]
        where = database(copy / backups.DATABASES[connection.vendor], aside, undo)
        undo.pop_all()
    return where


def put_back_locked(locked: Path, words: bytes) -> str:
    """The same for a locked copy, which is unlocked beside the data and removed again.

    Raises NotRestored, and then everything stands as it stood.
    """
    if not locked.is_file():
        raise NotRestored(f"{locked} is no locked copy: name a file {locking.ENDING}")
    with TemporaryDirectory(prefix="unlocked-", dir=settings.VAR) as folder:
        try:
            return put_back(locking.unlock(locked, Path(folder), words))
        except locking.NotUnlocked as error:
            raise NotRestored(str(error)) from error


def _check(copy: Path) -> None:
    """Is it a whole copy, of this kind of database, and does nobody work here now?"""
    if copy.name.endswith(locking.ENDING):
        raise NotRestored(f"{copy} is locked: name the file with its passphrase, --lock FILE")
    if not backups.is_whole(copy):
        raise NotRestored(f"{copy} is no copy: name a folder as under {settings.VAR / 'backups'}")
    if not (copy / backups.DATABASES[connection.vendor]).exists():
        raise NotRestored(f"{copy} is not of {connection.vendor}, which HOABAN_DATABASE names")
    if wrong := list(islice(backups.faults(copy), MOST_NAMED)):
        raise NotRestored(f"{copy} is not whole: {'; '.join(wrong)}")
    if not supervisor.is_free(settings.HOABAN_PORT):
        raise NotRestored(f"the house is open on port {settings.HOABAN_PORT}: stop it first")


def _move(place: Path, aside: Path, undo: ExitStack) -> None:
    """Put a file or folder aside; taken back when something fails later."""
    if place.exists():
        place.rename(aside)
        undo.callback(_take_back, aside, place)


def _take_back(aside: Path, place: Path) -> None:
    _remove(place)
    aside.rename(place)


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _copy(source: Path, place: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, place)
    elif source.exists():
        shutil.copy2(source, place)


def _add_files(store: Path) -> None:
    """Files are named by their digest: those that are there already are the same."""
    for source in store.rglob("*"):
        place = Path(settings.MEDIA_ROOT) / source.relative_to(store)
        if source.is_file() and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            backups.link_or_copy(str(source), str(place))


def _swap_sqlite(file: Path, aside: Path, undo: ExitStack) -> str:
    _check_whole(file)
    place = Path(connection.settings_dict["NAME"])
    made = place.with_name(f"{place.name}{backups.PART}")
    undo.callback(_remove, made)
    shutil.copy2(file, made)  # what takes long comes before the moment without a database
    backups.flush(made)
    for ending in ("-wal", "-shm", ""):  # a log left beside another database would be read into it
        name = f"{place.name}{ending}"
        _move(place.with_name(name), aside / name, undo)
    undo.callback(_remove, place)
    made.rename(place)
    backups.flush(place.parent)
    return f"the database before: {aside / place.name}"


def _check_whole(file: Path) -> None:
    """Raise NotRestored for a file that was damaged where it was kept."""
    try:
        with closing(sqlite3.connect(f"file:{file}?immutable=1", uri=True)) as opened:
            found = opened.execute("pragma quick_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise NotRestored(f"{file} is damaged: {error}") from error
    if found != ("ok",):
        raise NotRestored(f"{file} is damaged: {found[0]}")


def _swap_postgresql(file: Path, _aside: Path, undo: ExitStack) -> str:
    """The old tables stay in a schema of their own; the copy comes into a new, empty one."""
    program = shutil.which("pg_restore")
    if program is None:
        raise NotRestored("pg_restore is missing: apt-get install postgresql-client")
    old = f"before_{clock.machine_now():{backups.NAMED}}".lower()
    try:
        _tell(f'ALTER SCHEMA public RENAME TO "{old}"', "CREATE SCHEMA public")
    except DatabaseError as error:
        raise NotRestored(f"the tables cannot be put aside: {error}") from error
    back = "DROP SCHEMA public CASCADE", f'ALTER SCHEMA "{old}" RENAME TO public'
    undo.callback(_tell, *back)
    named = ("--schema=public", "--no-owner", "--no-privileges", "--exit-on-error")
    into = f"--dbname={connection.settings_dict['NAME']}"
    done = subprocess.run(  # noqa: S603  our own arguments
        [program, *named, into, str(file)],
        env=backups.postgresql(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotRestored(done.stderr.strip())
    return f'the tables before: schema "{old}" (DROP SCHEMA "{old}" CASCADE frees its room)'


def _tell(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
