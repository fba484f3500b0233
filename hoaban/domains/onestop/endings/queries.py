"""Freezes the facts of the notice that handling stops."""

from datetime import datetime

from hoaban.core.language import FIRST, text
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.enums import Money
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import dong
from hoaban.domains.onestop.papers.queries import Sheet, paper_head, paper_signer
from hoaban.domains.onestop.parameters import queries as parameters


def stopping(dossier: Dossier, *, reason: str, by: Actor, at: datetime) -> Sheet:
    """Form 05 since 2025: notice that the handling stops. [TT03/2025 m05]"""
    step = parameters.plan(dossier.revision_id).steps.get(dossier.step)
    paid = dossier.fee_amount if dossier.money == Money.PAID else 0
    return paper_head(dossier, by=by, at=at) | {
        "reason": reason,
        "basis": "",
        "stage": text(step.name, FIRST) if step else "",
        "fee_note": f"{dong(paid)} đồng" if paid else "",
        **paper_signer(by),
    }
