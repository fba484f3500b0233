"""A real write, now and then: the only way to know that something can be written."""

import os
import time
from threading import Lock

from django.conf import settings

from hoaban.core.http import throttle

EVERY = 5.0  # seconds: whoever asks meanwhile hears what the last write said
BYTES = 64 * 1024  # more than the room a full disk keeps for a log that is begun again
_turn = Lock()
_seen: dict[str, float] = {}


def try_it() -> None:
    """Write a file and a row, at most once in five seconds. Raises OSError or DatabaseError."""
    with _turn:
        if time.monotonic() < _seen.get("until", 0.0):
            return
        _write_file()
        _write_row()
        _seen["until"] = time.monotonic() + EVERY


def forget() -> None:
    """Ask anew at once."""
    _seen.clear()


def _write_file() -> None:
    place = settings.VAR / f".healthz-{os.getpid()}"
    settings.VAR.mkdir(parents=True, exist_ok=True)
    try:
        with place.open("wb") as file:
            file.write(os.urandom(BYTES))
            file.flush()
            os.fsync(file.fileno())
    finally:
        place.unlink(missing_ok=True)


def _write_row() -> None:
    throttle.count("healthz", "", seconds=3600)
