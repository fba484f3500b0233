"""Freezes the facts of the apology with a new appointment."""

from datetime import datetime
from typing import Any

from hoaban.core import clock
from hoaban.core.language import FIRST, text
from hoaban.core.people.actors import STRANGER, Actor
from hoaban.domains.onestop.appointments import rules
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers.queries import (
    Sheet,
    paper_head,
    paper_moment,
    paper_signer,
    receipts,
)
from hoaban.domains.onestop.parameters import queries as parameters


def extension(dossier: Dossier, *, former: datetime, reason: str, by: Actor, at: datetime) -> Sheet:
    """Form 04: apology and the one new appointment. [ND61/2018 Đ19 k9]

    It names the receipt that the applicant holds, and the moment which that one promised.
    """
    given = receipts(dossier)
    told = given[-1].facts["due_at"] if given else paper_moment(former)
    return paper_head(dossier, by=by, at=at) | {
        "received_at": paper_moment(dossier.received_at),
        "receipt": given[-1].symbol if given else "",
        "receipt_on": given[-1].facts["on"] if given else "",
        "former_due_at": told,
        "counted_due_at": "" if paper_moment(former) == told else paper_moment(former),
        "limit": {"amount": dossier.limit_amount, "unit": dossier.limit_unit},
        "history": [
            {
                "on": one.facts["on"],
                "paper": f"giấy hẹn số {one.symbol}",
                "due_at": one.facts["due_at"],
            }
            for one in given
        ],
        "due_at": paper_moment(dossier.due_at),
        "reason": reason,
        **paper_signer(by),
    }


def draft(dossier: Dossier, *, at: datetime) -> dict[str, Any]:  # Any: what a form is made with
    """What an apology says before anybody has written a word of it."""
    facts = dossiers.facts(dossier, by=STRANGER, at=at)
    last = rules.longest(facts)
    step = parameters.plan(dossier.revision_id).steps.get(dossier.step)
    name = text(step.name, FIRST) if step else dossier.get_state_display()
    return {
        "last": clock.day(last) if last else None,
        "told_by": None if rules.is_in_time(facts) else rules.last_day(facts),
        "because": f"Hồ sơ còn ở bước “{name}”, chưa giải quyết xong trong thời hạn đã hẹn.",
    }
