"""What each sender's files took of the processor, so that nobody holds the checks for long."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from hoaban.core.refusals import Busy

DEAR_SECONDS: Final = 1.0  # of one file; what goes beyond is counted against who sent it
MOST_DEAR: Final = 6.0  # seconds of one sender
AMONG: Final = 4  # times as much is left to all who share a line: a school has one address
WINDOW_SECONDS: Final = 60.0  # in which they are counted
_held = threading.local()  # seconds of the processor that this thread's file has taken


def spent(seconds: float) -> None:
    """Count what a check of this thread's file took."""
    _held.seconds = getattr(_held, "seconds", 0.0) + seconds


@dataclass
class Senders:
    """What each sender's dear files took of the processor: nobody holds the lanes for long.

    How long a check waited for the processor is nobody's doing, so it is not counted.
    """

    free: float = DEAR_SECONDS
    most: float = MOST_DEAR
    window: float = WINDOW_SECONDS
    _dear: dict[str, list[tuple[float, float]]] = field(default_factory=dict)  # when, and seconds
    _alone: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def one(self, who: str, *, among: str = "") -> Iterator[None]:
        """Check what a sender (a client of the journal) sent. Refuses `Busy` to who must rest.

        `among` names those who share a line with a sender who is nobody we know: each rests for
        what was sent by itself, all of them when it was `AMONG` times as much together.
        """
        if self._of(who) > self.most or (among and self._of(among) > AMONG * self.most):
            raise Busy
        _held.seconds = 0.0
        try:
            yield
        finally:
            if (dear := _held.seconds - self.free) > 0:
                with self._alone:
                    for one in filter(None, (who, among)):
                        self._dear.setdefault(one, []).append((time.monotonic(), dear))

    def _of(self, who: str) -> float:
        """The seconds of one sender in the window that ends now; older ones are forgotten."""
        since = time.monotonic() - self.window
        with self._alone:
            for one, dear in list(self._dear.items()):
                self._dear[one] = [each for each in dear if each[0] > since]
                if not self._dear[one]:
                    del self._dear[one]
            return sum(seconds for _at, seconds in self._dear.get(who, []))


SENDERS: Final = Senders()
