"""Reads results that were taken back, and what gives them again; freezes the notice."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hoaban.core import clock
from hoaban.core.people.actors import Actor
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.copies import queries as copies
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Money, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import dong
from hoaban.domains.onestop.papers.queries import (
    Sheet,
    paper_head,
    paper_moment,
    paper_signer,
)
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.revocations import rules
from hoaban.domains.onestop.revocations.enums import Fault
from hoaban.domains.onestop.revocations.models import Revocation
from hoaban.domains.procedures.catalogue import queries as catalogue


@dataclass(frozen=True, slots=True)
class Standing:
    """What was taken back of a dossier, what gives it again, and what it gives again itself."""

    revoked: Revocation | None
    given_again_by: Dossier | None
    gives_again: Dossier | None
    replaced_by: Document | None  # what was issued in place of the result that is gone


def standing(dossier: Dossier) -> Standing:
    """As the pages of the dossier show it: a query where nothing was taken back."""
    revoked = of(dossier) if dossier.state == State.REVOKED else None
    before = Dossier.objects.filter(pk=dossier.corrects_id).first() if dossier.corrects_id else None
    gone = dossiers.issued_result(dossier) if revoked else None
    again = correction_of(dossier) if revoked else None
    return Standing(revoked, again, before, gone.replaced_by if gone else None)


def of(dossier: Dossier) -> Revocation | None:
    """How the result of a dossier was taken back; None where it was not."""
    return Revocation.objects.select_related("paper").filter(dossier=dossier).first()


def correction_of(dossier: Dossier) -> Dossier | None:
    """The dossier that gives the result again; None where none was opened."""
    return Dossier.objects.filter(corrects=dossier).first()


def gives_the_fee_back(dossier: Dossier) -> bool:
    """Whether all that was paid goes back, or may: the agency erred, and gave nothing in its place,
    or opened what ended without a result.
    """
    found = of(dossier) if dossier.state == State.REVOKED else None
    if found is None:
        return False
    return rules.gives_all_back(found.fault, found.follows) or found.refund_opened_at is not None


def paid_for(dossier: Dossier) -> list[Dossier]:
    """The dossiers that this one gives again without a fee of its own, one after the other, back to
    that whose fee pays for all of them. None where it was charged, or where the applicant's fault
    ended what the fee was for.
    """
    found: list[Dossier] = []
    while dossier.corrects_id is not None and not dossier.fee_amount:
        dossier = Dossier.objects.get(pk=dossier.corrects_id)
        if Fault.APPLICANT in faults([dossier]):
            break
        found.append(dossier)
    return found


def faults(found: Collection[Dossier]) -> set[str]:
    """Whose fault it was that the results of these were taken back."""
    return set(Revocation.objects.filter(dossier__in=found).values_list("fault", flat=True))


def limit(dossier: Dossier, on: date) -> tuple[int, str]:
    """In what time the result of a dossier is given again: as its procedure's own law says, else
    as the limit of the day has it; that which the dossier had, where that day has none.
    """
    own = parameters.plan(dossier.revision_id).revision.clock.get("reissue")
    if own:
        return own[0], own[1]
    facts, variant = parameters.numbers_of(dossier.revision_id, dossier.variant_id, on)
    if facts.valid_from <= on and (facts.valid_to is None or on < facts.valid_to):
        found = catalogue.limit_in(facts, case=variant, channel=dossier.channel, on=on)
        return found.amount, found.unit
    return dossier.limit_amount or 0, dossier.limit_unit


@dataclass(frozen=True, slots=True)
class Told:
    """What the register says beside a dossier whose result was taken back."""

    on: date
    given_again_as: str  # the code of the dossier; empty where the agency gives nothing again


def told(case_pks: Collection[int]) -> Mapping[int, Told]:
    """The same for many dossiers, by their keys: two queries."""
    rows = Revocation.objects.filter(dossier__in=case_pks).values_list("dossier", "revoked_at")
    revoked = dict(rows)
    again = Dossier.objects.filter(corrects__in=revoked).values_list("corrects", "case__code")
    codes = dict(again)
    return {pk: Told(clock.day(at), codes.get(pk) or "") for pk, at in revoked.items()}


def notice(row: Revocation, correction: Dossier | None, *, by: Actor, at: datetime) -> Sheet:
    """What the applicant gets in writing: which result holds no more, why, what follows."""
    dossier: Dossier = row.dossier
    result = dossiers.issued_result(dossier)
    return (
        paper_head(dossier, by=by, at=at)
        | paper_signer(by)
        | {
            "result": result.subject if result else "",
            "result_symbol": result.symbol if result else "",
            "result_on": result.issued_on.isoformat() if result and result.issued_on else "",
            "reason": row.reason,
            "basis": row.basis,
            "again_code": correction.code if correction else "",
            "fault": FAULTS[Fault(row.fault)],
            "again_due": paper_moment(correction.due_at) if correction else "",
            "fee_note": _fee_note(row, correction),
        }
    )


FAULTS = {
    Fault.AGENCY: "do sai sót của cơ quan",
    Fault.APPLICANT: "do lỗi của người nộp hồ sơ",
    Fault.OTHER: "theo căn cứ khác, không phải do sai sót của cơ quan",
}


def _fee_note(row: Revocation, correction: Dossier | None) -> str:
    """What becomes of the fee, as the money stands after the revocation: all of it goes back, or
    what was paid for the copies of a negative result alone; and what it costs to give it again.
    """
    if correction is not None:
        asked = correction.fee_amount
        return f"Cấp lại thu {dong(asked)} đồng" if asked else "Cấp lại không thu phí, lệ phí"
    dossier: Dossier = row.dossier
    gone = dossier.fee_paid_back
    if dossier.money == Money.OWED:
        is_whole = rules.gives_all_back(row.fault, row.follows)
        back = (dossier.fee_amount if is_whole else copies.amount(dossier)) - gone
        before = f"Đã hoàn trả {dong(gone)} đồng; còn được" if gone else "Được"
        return f"{before} hoàn trả {dong(back)} đồng đã nộp"
    if dossier.money == Money.REFUNDED:
        return f"Đã hoàn trả {dong(gone)} đồng trong {dong(dossier.fee_amount)} đồng đã nộp"
    paid = dossier.money == Money.PAID
    return f"Đã nộp {dong(dossier.fee_amount)} đồng; không hoàn trả" if paid else "Không thu"
