"""Read the journal: timelines, earlier answers, what came after."""

from django.db import models
from django.db.models import QuerySet

from hoaban.core.journal.models import Entry


def of(subject: models.Model) -> QuerySet[Entry]:
    """Everything that happened to one record, oldest first."""
    return Entry.objects.filter(subject=subject._meta.label, subject_pk=subject.pk).order_by("id")


def earlier(client: str, key: str | None) -> Entry | None:
    """The entry a client wrote before under the same transaction id, if it gave one."""
    if key is None:
        return None
    return Entry.objects.filter(client=client, key=key).first()


def after(pk: int) -> QuerySet[Entry]:
    """Entries written after one, oldest first.

    On PostgreSQL a lower key may be committed later than a higher one: whoever follows the journal
    with this must look back over some minutes and know what was seen.
    """
    return Entry.objects.filter(pk__gt=pk).order_by("id")
