"""The empty tables of SQLite, migrated once for as long as migrations and packages stay."""

import hashlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

FOLDER = Path(settings.ROOT) / ".pytest_cache"
DECIDING = ("requirements.txt", "hoaban/config/settings.py", "hoaban/**/migrations/*.py")


def place() -> Path:
    """The file for exactly these migrations; whoever changes one reads another file."""
    total = hashlib.sha256()
    for pattern in DECIDING:
        for path in sorted(Path(settings.ROOT).glob(pattern)):
            total.update(f"{path.relative_to(settings.ROOT)} {path.stat().st_size}\n".encode())
            total.update(path.read_bytes())
    return FOLDER / f"tables-{total.hexdigest()[:16]}.sqlite3"


def migrating(call: Callable[..., Any]) -> Callable[..., Any]:
    """`call_command` that copies the tables instead of migrating where they stand ready."""

    def called(command: str, *arguments: object, **options: object) -> Any:  # noqa: ANN401
        if command != "migrate" or connection.vendor != "sqlite":
            return call(command, *arguments, **options)
        kept = place()
        if not kept.exists():
            call(command, *arguments, **options)
            _keep(kept)
            return None
        connection.ensure_connection()
        file = sqlite3.connect(kept)
        file.backup(connection.connection)
        file.close()
        return None

    return called


def _keep(kept: Path) -> None:
    """Put a whole file in the place at once: several processes may do so.

    What another process is drafting has another ending and is left alone.
    """
    FOLDER.mkdir(exist_ok=True)
    for older in set(FOLDER.glob("tables-*.sqlite3")) - {kept}:
        older.unlink(missing_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    file = sqlite3.connect(draft)
    connection.ensure_connection()
    connection.connection.backup(file)
    file.close()
    draft.replace(kept)
