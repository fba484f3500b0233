"""Reads what an applicant has to pay before the handling goes on."""

from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import dong
from hoaban.domains.onestop.duties.models import Duty


def open_duty(dossier: Dossier) -> Duty | None:
    """What the applicant is waited for to pay right now; nothing once the dossier went on."""
    if dossier.state != State.AWAITING_PAYMENT:
        return None
    return Duty.objects.filter(dossier=dossier, met_at=None, recalled_at=None).first()


def last_duty(dossier: Dossier) -> Duty | None:
    """What was asked for last, met or not."""
    return Duty.objects.filter(dossier=dossier).order_by("-id").first()


def told(dossier: Dossier) -> str:
    """What the applicant was told to pay: how much, by which notice, where."""
    duty = last_duty(dossier)
    if duty is None:
        return ""
    said = (f"{dong(duty.amount)} đồng", duty.notice, duty.payee)
    return "; ".join(part for part in said if part)
