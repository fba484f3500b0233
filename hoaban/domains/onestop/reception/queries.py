"""Freezes the facts of the receipt and of the refusal."""

from datetime import datetime

from hoaban.core import clock
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.enums import Method, Money
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers.queries import Sheet, paper_head, paper_moment
from hoaban.domains.procedures.catalogue.enums import Channel


def _components(dossier: Dossier) -> list[Sheet]:
    items = PaperItem.objects.filter(dossier=dossier).order_by("id")
    return [
        {
            "name": i.name,
            "originals": i.originals,
            "certified": i.certified,
            "copies": i.copies,
            "is_online": not (i.originals or i.certified or i.copies),
        }
        for i in items
    ]


def receipt(dossier: Dossier, *, by: Actor, at: datetime) -> Sheet:
    """Form 01: the receipt with the appointed hour and date. [TT01/2018 Đ9]

    Given again it bears the day on which it is given, and the hour of reception as it was.
    """
    owner = dossier.owner.get("full_name", "")
    came = dossier.submitter.get("full_name", "") or owner
    head = paper_head(dossier, by=by, at=at)
    book = {}
    if dossier.book_number and dossier.received_at:  # one book a year [TT01/2018 Đ9]
        book = {"book": f"01/{clock.day(dossier.received_at).year}", "serial": dossier.book_number}
    return (
        head
        | book
        | {
            "link": f"{head['portal']}/track/?code={head['code'] or head['reference']}",
            "submitter": "" if came == owner else came,
            "signed_by": came,
            "components": _components(dossier),
            "sets": 1,
            "limit": {"amount": dossier.limit_amount, "unit": dossier.limit_unit},
            "received_at": paper_moment(dossier.received_at),
            "due_at": paper_moment(dossier.due_at),
            "channel": dossier.get_channel_display(),
            "return_by": _returned_by(dossier),
            "fee": dossier.fee_amount,
            "fee_paid": dossier.money == Money.PAID,
        }
    )


def _returned_by(dossier: Dossier) -> Method:
    """Where the applicant wants the result: by post, or where the dossier was filed."""
    if dossier.wants_post:
        return Method.POST
    return Method.PORTAL if dossier.channel == Channel.ONLINE else Method.COUNTER


def refusal(dossier: Dossier, *, reason: str, basis: str, by: Actor, at: datetime) -> Sheet:
    """Form 03: why the dossier is not taken, with its legal basis. [ND61/2018 Đ17 k1]"""
    return paper_head(dossier, by=by, at=at) | {"reason": reason, "basis": basis.strip()}
