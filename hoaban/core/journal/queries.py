"""Read the journal: timelines, earlier answers, what came after."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection, models
from django.db.models import QuerySet

from hoaban.core.journal.models import Entry, Seal

LOOKED_AT = 1000  # of the newest entries, for the latest moment


def of(subject: models.Model) -> QuerySet[Entry]:
    """Everything that happened to one record, oldest first."""
    return Entry.objects.filter(subject=subject._meta.label, subject_pk=subject.pk).order_by("id")


def last_by(of: type[models.Model], pks: Collection[int], verb: str) -> dict[int, str]:
    """Who did this last to each of many records of one kind, by their keys: one query."""
    return dict(of_each(of, pks, verb).values_list("subject_pk", "by"))


def of_each(of: type[models.Model], pks: Collection[int], verb: str) -> QuerySet[Entry]:
    """This verb of many records of one kind, by their keys, oldest first."""
    found = Entry.objects.filter(subject=of._meta.label, subject_pk__in=pks, verb=verb)
    return found.order_by("id")


def earlier(client: str, key: str | None) -> Entry | None:
    """The entry a client wrote before under the same transaction id, if it gave one."""
    return Entry.objects.get(client=client, key=key) if is_written(client, key) else None


def is_written(client: str, key: str | None) -> bool:
    """Whether a client wrote an entry under this transaction id: every action asks, so in raw."""
    if key is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN, [client, key])
        return cursor.fetchone() is not None


_WRITTEN = "SELECT 1 FROM journal_entry WHERE client = %s AND key = %s"


def after(pk: int) -> QuerySet[Entry]:
    """Entries written after one, oldest first.

    On PostgreSQL a lower key may be committed later than a higher one: whoever follows the journal
    with this must look back over some minutes and know what was seen.
    """
    return Entry.objects.filter(pk__gt=pk).order_by("id")


def newest_at() -> datetime | None:
    """The business time of the newest entry of a person; None where nobody did anything yet.

    What the system did by itself does not count: content is loaded before a demo's day is set.
    """
    newest = Entry.objects.order_by("-id").values_list("by", "at")[:LOOKED_AT]
    return next((at for by, at in newest if not by.startswith("system:")), None)


def latest_moment() -> datetime | None:
    """The machine's time at which something was surely written: its clock is not before that now.

    The newest seal's moment, or a later one among the newest entries that no seal covers yet.
    """
    seals = Seal.objects.order_by("-number").values_list("sealed_at", flat=True)
    tail = Entry.objects.filter(seal__isnull=True).order_by("-id")
    moments = list(tail.values_list("recorded_at", flat=True)[:LOOKED_AT])
    return max([*moments, *seals[:1]], default=None)
