"""What follows an entry. Config connects it once; nobody else does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hoaban.core.journal.models import Entry

Hook = Callable[[Entry], object]


def nothing(entry: Entry) -> None:
    """Follow an entry with nothing at all."""


class _Connected:
    within: Hook = staticmethod(nothing)
    later: Hook = staticmethod(nothing)


def connect(*, within: Hook = nothing, later: Hook = nothing) -> None:
    """Set what follows each entry, in place of what was set before.

    `within(entry)` runs at once in the writer's transaction (kept sums only); `later(entry)` queues
    jobs in the same transaction.
    """
    _Connected.within, _Connected.later = staticmethod(within), staticmethod(later)


@contextmanager
def connected(*, within: Hook = nothing, later: Hook = nothing) -> Iterator[None]:
    """Set other hooks for a while: a replay that queues nothing, a test."""
    before = _Connected.within, _Connected.later
    connect(within=within, later=later)
    try:
        yield
    finally:
        connect(within=before[0], later=before[1])


def follow(entry: Entry) -> None:
    """Run what is connected, in the writer's transaction."""
    _Connected.within(entry)
    _Connected.later(entry)
