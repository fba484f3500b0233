"""Reads receipts, and freezes what stands on them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import override

from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.journal.standing import Stray, Strayed
from hoaban.core.language import FIRST, text
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.dossiers.enums import Event, PaidBy
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.papers.queries import Sheet, paper_head, paper_moment
from hoaban.domains.procedures.catalogue.enums import FeeUnit

READERS = frozenset({Role.CLERK, Role.LEADER, Role.AUDITOR})


def may_read(actor: Actor) -> bool:
    """Whoever takes fees, answers for them or audits them."""
    return actor.role in READERS


def in_force(dossier: Dossier) -> Receipt | None:
    """The receipt for the fee as it stands taken; None where none was, or it was cancelled."""
    found = Receipt.objects.select_related("paper").filter(dossier=dossier, cancelled_at=None)
    return found.first()


def sheet(dossier: Dossier, *, paid_by: str, by: Actor, at: datetime) -> Sheet:
    """What stands on the receipt: payer, each fee by name, the sum, how and by whom it came."""
    filer = dossier.filer
    return head(dossier, paid_by=paid_by, by=by, at=at) | {
        "payer_address": filer.get("address_text") or filer.get("address") or dossier.address,
        "is_automatic": by.is_system,
        "taken_at": paper_moment(at),
    }


def head(dossier: Dossier, *, paid_by: str, by: Actor, at: datetime) -> Sheet:
    """What papers about a fee have in common: book, payer, each fee by name, the sum, how it was
    paid.
    """
    with override(FIRST):
        way = str(PaidBy(paid_by).label)
    return paper_head(dossier, by=by, at=at) | {
        "book": f"01/{clock.day(at).year}",
        "payer": dossier.filer.get("full_name", ""),
        "lines": [said(one) for one in dossier.fee_lines if one["amount"]],
        "amount": dossier.fee_amount,
        "paid_by": way,
    }


def said(one: Mapping[str, Any]) -> Sheet:  # Any: JSON
    """A fee of the dossier by its name, how many of which unit, what one costs where each costs the
    same and nothing was taken off, and what it comes to.
    """
    unit, price = one.get("unit", ""), one.get("price", 0)
    is_plain = price * one["quantity"] == one["amount"]
    with override(FIRST):
        words = str(FeeUnit(unit).label) if unit else ""
    return {
        "name": text(one["name"], FIRST),
        "unit": words,
        "times": one["quantity"],
        "price": price if is_plain else 0,
        "amount": one["amount"],
    }


def strays() -> Iterator[Stray]:
    """Receipts that say another sum than the journal, that it does not know, and those of which it
    tells and which are gone or are cancelled here and not there.
    """
    gone = {str(Event.FEE_CANCELLED), str(Event.FEE_TAKEN_BACK)}
    verbs = [str(Event.FEE_PAID), *gone]
    entries = Entry.objects.filter(subject=Dossier._meta.label, verb__in=verbs).order_by("id")
    told: dict[tuple[int, str], tuple[int, bool]] = {}  # (dossier, symbol): sum, is cancelled
    for pk, verb, facts in entries.values_list("subject_pk", "verb", "facts").iterator():
        place = (pk, str(facts.get("receipt", "")))
        amount = facts.get("amount") or told.get(place, (0, False))[0]
        told[place] = (int(amount), verb in gone)
    for receipt in Receipt.objects.select_related("paper").order_by("pk").iterator():
        says = told.pop((receipt.dossier_id, receipt.paper.symbol), None)
        if says != (receipt.amount, receipt.is_cancelled):
            how = Strayed.CHANGED if says else Strayed.ADDED
            yield Stray(Receipt._meta.label, receipt.pk, receipt.paper.symbol, how)
    for pk, symbol in told:
        if symbol:
            yield Stray(Receipt._meta.label, pk, symbol, Strayed.REMOVED)
