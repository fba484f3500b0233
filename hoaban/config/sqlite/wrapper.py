"""The connection: takes its turn before a transaction begins, gives it up when that ends."""

from threading import Lock
from typing import Any

from django.db.backends.sqlite3 import base as sqlite

_turns: dict[str, Lock] = {}


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """Django's own, with a turn. Whoever waits longer than `timeout` lets SQLite say so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self._holds: Lock | None = None

    def _take_turn(self) -> None:
        if self._holds is None:
            turn = _turns.setdefault(str(self.settings_dict["NAME"]), Lock())
            patience = float(self.settings_dict["OPTIONS"].get("timeout", 5))
            self._holds = turn if turn.acquire(timeout=patience) else None

    def _give_turn(self) -> None:
        held, self._holds = self._holds, None
        if held is not None:
            held.release()

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
