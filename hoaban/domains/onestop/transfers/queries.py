"""Reads how a dossier is paid online, and what came that fits nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hoaban.core import clock
from hoaban.core.people import actors
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import why_not
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Money
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money import rules as money
from hoaban.gateways.payments import contract, queries
from hoaban.gateways.payments.contract import Offer
from hoaban.gateways.payments.models import Demand, Payment

RECORDER = actors.system("payments")  # who records a fee that came without a counter
ORDER = queries.ORDER


@dataclass(frozen=True, slots=True)
class Paying:
    """How far the payment of a dossier's fee is: what was asked last, how it is paid, what came."""

    demand: Demand | None
    offers: tuple[Offer, ...]
    came: tuple[Payment, ...]
    may_pay: bool
    is_paid: bool

    @property
    def stamp(self) -> str:
        """What tells one standing from another."""
        received = self.demand.received if self.demand else 0
        return (
            f"{received}-{int(self.is_recorded_soon)}-{int(self.is_paid)}"
            + f"-{self.surplus}" * bool(self.surplus)
        )

    @property
    def surplus(self) -> int:
        """What came beyond the fee and nobody has settled yet, in VND."""
        if not (self.demand and self.demand.paid_at):
            return 0
        return sum(one.surplus for one in self.came if one.settled_at is None)

    @property
    def is_recorded_soon(self) -> bool:
        """The money is there, and the receipt follows by a job."""
        return bool(self.demand and self.demand.paid_at) and not self.is_paid


def agency_of(dossier: Dossier, at: datetime) -> str:
    """The code of the agency into whose account the fee goes."""
    return dossiers.answering(dossier, clock.day(at)).code


def may_pay(dossier: Dossier, *, at: datetime) -> bool:
    """Whether the fee is asked for and the agency is paid online."""
    if dossier.money != Money.ASKED:
        return False
    facts = dossiers.facts(dossier, by=RECORDER, at=at)
    if why_not(money.check_pay, facts) is not None:
        return False
    agency = agency_of(dossier, at)
    return any(one.serves(agency, clock.day(at)) for one in contract.providers().values())


def paying(dossier: Dossier, *, at: datetime) -> Paying:
    """As the applicant's page shows it."""
    demand = queries.last(dossier.reference)
    payable, day = may_pay(dossier, at=at), clock.day(at)
    offers: tuple[Offer, ...] = ()
    if demand and payable and queries.is_open(demand):
        asked = contract.Demand(demand.reference, demand.agency, demand.missing)
        serving = (one for one in contract.providers().values() if one.serves(demand.agency, day))
        offers = tuple(one.offer(asked, day) for one in serving)
    return Paying(
        demand=demand,
        offers=offers,
        came=tuple(queries.of(demand)) if demand else (),
        may_pay=payable,
        is_paid=dossier.money == Money.PAID,
    )


def partly(dossier: Dossier) -> Demand | None:
    """The fee that is asked for and of which a part has come; None where nothing or all came."""
    demand = queries.last(dossier.reference) if dossier.money == Money.ASKED else None
    return demand if queries.is_open(demand) and demand and demand.received else None


def by_reference(reference: str) -> Dossier | None:
    """The dossier that a demand is about."""
    return Dossier.objects.filter(case__reference=reference).first()


def unsettled(actor: Actor) -> QuerySet[Payment]:
    """What came for the actor's agencies and fits nothing, and nobody has settled."""
    return queries.unsettled(access.agencies_seen(actor))
