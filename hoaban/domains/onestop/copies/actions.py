"""Issues a result with the copies that were asked for, and lets the applicant have them."""

from datetime import datetime

from hoaban.core import clock
from hoaban.core.people.actors import Actor
from hoaban.domains.documents import actions as documents
from hoaban.domains.onestop.copies import queries
from hoaban.domains.onestop.dossiers.enums import Money, Outcome
from hoaban.domains.onestop.dossiers.models import Dossier


def issue(dossier: Dossier, *, by: Actor, at: datetime, is_drawn_when_wanted: bool) -> None:
    """Sign the result and the copies that were asked for, each with a number of its own.

    Whoever signs the result signs its copies. [ND30/2020 Đ13] A negative result has none: nothing
    is asked for them any more, and what was paid for them goes back.
    """
    if dossier.result_id is None:
        return
    if dossier.outcome == Outcome.NEGATIVE:
        forgo_fee(dossier)
    later = is_drawn_when_wanted
    result = documents.issue(dossier.result_id, by=by, at=at, is_drawn_when_wanted=later)
    for place in queries.places(dossier):
        made = queries.copy_of(result, dossier, place, symbol=result.symbol, on=clock.day(at))
        kept = documents.draft(
            kind=made.kind,
            agency=made.agency,
            subject=made.subject,
            content=made.content,
            template=made.template,
            signer_post=None,
            by=by,
            at=at,
            is_synthetic=made.is_synthetic,
            copy_of=result,
            case=dossier.case,
        )
        documents.issue(kept.pk, by=by, at=at, is_drawn_when_wanted=later)


def forgo_fee(dossier: Dossier) -> None:
    """Nothing is asked any more for copies that a negative result does not have; what was paid for
    them goes back. Called inside the action of a room, which records.
    """
    lines = queries.charged(dossier)
    lapsed = sum(line["amount"] for line in lines)
    if lapsed and dossier.money == Money.PAID:
        dossier.money = Money.OWED
    elif lapsed and dossier.money == Money.ASKED:
        dossier.fee_lines = [line for line in dossier.fee_lines if line not in lines]
        dossier.fee_amount -= lapsed
        dossier.money = Money.ASKED if dossier.fee_amount else Money.NONE
    dossier.save(update_fields=["money", "fee_amount", "fee_lines"])


def release(dossier: Dossier, *, by: Actor, at: datetime) -> None:
    """The applicant may read the result and its copies."""
    if dossier.result_id is None:
        return
    for pk in (dossier.result_id, *(one.pk for one in queries.of(dossier))):
        documents.release(pk, to=f"dossier:{dossier.reference}", by=by, at=at)
