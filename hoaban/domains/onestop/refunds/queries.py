"""Reads refunds, and freezes what stands on their paper."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Sum

from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.copies import queries as copies
from hoaban.domains.onestop.dossiers.enums import Money
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money import queries as money
from hoaban.domains.onestop.papers.queries import Sheet, paper_moment
from hoaban.domains.onestop.refunds import rules
from hoaban.domains.onestop.refunds.models import Refund
from hoaban.domains.onestop.revocations import queries as revocations


def of(dossier: Dossier) -> Refund | None:
    """What was paid back of the dossier's fee; None while nothing was."""
    return Refund.objects.select_related("paper").filter(dossier=dossier).first()


def lines(dossier: Dossier) -> list[dict[str, Any]]:  # Any: JSON
    """Which fees go back: all of what ended, those of the copies after a negative result."""
    if _is_whole(dossier):
        return [line for line in dossier.fee_lines if line["amount"]]
    return copies.charged(dossier)


def amount(dossier: Dossier) -> int:
    """What goes back in whole VND, if anything does."""
    if _is_whole(dossier):
        return dossier.fee_amount
    return sum(line["amount"] for line in copies.charged(dossier))


def _is_whole(dossier: Dossier) -> bool:
    return dossier.state in rules.ENDED or revocations.gives_the_fee_back(dossier)


ORDER = ("-case_id",)  # the newest case first
GOES_BACK = (Money.OWED, Money.UNSAID)


def owed(actor: Actor) -> list[QuerySet[Dossier]]:
    """The dossiers of the actor's agencies whose fee goes back, or of which nobody said it yet, in
    parts.
    """
    found = Dossier.objects.filter(money__in=GOES_BACK).defer("answers")
    return access.by_agency(found, actor, "case__agency")


def count_owed(actor: Actor, *, most: int) -> int:
    """How many those are, counted to `most` and no further."""
    return min(sum(part[: most + 1].count() for part in owed(actor)), most)


def made(actor: Actor, begins_at: datetime, ends_at: datetime, *, most: int) -> list[Refund]:
    """What the actor's agencies paid back in `[begins_at, ends_at)`, the last first; so many at
    most.
    """
    found = Refund.objects.filter(paid_at__gte=begins_at, paid_at__lt=ends_at).select_related(
        *("paper", "dossier__case", "paid_by_post__person")
    )
    return list(access.of_agencies(found, actor).order_by("-paid_at", "-paper")[:most])


def paid_back(
    actor: Actor, begins_at: datetime, ends_at: datetime, *, paid_by: str | None = None
) -> int:
    """What the actor's agencies paid back in `[begins_at, ends_at)`, in VND; `paid_by` one way."""
    found = Refund.objects.filter(paid_at__gte=begins_at, paid_at__lt=ends_at)
    found = found if paid_by is None else found.filter(paid_by=paid_by)
    return access.of_agencies(found, actor).aggregate(vnd=Sum("amount"))["vnd"] or 0


def sheet(
    dossier: Dossier,
    receiver: dict[str, Any],  # Any: JSON
    *,
    paid_by: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> Sheet:
    """What stands on the paper: whose fee, by which receipt, what goes back, to whom, why."""
    taken = money.in_force(dossier)
    return money.head(dossier, paid_by=paid_by, by=by, at=at) | {
        "lines": [money.said(one) for one in lines(dossier)],
        "amount": amount(dossier),
        "receipt": taken.paper.symbol if taken else "",
        "taken_at": paper_moment(taken.taken_at) if taken else "",
        "receiver": receiver["name"],
        "receiver_identity": receiver["identity_number"],
        "account": receiver["account"],
        "reason": reason,
        "paid_at": paper_moment(at),
    }


KEPT = "Phí, lệ phí đã nộp không hoàn trả:"  # what the applicant reads before the reason
