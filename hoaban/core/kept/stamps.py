"""The stamp of each kind of content: set by its load, asked for by whatever remembers it."""

import secrets
import time

from hoaban.core.kept.models import ContentStamp

CHECK_EVERY = 5.0  # seconds until a process notices content that another process loaded

_flags: dict[str, tuple[str, float]] = {}  # name: its stamp, and until when it is believed


def is_loaded(name: str, digest: str) -> bool:
    """Whether files with this digest are what was loaded last."""
    return ContentStamp.objects.filter(name=name, digest=digest).exists()


def stamp(name: str, *, digest: str) -> None:
    """Say, in the transaction of a load, that the content of this name is loaded anew."""
    stamped = {"digest": digest, "stamp": secrets.token_hex(16)}
    ContentStamp.objects.update_or_create(name=name, defaults=stamped)
    _flags.pop(name, None)


def touch(name: str) -> None:
    """Say, in the transaction of an action, that rows under this name were changed by hand."""
    ContentStamp.objects.filter(name=name).update(stamp=secrets.token_hex(16))
    _flags.pop(name, None)


def current(name: str, known: str | None = None) -> str:
    """The stamp of the last load, empty before any; the one known while its flag still stands.

    The flag lasts a few seconds in this process; then the table is asked. Asked many times for
    each request, so it is a look into a dictionary.
    """
    flag, until = _flags.get(name, ("", 0.0))
    if known and flag == known and time.monotonic() < until:
        return known
    found = ContentStamp.objects.filter(name=name).values_list("stamp", flat=True)
    stamp = next(iter(found), "")
    if stamp:
        _flags[name] = stamp, time.monotonic() + CHECK_EVERY
    return stamp


def forget() -> None:
    """Believe no flag any more: the table is asked anew."""
    _flags.clear()
