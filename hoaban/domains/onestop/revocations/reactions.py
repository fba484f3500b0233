"""What follows for a result that was taken back from what becomes of the dossier that gives it
again."""

from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.revocations import actions, queries
from hoaban.domains.onestop.revocations.enums import Follows

KEEPER = actors.system("revocations")


def replace(entry: Entry) -> None:
    """Lead from the result that was taken back to the one that was given in its place."""
    actions.replace(entry.subject_pk, by=KEEPER, at=clock.now())


def open_refund(entry: Entry) -> None:
    """Let the counter decide on the fee where nothing was given in place of a result."""
    dossier = dossiers.by_pk(entry.subject_pk)
    goes_on = entry.verb == Event.RESULT_REVOKED and entry.facts["follows"] == Follows.REISSUE
    if dossier.corrects_id is not None and not goes_on:
        paid = queries.paid_for(dossier)
        faults = queries.faults([*paid, dossier])
        for first in paid[-1:]:
            actions.open_refund(first.pk, faults=faults, by=KEEPER, at=clock.now())


def reopen_refund(entry: Entry) -> None:
    """Let the counter decide on a debt too that was paid after that."""
    key = f"refund_opened:{entry.subject_pk}:{entry.pk}"
    actions.reopen_refund(entry.subject_pk, key=key, by=KEEPER, at=clock.now())
