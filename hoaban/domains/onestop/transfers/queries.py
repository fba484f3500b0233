"""Reads how a dossier is paid online, and what came that fits nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hoaban.core import clock
from hoaban.core.people import actors, agencies
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.refusals import why_not
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import UNPAID, Money
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money import rules as money
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.onestop.transfers import rules
from hoaban.domains.onestop.transfers.refused import NoSuchDossierHere
from hoaban.gateways.payments import accounts as accounts_of
from hoaban.gateways.payments import contract, queries, references
from hoaban.gateways.payments.contract import Offer
from hoaban.gateways.payments.enums import Verdict
from hoaban.gateways.payments.models import Demand, Payment

RECORDER = actors.system("payments")  # who records a fee that came without a counter
ORDER, LAST_FIRST = queries.ORDER, ("-id",)
BACK = (Verdict.OVER, Verdict.DOUBLE, Verdict.LEFT, Verdict.LATE, Verdict.ELSEWHERE)
REFERENCE = 10  # letters of a dossier's reference


@dataclass(frozen=True, slots=True)
class Paying:
    """How far the payment of a dossier's fee is: what was asked last, how it is paid, what came."""

    demand: Demand | None
    offers: tuple[Offer, ...]
    came: tuple[Payment, ...]
    goes_back: tuple[Payment, ...]  # of which nothing, or not all, pays the fee
    may_pay: bool
    is_paid: bool
    # Days for which money could have come and none did; 0 while that is no long time.
    waited: int = 0

    @property
    def stamp(self) -> str:
        """What tells one standing from another."""
        received = self.demand.received if self.demand else 0
        back = f"-{self.surplus}-{len(self.goes_back)}" if self.goes_back else ""
        long = f"-{self.waited}" if self.waited else ""
        return f"{received}-{int(self.is_recorded_soon)}-{int(self.is_paid)}{back}{long}"

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
    if dossier.money not in UNPAID:
        return False
    facts = dossiers.facts(dossier, by=RECORDER, at=at)
    if why_not(money.check_pay, facts) is not None:
        return False
    return bool(_serving([agency_of(dossier, at)], at))


def _serving(agencies_: Iterable[str], at: datetime) -> list[tuple[contract.Provider, str]]:
    """Every provider with the first of the agencies (codes) that it serves on a day."""
    day, codes = clock.day(at), list(agencies_)
    found = (
        (provider, next((code for code in codes if provider.serves(code, day)), None))
        for provider in contract.providers().values()
    )
    return [(provider, code) for provider, code in found if code is not None]


def paying(dossier: Dossier, *, at: datetime) -> Paying:
    """As the applicant's page shows it."""
    demand, came = queries.last(dossier.reference), queries.about(dossier.reference)
    payable, day = may_pay(dossier, at=at), clock.day(at)
    offers: tuple[Offer, ...] = ()
    if demand and payable and queries.is_open(demand):
        serving = _serving([agency_of(dossier, at), demand.agency], at)
        offers = tuple(
            one.offer(contract.Demand(demand.reference, agency, demand.missing), day)
            for one, agency in serving
        )
    return Paying(
        demand=demand,
        offers=offers,
        came=tuple(came),
        goes_back=tuple(one for one in came if one.surplus and one.verdict in BACK),
        may_pay=payable,
        is_paid=dossier.money == Money.PAID,
        waited=_waited(demand, at) if demand else 0,
    )


def _waited(demand: Demand, at: datetime) -> int:
    """For how many days nothing came of what was asked, where that is as long as content says."""
    days = (at - demand.asked_at).days
    is_long = days >= int(provisions.act_of(clock.day(at))["transfer_days"])
    return days if is_long and not demand.received else 0


def partly(dossier: Dossier) -> Demand | None:
    """The fee that is asked for and of which a part has come; None where nothing or all came."""
    demand = queries.last(dossier.reference) if dossier.money in UNPAID else None
    return demand if queries.is_open(demand) and demand and demand.received else None


def owed(dossier: Dossier, *, at: datetime) -> int | None:
    """What of the fee has not come yet, in VND; None where it is not asked for online."""
    if not may_pay(dossier, at=at):
        return None
    demand = partly(dossier)
    return demand.missing if demand else dossier.fee_amount


def meant(payments: Collection[Payment]) -> dict[int, list[Dossier]]:
    """By the key of a payment, the dossiers for which it may have come: its words hold the code,
    the reference, or that of a demand, whole or without its first letters. Of the agency that
    received the money alone.
    """
    memos = {one.memo for one in payments}
    demands = (queries.mentioned(memos), queries.without_prefix(memos))
    named = {
        memo: {one.about for found in demands for one in found[memo]}
        | references.windows(memo, REFERENCE)
        for memo in memos
    }
    codes = {one.pk: codes_in(one.memo, one.agency) for one in payments}
    today = clock.today()
    asked = Q(case__reference__in=set().union(*named.values()))
    asked |= Q(case__code__in=set().union(*codes.values()))
    rows = Dossier.objects.filter(asked).select_related("case").order_by("pk") if memos else ()
    found = [(row, agency_of(row, clock.now())) for row in rows]
    return {
        one.pk: [
            row
            for row, agency in found
            if agency == agencies.answering(one.agency, today)
            and (row.reference in named[one.memo] or row.code in codes[one.pk])
        ]
        for one in payments
    }


def codes_in(memo: str, agency: str) -> set[str]:
    """What of these words may be the code of a dossier of the agency whose account it was, or of
    whoever answers for it.
    """
    only, today = references.plain(memo), clock.today()
    places = set(rules.numbers(only))
    held = [
        row for code in queries.together(agency, today)
        for row in agencies.versions(code)
    ] if places else []  # fmt: skip
    begins = {row.official_code or row.code for row in held}
    made = {
        dossiers_rules.dossier_code(one, day, number) for one in begins for day, number in places
    }
    return {code for code in made if references.plain(code) in only}


def called(code: str, payment: Payment, *, at: datetime) -> Dossier:
    """The dossier of this code or reference, however typed, of the agency that received a payment.
    Refuses NoSuchDossierHere.
    """
    found = access.by_reference(Dossier.objects.select_related("case"), code).first()
    return here(code, found, payment.agency, at)


def here(code: str, found: Dossier | None, agency: str, at: datetime) -> Dossier:
    if found is None or agency_of(found, at) != agencies.answering(agency, clock.day(at)):
        raise NoSuchDossierHere(code=code)
    return found


def goes_back(dossier: Dossier) -> bool:
    """Whether money came for it that goes back, at least in part."""
    return any(one.surplus and one.verdict in BACK for one in queries.about(dossier.reference))


def by_reference(reference: str) -> Dossier | None:
    """The dossier that a demand is about."""
    return Dossier.objects.filter(case__reference=reference).first()


def accounts(agency: str) -> frozenset[str]:
    """The accounts of an agency (its code) and of those for which it answers, of whatever day."""
    return accounts_of.numbers(queries.together(agency, clock.today()))


def unsettled(actor: Actor) -> QuerySet[Payment]:
    """What came for the actor's agencies and fits nothing, and nobody has settled."""
    return queries.unsettled(access.agencies_seen(actor))


def settled(actor: Actor) -> QuerySet[Payment]:
    """What came for the actor's agencies, fitted nothing and was settled."""
    return queries.settled(access.agencies_seen(actor))


def settled_by(payments: Collection[Payment]) -> dict[int, str]:
    """Who settled each last: a name, by the key of the payment."""
    return names_by(queries.settlers(payments))


def names_by(by: dict[int, str]) -> dict[int, str]:
    names = people.names_of(set(by.values()))
    return {pk: names.get(who, "") for pk, who in by.items()}
