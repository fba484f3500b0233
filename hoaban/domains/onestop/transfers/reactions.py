"""What follows when money came, and when a fee is asked for no more."""

from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.transfers import actions, queries


def take(entry: Entry) -> None:
    """Record the fee as paid by what has come; harmless when it runs again."""
    actions.take(entry.subject_pk, by=queries.RECORDER, at=clock.now())


def close(entry: Entry) -> None:
    """Nobody is asked for a fee any more that was taken at the counter, or whose dossier ended."""
    dossier = dossiers.by_pk(entry.subject_pk)
    actions.close(dossier, by=queries.RECORDER, at=clock.now())
