"""Freezes the facts of the notice that handling stops."""

from datetime import datetime

from hoaban.core.language import FIRST, text
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.enums import Money
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import dong
from hoaban.domains.onestop.papers.queries import Sheet, basis_of, paper_head, paper_signer
from hoaban.domains.onestop.parameters import queries as parameters


def stopping(dossier: Dossier, *, reason: str, by: Actor, at: datetime) -> Sheet:
    """Form 05 since 2025: notice that the handling stops. [TT03/2025 m05]"""
    step = parameters.plan(dossier.revision_id).steps.get(dossier.step)
    return paper_head(dossier, by=by, at=at) | {
        "reason": reason,
        "basis": basis_of(dossier),
        "stage": text(step.name, FIRST) if step else "",
        "fee_note": FEE_NOTES[dossier.money].format(dong(dossier.fee_amount)),
        **paper_signer(by),
    }


FEE_NOTES: dict[str, str] = {
    Money.NONE: "Không thu",
    Money.ASKED: "{} đồng, chưa nộp",
    Money.PAID: "Đã nộp {} đồng; việc hoàn trả theo quy định của từng loại phí, lệ phí, "
    "xin hỏi nơi tiếp nhận",
}
