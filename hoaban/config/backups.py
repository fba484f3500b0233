"""The house backs itself up: database and files, copied while everything runs."""

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from hoaban.config import locking, seals
from hoaban.core import clock

KEEP = 14
NAMED = "%Y%m%dT%H%M%SZ"
OURS = re.compile(r"(\d{6,})-(\d{8}T\d{6}Z)", re.ASCII)
MANIFEST = "SHA256SUMS"  # as `sha256sum -c` reads it
LAST_SEAL = "LAST-SEAL"  # number and digest: what the journal must still hold
_DIGEST = re.compile(r"[0-9a-f]{64}")
PART = ".part"  # ends the name of what is not whole yet
ABANDONED = 24 * 3600.0  # seconds after which a copy that was cut short is cleared away
# A copy's file by the kind of database: one is opened as it lies, the other by pg_restore.
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class NotBackedUp(Exception):
    """A copy could not be made; the message says why."""


def make(folder: Path | None = None, *, keep: int = KEEP, last_seal: str = "") -> Path:
    """Make one copy, named by its number and machine time (UTC); remove the oldest beyond `keep`.

    A copy is a folder: `database.sqlite3` or `database.dump` (pg_restore), `store/` (files never
    change: hard links where the file system allows), the installation's secret, the keys of its
    local authority, the `last_seal` that the journal had before, and `SHA256SUMS`. It has its name
    only when it is whole. The number counts, not the time: a wrong clock overwrites and removes
    nothing good. Raises NotBackedUp.
    """
    folder = folder or settings.VAR / "backups"
    number = number_of(_copies(folder)[-1]) + 1 if _copies(folder) else 1
    target = folder / f"{number:06d}-{clock.machine_now():{NAMED}}"
    partial = target.with_suffix(".partial")
    try:
        _clear_away(folder)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True, mode=0o700)
        _copy_database(partial)  # first: a file lies in the store before a row names it
        _copy_files(Path(settings.MEDIA_ROOT), partial / "store")
        _copy_keys(partial)
        (partial / LAST_SEAL).write_text(f"{last_seal}\n")
        _write_manifest(partial)
        partial.rename(target)
        flush(folder)
    except (OSError, sqlite3.Error) as error:
        raise NotBackedUp(f"no copy was made: {error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)  # on a full disk it would keep it full
    for old in _copies(folder)[:-keep]:
        shutil.rmtree(old)
    return target


def flush(place: Path) -> None:
    """Power may fail: what lies there, or a folder's list of names, must be on the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_locked(copy: Path, folder: Path, words: bytes, *, keep: int = KEEP) -> Path:
    """Write a copy as one locked file in a folder elsewhere; remove the oldest beyond `keep`.

    Raises NotBackedUp.
    """
    target = folder / f"{copy.name}{locking.ENDING}"
    try:
        _clear_away(folder)
        locking.lock(copy, target, words)
    except OSError as error:
        raise NotBackedUp(f"no locked copy was made: {error}") from error
    ours = [path for path in folder.iterdir() if _is_locked(path)]
    for old in sorted(ours, key=lambda path: (number_of(path), path.name))[:-keep]:
        old.unlink()
    return target


def _is_locked(path: Path) -> bool:
    """Whether a file was named by us: nothing else is removed."""
    name = path.name.removesuffix(locking.ENDING)
    return name != path.name and OURS.fullmatch(name) is not None and path.is_file()


def _clear_away(folder: Path) -> None:
    """Take away what a stop in the middle of an earlier copy left, a folder or a locked file."""
    oldest = clock.machine_now().timestamp() - ABANDONED
    for partial in folder.glob("*.partial"):
        if not OURS.match(partial.name) or partial.stat().st_mtime >= oldest:
            continue
        if partial.is_dir():
            shutil.rmtree(partial)
        else:
            partial.unlink()


def newest() -> Path | None:
    """The last whole copy in the usual folder."""
    return next(reversed(_copies(settings.VAR / "backups")), None)


def made_at(copy: Path) -> datetime:
    """When a copy was made, by its name."""
    return datetime.strptime(copy.name.rpartition("-")[2], NAMED).replace(tzinfo=UTC)


def number_of(copy: Path) -> int:
    """How many copies were made before this one, by its name; and one."""
    return int(copy.name.partition("-")[0])


def is_whole(folder: Path) -> bool:
    """Whether a folder is a copy that was finished, wherever it lies and however it is called."""
    found = any((folder / name).exists() for name in DATABASES.values())
    return found and (folder / MANIFEST).exists() and folder.suffix != ".partial"


def _is_ours(folder: Path) -> bool:
    """Whether a folder was named by us: nothing else is counted, and nothing else removed."""
    return OURS.fullmatch(folder.name) is not None and is_whole(folder)


def lost_seals() -> list[str]:
    """The usual copies whose last seal the journal does not hold as it was, by name."""
    copies = [copy for copy in _copies(settings.VAR / "backups") if (copy / LAST_SEAL).exists()]
    return [copy.name for copy in copies if not seals.holds((copy / LAST_SEAL).read_text())]


def _copies(folder: Path) -> list[Path]:
    """All of ours, in the order in which they were made."""
    if not folder.exists():
        return []
    ours = [path for path in folder.iterdir() if _is_ours(path)]
    return sorted(ours, key=lambda path: (number_of(path), path.name))


def _write_manifest(copy: Path) -> None:
    """The digest of every file of a copy. Stored files are named by theirs: none is read again."""
    lines = [
        f"{_named_digest(path) or digest(path)}  {path.relative_to(copy)}" for path in _files(copy)
    ]
    (copy / MANIFEST).write_text("".join(f"{line}\n" for line in lines))
    for own in copy.iterdir():  # the bytes of stored files have long been on the disk
        flush(own)


def _files(copy: Path) -> list[Path]:
    return sorted(path for path in copy.rglob("*") if path.is_file() and path.name != MANIFEST)


def _named_digest(path: Path) -> str:
    return path.name if _DIGEST.fullmatch(path.name) else ""


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def faults(copy: Path) -> Iterator[str]:
    """What of a copy is missing or is not as it was copied, file by file."""
    for line in (copy / MANIFEST).read_text().splitlines():
        expected, _, name = line.partition("  ")
        if not (copy / name).is_file():
            yield f"{name} is missing"
        elif digest(copy / name) != expected:
            yield f"{name} is damaged"


def _copy_database(target: Path) -> None:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(f"file:{database['NAME']}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target / DATABASES["sqlite"])) as copy,
        ):
            source.backup(copy)  # in one go: in steps, each write meanwhile begins it anew
            if copy.execute("pragma quick_check").fetchone() != ("ok",):
                raise NotBackedUp("the copied database is damaged")
        return
    dump = shutil.which("pg_dump")
    if dump is None:
        raise NotBackedUp("pg_dump is missing: apt-get install postgresql-client")
    command = [
        dump,
        "--format=custom",
        "--schema=public",
        f"--file={target / DATABASES['postgresql']}",
    ]
    done = subprocess.run(  # noqa: S603  our own arguments
        command, env=postgresql(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotBackedUp(done.stderr.strip())


def postgresql() -> dict[str, str]:
    """The environment in which PostgreSQL's programs find the house's database."""
    named = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    known = {name: str(connection.settings_dict[key]) for name, key in named.items()}
    return {**os.environ, **{name: value for name, value in known.items() if value}}


def _copy_keys(target: Path) -> None:
    if (secret := settings.VAR / "secret").exists():
        shutil.copy2(secret, target / "secret")
    if (authority := settings.VAR / "ca").exists():
        shutil.copytree(authority, target / "ca")


def link_or_copy(source: str, target: str) -> None:
    """The same file under another name, or a copy where the file system has no such names: never
    half of it under that name.
    """
    try:
        os.link(source, target)
    except OSError:
        part = Path(f"{target}{PART}")
        try:
            shutil.copy2(source, part)
            flush(part)
            part.rename(target)
        finally:
            part.unlink(missing_ok=True)


def _copy_files(source: Path, target: Path) -> None:
    if source.exists():
        uploads = shutil.ignore_patterns("incoming")  # on their way in, gone at any moment
        shutil.copytree(source, target, copy_function=link_or_copy, ignore=uploads)
    else:
        target.mkdir()
