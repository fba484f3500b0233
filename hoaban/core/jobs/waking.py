"""How the worker hears of a new job at once: a datagram to a socket named by the data's folder.

Only a hint: a worker on another machine does not hear it and looks by itself every second.
"""

import hashlib
import select
import socket
from contextlib import suppress
from typing import Self

from django.conf import settings
from django.db import transaction

_DEAF = 0.1  # seconds between looks of a second worker, or without such sockets
_DRAIN = 64  # bytes: what is said does not matter


def _address() -> str:
    """A name without a file (Linux): nothing is left behind, and a long path does not matter."""
    folder = hashlib.sha256(str(settings.VAR).encode()).hexdigest()[:16]
    return f"\0hoaban-jobs-{folder}"


def after_commit() -> None:
    """Wake the worker once what the transaction queued can be seen."""
    transaction.on_commit(wake, robust=True)


def wake() -> None:
    """Wake the worker now, if one listens; never waits."""
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.setblocking(False)  # noqa: FBT003 - the library's only form
        line.sendto(b".", _address())


class Ear:
    """Where a worker hears that there is work; one that cannot hear looks more often."""

    def __init__(self) -> None:
        self._line: socket.socket | None = None

    def __enter__(self) -> Self:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        line.setblocking(False)  # noqa: FBT003 - the library's only form
        try:
            line.bind(_address())
        except OSError:
            line.close()
        else:
            self._line = line
        return self

    def __exit__(self, *error: object) -> None:
        if self._line is not None:
            self._line.close()

    def wait(self, seconds: float) -> None:
        """Until somebody wakes us, at most so long."""
        if self._line is None:
            select.select([], [], [], min(seconds, _DEAF))
            return
        if select.select([self._line], [], [], seconds)[0]:
            with suppress(BlockingIOError):
                while self._line.recv(_DRAIN):
                    pass
