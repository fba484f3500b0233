"""Freezes the facts of the apology with a new appointment."""

from datetime import datetime

from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers.queries import Sheet, paper_head, paper_moment, paper_signer


def extension(dossier: Dossier, *, former: datetime, reason: str, by: Actor, at: datetime) -> Sheet:
    """Form 04: apology and the one new appointment. [ND61/2018 Đ19 k9]"""
    return paper_head(dossier, by=by, at=at) | {
        "received_at": paper_moment(dossier.received_at),
        "former_due_at": paper_moment(former),
        "due_at": paper_moment(dossier.due_at),
        "reason": reason,
        **paper_signer(by),
    }
