"""The house backs itself up: database and files, copied while everything runs."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

from hoaban.core import clock

KEEP = 14


class NotBackedUp(Exception):
    """A copy could not be made; the message says why."""


def make(folder: Path | None = None, *, keep: int = KEEP) -> Path:
    """Make one copy, named by machine time (UTC); remove the oldest beyond `keep`.

    A copy is a folder: `database.sqlite3` or `database.dump` (pg_restore), `store/` (files never
    change: hard links where the file system allows), the installation's secret and the keys of its
    local authority. It has its name only when it is whole.
    """
    folder = folder or settings.VAR / "backups"
    target = folder / f"{clock.machine_now():%Y%m%dT%H%M%SZ}"
    partial = target.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True, mode=0o700)
    _copy_database(partial)
    _copy_files(Path(settings.MEDIA_ROOT), partial / "store")
    _copy_keys(partial)
    partial.rename(target)
    for old in _copies(folder)[:-keep]:
        shutil.rmtree(old)
    return target


def newest() -> Path | None:
    """The last whole copy in the usual folder."""
    folder = settings.VAR / "backups"
    return next(reversed(_copies(folder)), None) if folder.exists() else None


def _copies(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.suffix)


def _copy_database(target: Path) -> None:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(f"file:{database['NAME']}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target / "database.sqlite3")) as copy,
        ):
            source.backup(copy, pages=4096)
            if copy.execute("pragma quick_check").fetchone() != ("ok",):
                raise NotBackedUp("the copied database is damaged")
        return
    dump = shutil.which("pg_dump")
    if dump is None:
        raise NotBackedUp("pg_dump is missing: apt-get install postgresql-client")
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    known = {name: str(database[key]) for name, key in named.items() if database[key]}
    command = [dump, "--format=custom", f"--file={target / 'database.dump'}", database["NAME"]]
    done = subprocess.run(  # noqa: S603  our own arguments
        command, env={**os.environ, **known}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotBackedUp(done.stderr.strip())


def _copy_keys(target: Path) -> None:
    if (secret := settings.VAR / "secret").exists():
        shutil.copy2(secret, target / "secret")
    if (authority := settings.VAR / "ca").exists():
        shutil.copytree(authority, target / "ca")


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _copy_files(source: Path, target: Path) -> None:
    if source.exists():
        shutil.copytree(source, target, copy_function=_link_or_copy)
    else:
        target.mkdir()
