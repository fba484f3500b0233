"""Read the journal: timelines, earlier answers, what came after."""

from django.db import connection, models
from django.db.models import QuerySet

from hoaban.core.journal.models import Entry


def of(subject: models.Model) -> QuerySet[Entry]:
    """Everything that happened to one record, oldest first."""
    return Entry.objects.filter(subject=subject._meta.label, subject_pk=subject.pk).order_by("id")


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
