"""Money that came and fits nothing, as the list has it."""

from collections.abc import Sequence
from dataclasses import dataclass

from hoaban.core import clock
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.transfers import queries as transfers
from hoaban.gateways.payments import queries
from hoaban.gateways.payments.enums import ALLOTTED
from hoaban.gateways.payments.models import Payment


def is_own(payment: Payment) -> bool:
    """Whether whoever received the money, or answers for it by now, asked for it."""
    asked = payment.demand.agency if payment.demand else payment.agency
    return asked in queries.together(payment.agency, clock.today())


@dataclass(frozen=True, slots=True)
class Listed:
    """A payment of the list; `meant` are dossiers for which it may have come."""

    payment: Payment
    meant: tuple[Dossier, ...]
    may_be_allotted: bool
    settled_by: str
    is_own: bool


def listed(payments: Sequence[Payment]) -> list[Listed]:
    """The payments of a page, each with what one needs to settle it."""
    open_ = [one for one in payments if one.verdict in ALLOTTED and one.settled_at is None]
    meant, by = transfers.meant(open_), transfers.settled_by(payments)
    return [
        Listed(one, tuple(meant.get(one.pk, ())), one in open_, by.get(one.pk, ""), is_own(one))
        for one in payments
    ]
