"""Money that came and fits nothing, as the list has it; dossiers as lists of money name them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.transfers import queries as transfers
from hoaban.gateways.payments.enums import ALLOTTED
from hoaban.gateways.payments.models import Payment


@dataclass(frozen=True, slots=True)
class Named:
    """A dossier as lists of money name it: its code and whose it is, for those who may open it;
    for others its reference alone, as the money names it.
    """

    reference: str
    code: str
    owner: str = ""
    is_seen: bool = False


def named(references: Iterable[str], actor: Actor) -> dict[str, Named]:
    """The dossiers of these references, for somebody who reads a list of money."""
    wanted = dict.fromkeys(references)
    found = {one: Named(one, one) for one in wanted}
    rows = access.visible_to(actor).filter(case__reference__in=wanted) if wanted else ()
    for row in rows:
        code = row.code or row.reference
        found[row.reference] = Named(row.reference, code, row.owner["full_name"], is_seen=True)
    return found


@dataclass(frozen=True, slots=True)
class Listed:
    """A payment of the list, with the dossier that it pays; `meant` are dossiers for which it may
    have come.
    """

    payment: Payment
    about: Named | None
    meant: tuple[Dossier, ...]
    may_be_allotted: bool
    settled_by: str


def listed(payments: Sequence[Payment], actor: Actor) -> list[Listed]:
    """The payments of a page, each with what one needs to settle it."""
    open_ = [one for one in payments if one.verdict in ALLOTTED and one.settled_at is None]
    meant, by = transfers.meant(open_), transfers.settled_by(payments)
    names = named((one.demand.about for one in payments if one.demand), actor)
    return [
        Listed(
            one,
            names[one.demand.about] if one.demand else None,
            tuple(meant.get(one.pk, ())),
            one in open_,
            by.get(one.pk, ""),
        )
        for one in payments
    ]
