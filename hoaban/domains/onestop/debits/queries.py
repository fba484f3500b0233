"""Reads money that left an account: what it may take back, and what nobody has said of it yet."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from hoaban.core import clock
from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.debits.refused import NothingTakenBack
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.enums import Money, PaidBy
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.refunds.models import Refund
from hoaban.domains.onestop.transfers import queries as transfers
from hoaban.gateways.payments import queries, references
from hoaban.gateways.payments.enums import TAKES, Verdict
from hoaban.gateways.payments.models import Debit, Payment


def named_by(debit: Debit, at: datetime) -> list[Dossier]:
    """The dossiers of the agency that the words of a debit name: by code or reference, or by that
    of a demand, whole or without its first letters.
    """
    demands = (queries.mentioned([debit.memo]), queries.without_prefix([debit.memo]))
    named = {one.about for found in demands for one in found[debit.memo]}
    named |= references.windows(debit.memo, transfers.REFERENCE)
    asked = Q(case__reference__in=named) | Q(
        case__code__in=transfers.codes_in(debit.memo, debit.agency)
    )
    answering = agencies.answering(debit.agency, clock.day(at))
    found = Dossier.objects.filter(asked).select_related("case").order_by("pk")[: queries.MOST]
    return [one for one in found if transfers.agency_of(one, at) == answering]


def may_be_taken_back(debit: Debit, at: datetime) -> list[Payment]:
    """The payments of the same sum that a debit names, whichever way."""
    about = [one.reference for one in named_by(debit, at)]
    return queries.may_be_taken_back(debit, about, clock.day(at))


def to_take_back(debit: Debit, code: str, at: datetime) -> Payment:
    """The payment of the same sum that came for the dossier of this code or reference, however
    typed. Refuses NoSuchDossierHere and NothingTakenBack.
    """
    found = access.by_reference(Dossier.objects.select_related("case"), code).first()
    dossier = transfers.here(code, found, debit.agency, at)
    came = queries.may_be_taken_back(debit, [dossier.reference], clock.day(at))
    own = [one for one in came if one.demand and one.demand.about == dossier.reference]
    if not own:
        amount = dossiers_rules.dong(debit.amount)
        raise NothingTakenBack(code=dossier.code or dossier.reference, amount=amount)
    return own[-1]


def refund_of(debit: Debit, found: Collection[Dossier]) -> str:
    """The reference of the dossier whose refund by transfer a debit is, where it is of one of
    these and no debit was taken for it yet; else empty.
    """
    for one in found:
        # Each time that this sum went back by transfer, whatever became of it.
        same = {"paid_by": PaidBy.TRANSFER, "amount": debit.amount}
        went = Refund.objects.filter(dossier=one, **same).count()
        if queries.refunds_told(one.reference, debit.amount) < went:
            return one.reference
    return ""


def is_clear(payment: Payment) -> bool:
    """Whether a payment that a debit names counts now, so that nothing but the bank took it back:
    what goes back anyway, or was settled, the agency may have returned itself.
    """
    counts = {*TAKES, Verdict.SHORT}
    whole = [payment, *queries.shares(payment)]
    return all(
        one.verdict in counts and one.settled_at is None and _pays_still(one) for one in whole
    )


def _pays_still(payment: Payment) -> bool:
    dossier = transfers.by_reference(payment.demand.about) if payment.demand else None
    if dossier is None or payment.verdict == Verdict.SHORT:
        return dossier is not None
    return dossier.money == Money.PAID and dossier.paid_by == payment.provider


def debits(actor: Actor, *, is_settled: bool) -> QuerySet[Debit]:
    """What left the accounts of the actor's agencies, settled or not."""
    return queries.debits(access.agencies_seen(actor), is_settled=is_settled)


def settled_by(found: Collection[Debit]) -> dict[int, str]:
    """Who settled each debit last: a name, by its key."""
    return transfers.names_by(queries.debit_settlers(found))
