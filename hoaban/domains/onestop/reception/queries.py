"""Freezes the facts of the receipt and of the refusal."""

from datetime import datetime

from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.enums import Money
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers.queries import Sheet, paper_head, paper_moment


def _components(dossier: Dossier) -> list[Sheet]:
    items = PaperItem.objects.filter(dossier=dossier).order_by("id")
    return [
        {"name": i.name, "originals": i.originals, "certified": i.certified, "copies": i.copies}
        for i in items
    ]


def receipt(dossier: Dossier, *, by: Actor, at: datetime) -> Sheet:
    """Form 01: the receipt with the appointed hour and date. [TT01/2018 Đ9]

    Given again it bears the day on which it is given, and the hour of reception as it was.
    """
    owner = dossier.owner.get("full_name", "")
    came = dossier.submitter.get("full_name", "") or owner
    return paper_head(dossier, by=by, at=at) | {
        "submitter": "" if came == owner else came,
        "signed_by": came,
        "components": _components(dossier),
        "sets": 1,
        "limit": {"amount": dossier.limit_amount, "unit": dossier.limit_unit},
        "received_at": paper_moment(dossier.received_at),
        "due_at": paper_moment(dossier.due_at),
        "channel": dossier.get_channel_display(),
        "return_by": "post" if dossier.wants_post else "counter",
        "fee": dossier.fee_amount,
        "fee_paid": dossier.money == Money.PAID,
    }


def refusal(dossier: Dossier, *, reason: str, basis: str, by: Actor, at: datetime) -> Sheet:
    """Form 03: why the dossier is not taken, with its legal basis. [ND61/2018 Đ17 k1]"""
    return paper_head(dossier, by=by, at=at) | {"reason": reason, "basis": basis.strip()}
