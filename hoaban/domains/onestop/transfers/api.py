"""Paying the fee of a dossier through the API."""

from typing import Any

from ninja import Schema

from hoaban.core import clock
from hoaban.core.http.machines import Moment, problems
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.access.api import READ, WRITE, own_dossier, router
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.transfers import actions, queries


class FactOut(Schema):
    label: str
    value: str


class OfferOut(Schema):
    provider: str
    code: str
    link: str
    facts: list[FactOut]


class PaymentOut(Schema):
    """How the fee is paid and how far that is."""

    state: str
    reference: str
    amount: int
    received: int
    paid_at: Moment | None
    offers: list[OfferOut]


ANSWERS = {200: PaymentOut, **problems(403, 404, 409)}


@router.get("/dossiers/{reference}/payment", auth=READ, response=ANSWERS, summary="Read a payment")
def payment(request: ActingRequest, reference: str) -> Any:  # noqa: ANN401 - ninja's answer
    """`state` is `none`, `open`, `paid` or `closed`; money that came is `received`."""
    return payment_out(own_dossier(request, reference))


@router.post("/dossiers/{reference}/payment", auth=WRITE, response=ANSWERS, summary="Pay the fee")
def pay(request: ActingRequest, reference: str) -> Any:  # noqa: ANN401 - ninja's answer
    """Ask for the fee under a reference; asked again it is the same."""
    dossier = own_dossier(request, reference)
    actions.ask(dossier.pk, by=request.actor, at=clock.now())
    return payment_out(dossier)


def payment_out(dossier: Dossier) -> PaymentOut:
    """How the fee of a dossier is paid online."""
    paying = queries.paying(dossier, at=clock.now())
    demand = paying.demand
    if demand is None:
        state = "none"
    elif demand.paid_at:
        state = "paid"
    else:
        state = "closed" if demand.closed_at else "open"
    return PaymentOut(
        state=state,
        reference=demand.reference if demand else "",
        amount=demand.amount if demand else dossier.fee_amount,
        received=demand.received if demand else 0,
        paid_at=demand.paid_at if demand else None,
        offers=[
            OfferOut(
                provider=one.provider,
                code=one.code,
                link=one.link,
                facts=[FactOut(label=label, value=value) for label, value in one.facts],
            )
            for one in paying.offers
        ],
    )
