"""Reads refunds, and freezes what stands on their paper."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from hoaban.core.journal.models import Entry
from hoaban.core.journal.standing import Stray, Strayed
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.copies import queries as copies
from hoaban.domains.onestop.dossiers.enums import Event, Money, Outcome
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money import queries as money
from hoaban.domains.onestop.papers.queries import Sheet, paper_moment
from hoaban.domains.onestop.refunds import rules
from hoaban.domains.onestop.refunds.enums import Said
from hoaban.domains.onestop.refunds.models import Refund, Share
from hoaban.domains.onestop.revocations import queries as revocations

# What may be said of the money while nothing of it has gone back.
GOES_BACK = (Money.OWED, Money.UNSAID, Money.PROPOSED)
ORDER = ("-case_id",)  # the newest case first


def in_force(dossier: Dossier) -> list[Refund]:
    """What was paid back of the dossier's fee and not taken back, the first first."""
    found = Refund.objects.select_related("paper").filter(dossier=dossier, taken_back_at=None)
    return list(found.order_by("pk"))


def shares(dossier: Dossier) -> list[Share]:
    """What was proposed and decided about how much goes back, the first first."""
    return list(Share.objects.filter(dossier=dossier).order_by("pk"))


def proposed(dossier: Dossier) -> Share | None:
    """What stands proposed and was not decided upon; None where nothing does."""
    last = Share.objects.filter(dossier=dossier).order_by("-pk").first()
    return last if last and last.said == Said.PROPOSED else None


def lines(dossier: Dossier) -> list[dict[str, Any]]:  # Any: JSON
    """Which fees go back: all of what ended, those of the copies after a negative result; a sum
    that was decided is of all.
    """
    if _is_whole(dossier) or Share.objects.filter(dossier=dossier, said=Said.DECIDED).exists():
        return [line for line in dossier.fee_lines if line["amount"]]
    return copies.charged(dossier)


def amount(dossier: Dossier) -> int:
    """What still goes back in whole VND, if anything does."""
    return amounts([dossier])[dossier.pk]


def least(dossier: Dossier) -> int:
    """What of the fee goes back in all whatever is decided: what went back, and what was paid for
    copies that a negative result does not have.
    """
    lapsed = copies.amount(dossier) if dossier.outcome == Outcome.NEGATIVE else 0
    return max(dossier.fee_paid_back, lapsed)


def _is_whole(dossier: Dossier) -> bool:
    return dossier.state in rules.ENDED or revocations.gives_the_fee_back(dossier)


def amounts(found: Sequence[Dossier]) -> dict[int, int]:
    """What still goes back of each in whole VND, by the key of the dossier: of all that does, what
    did not yet. One query, and one for each whose result was taken back.
    """
    whole = {one.pk for one in found if _is_whole(one)}
    said = Share.objects.filter(dossier__in=[*found], said=Said.DECIDED).order_by("pk")
    parts = dict(said.values_list("dossier", "amount"))

    def in_all(one: Dossier) -> int:
        if one.money == Money.UNSAID:  # what was decided before is asked about anew
            return one.fee_amount
        return parts.get(one.pk, one.fee_amount if one.pk in whole else copies.amount(one))

    return {one.pk: max(0, in_all(one) - one.fee_paid_back) for one in found}


def owed(actor: Actor) -> list[QuerySet[Dossier]]:
    """The dossiers of the actor's agencies whose fee goes back, or of which nobody said it yet, in
    parts.
    """
    found = Dossier.objects.filter(money__in=GOES_BACK).defer("answers")
    return access.by_agency(found, actor, "case__agency")


def count_owed(actor: Actor, *, most: int) -> int:
    """How many those are, counted to `most` and no further."""
    return min(sum(part[: most + 1].count() for part in owed(actor)), most)


def paid_on(begins_at: datetime, ends_at: datetime) -> QuerySet[Refund]:
    """What was paid back in `[begins_at, ends_at)`, whatever became of it."""
    return Refund.objects.filter(paid_at__gte=begins_at, paid_at__lt=ends_at)


def taken_back_on(begins_at: datetime, ends_at: datetime) -> QuerySet[Refund]:
    """What came back in `[begins_at, ends_at)`, whenever it was paid."""
    return Refund.objects.filter(taken_back_at__gte=begins_at, taken_back_at__lt=ends_at)


def made(actor: Actor, begins_at: datetime, ends_at: datetime, *, most: int) -> list[Refund]:
    """What the actor's agencies paid back in `[begins_at, ends_at)`, the last first; so many at
    most.
    """
    found = paid_on(begins_at, ends_at).select_related(
        *("paper", "agency", "dossier__case", "paid_by_post__person")
    )
    return list(access.of_agencies(found, actor).order_by("-paid_at", "-paper")[:most])


def taken_back(actor: Actor, begins_at: datetime, ends_at: datetime, *, most: int) -> list[Refund]:
    """The refunds that came back in `[begins_at, ends_at)`, whenever they were paid, the last
    first; so many at most.
    """
    found = taken_back_on(begins_at, ends_at).select_related(
        *("paper", "agency", "dossier__case", "taken_back_by__person")
    )
    return list(access.of_agencies(found, actor).order_by("-taken_back_at", "-paper")[:most])


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
        "lines": _said(dossier),
        "amount": amount(dossier),
        "receipt": taken.paper.symbol if taken else "",
        "taken_at": paper_moment(taken.taken_at) if taken else "",
        "receiver": receiver["name"],
        "receiver_identity": receiver["identity_number"],
        "account": receiver["account"],
        "reason": reason,
        "paid_at": paper_moment(at),
    }


def _said(dossier: Dossier) -> list[Sheet]:
    """The fees that go back by name; of a part of them one line, since it is a part of them all."""
    whole, sum_ = [money.said(one) for one in lines(dossier)], amount(dossier)
    if sum(one["amount"] for one in whole) == sum_:
        return whole
    names = "; ".join(one["name"] for one in whole)
    return [{"name": f"Một phần: {names}", "times": 1, "amount": sum_}]


KEPT = "Phí, lệ phí đã nộp không hoàn trả:"  # what the applicant reads before the reason
PARTLY = "Phí, lệ phí đã nộp được hoàn trả {} đồng:"
WHOLLY = "Phí, lệ phí đã nộp được hoàn trả đủ:"


def strays() -> Iterator[Stray]:
    """Refunds that say another sum than the journal, that it does not know, and those of which it
    tells and which are gone or are taken back here and not there.
    """
    back = str(Event.REFUND_TAKEN_BACK)
    entries = Entry.objects.filter(
        subject=Dossier._meta.label, verb__in=[str(Event.FEE_REFUNDED), back]
    ).order_by("id")
    told: dict[tuple[int, str], tuple[int, bool]] = {}  # (dossier, paper): sum, is taken back
    for pk, verb, facts in entries.values_list("subject_pk", "verb", "facts").iterator():
        told[pk, str(facts.get("paper", ""))] = (int(facts.get("amount", 0)), verb == back)
    for refund in Refund.objects.select_related("paper").order_by("pk").iterator():
        says = told.pop((refund.dossier_id, refund.paper.symbol), None)
        if says != (refund.amount, refund.taken_back_at is not None):
            how = Strayed.CHANGED if says else Strayed.ADDED
            yield Stray(Refund._meta.label, refund.pk, refund.paper.symbol, how)
    for pk, symbol in told:
        if symbol:
            yield Stray(Refund._meta.label, pk, symbol, Strayed.REMOVED)
    yield from _wrong_sums()


def _wrong_sums() -> Iterator[Stray]:
    """Dossiers that say another sum of what was paid back than the refunds in force come to."""
    of_one = Refund.objects.filter(dossier=OuterRef("pk"), taken_back_at=None).order_by()
    summed = of_one.values("dossier").annotate(vnd=Sum("amount")).values("vnd")
    found = Dossier.objects.annotate(vnd=Coalesce(Subquery(summed), 0))
    for dossier in found.exclude(fee_paid_back=F("vnd")).defer("answers").order_by("pk"):
        yield Stray(Dossier._meta.label, dossier.pk, dossier.reference, Strayed.CHANGED)
