"""The connection: takes its turn before a transaction begins, gives it up when that ends.

The threads of one process queue at a lock; the one in front queues with other processes at a file
beside the database. SQLite's own waiting sleeps up to a tenth of a second between looks, while
others come and go: with two processes the unlucky waited four times as long.
"""

import fcntl
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.db.backends.sqlite3 import base as sqlite

LOOK_EVERY = 0.0005  # seconds


class _Turn:
    """Who may write: one thread of one process."""

    def __init__(self, path: str) -> None:
        self._path, self._threads, self._file = path, Lock(), -1

    def take(self, patience: float) -> bool:
        """Whether it is this thread's; whoever waits longer lets SQLite say so."""
        deadline = time.monotonic() + patience
        if not self._threads.acquire(timeout=patience):
            return False
        with suppress(OSError):  # a full disk: SQLite's own lock still holds
            while not self._is_ours() and time.monotonic() < deadline:
                time.sleep(LOOK_EVERY)
        return True

    def _is_ours(self) -> bool:
        """Whether no other process has it; a database in memory has no other process."""
        if not Path(self._path).is_absolute():
            return True
        if self._file < 0:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def give(self) -> None:
        if self._file >= 0:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()


LONGEST = 10_000  # signs of a statement whose wording for SQLite is kept


class Cursor(sqlite.SQLiteCursorWrapper):
    """Django's own, which words the places of a statement for SQLite anew each time it comes: for a
    long one that took longer than its answer, so it is kept.
    """

    def convert_query(self, query: str, *, param_names: Sequence[str] | None = None) -> str:
        if param_names is None and len(query) <= LONGEST:
            return _worded(query)
        return super().convert_query(query, param_names=param_names)


@lru_cache(maxsize=1024)
def _worded(query: str) -> str:
    return sqlite.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


_turns: dict[tuple[int, str], _Turn] = {}  # by process too: a fork must open the file anew


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """Django's own, with a turn. Whoever waits longer than `timeout` lets SQLite say so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self._holds: _Turn | None = None

    def create_cursor(self, name: str | None = None) -> Cursor:
        """A cursor, which SQLite gives no name."""
        del name
        return self.connection.cursor(factory=Cursor)  # type: ignore[no-any-return]

    def _take_turn(self) -> None:
        if self._holds is None:
            name = f"{self.settings_dict['NAME']}-turn"
            turn = _turns.setdefault((os.getpid(), name), _Turn(name))
            patience = float(self.settings_dict["OPTIONS"].get("timeout", 5))
            self._holds = turn if turn.take(patience) else None

    def _give_turn(self) -> None:
        held, self._holds = self._holds, None
        if held is not None:
            held.give()

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # not in the stubs
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc] # not in the stubs
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # not in the stubs
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc] # not in the stubs
        finally:
            self._give_turn()
