"""The stamp of each kind of content: set by its load, asked for by whatever remembers it."""

import secrets

from django.core.cache import cache

from hoaban.core.kept.models import ContentStamp

CHECK_EVERY = 5.0  # seconds until a process notices content that another process loaded


def _flag(name: str) -> str:
    return f"kept.{name}"


def is_loaded(name: str, digest: str) -> bool:
    """Whether files with this digest are what was loaded last."""
    return ContentStamp.objects.filter(name=name, digest=digest).exists()


def stamp(name: str, *, digest: str) -> None:
    """Say, in the transaction of a load, that the content of this name is loaded anew."""
    stamped = {"digest": digest, "stamp": secrets.token_hex(16)}
    ContentStamp.objects.update_or_create(name=name, defaults=stamped)
    cache.delete(_flag(name))


def touch(name: str) -> None:
    """Say, in the transaction of an action, that rows under this name were changed by hand."""
    ContentStamp.objects.filter(name=name).update(stamp=secrets.token_hex(16))
    cache.delete(_flag(name))


def current(name: str, known: str | None = None) -> str:
    """The stamp of the last load, empty before any; the one known while its flag still stands.

    The flag in Django's cache lasts a few seconds; then the table is asked.
    """
    if known and cache.get(_flag(name)) == known:
        return known
    found = ContentStamp.objects.filter(name=name).values_list("stamp", flat=True)
    stamp = next(iter(found), "")
    if stamp:
        cache.set(_flag(name), stamp, CHECK_EVERY)
    return stamp
