"""Be paid without a counter: what a payer is shown, and what a provider confirms. Which providers
there are is a setting; each says whether it serves an agency.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from hoaban.core.refusals import Refusal
from hoaban.gateways.payments.enums import PLATFORM, TRANSFER


@dataclass(frozen=True, slots=True)
class Demand:
    """A sum asked for: whole VND, under a short reference, for an agency (its code)."""

    reference: str
    agency: str
    amount: int


@dataclass(frozen=True, slots=True)
class Offer:
    """How one demand is paid with one provider.

    `code` is the text of a square code, "" without one; `link` a page on which one pays, ""
    without one; `facts` are labels and values that a payer may have to type.
    """

    provider: str
    code: str
    link: str
    facts: tuple[tuple[str, str], ...]
    is_synthetic: bool


UNNUMBERED = "#"  # begins the number that we give what a provider tells without one


@dataclass(frozen=True, slots=True)
class Said:
    """That money came, as a provider says it. `number` is the provider's own, once a payment, or
    one of ours (UNNUMBERED). Banks begin their numbers anew, daily or with each batch: only where
    `is_numbered_once` does a number stand for one payment for ever.
    """

    provider: str
    agency: str  # code; whose account
    number: str
    memo: str  # in which the reference stands
    amount: int  # whole VND
    paid_at: datetime
    is_numbered_once: bool = False


class NotAConfirmation(Refusal):
    """Không đọc được xác nhận thanh toán này: {what}."""


class Provider(Protocol):
    """A way to be paid."""

    def serves(self, agency: str, on: date) -> bool:
        """Whether this agency is paid this way on a day."""
        ...

    def offer(self, demand: Demand, on: date) -> Offer:
        """What the payer of a demand is shown; only for an agency that it serves."""
        ...

    def read(self, message: Mapping[str, str], agency: str) -> Said:
        """What one message of the provider says: `number`, `memo`, `amount` (whole VND, figures)
        and `paid_at` (ISO with zone). Refuses NotAConfirmation.
        """
        ...


@cache
def _adapter(path: str) -> Provider:
    provider: Provider = import_string(path)()
    return provider


OURS = {
    TRANSFER: "hoaban.gateways.payments.adapters.vietqr.VietQrAdapter",
    PLATFORM: "hoaban.gateways.payments.adapters.stand_in.StandInAdapter",  # nobody pays there
}


def paths() -> dict[str, str]:
    """The dotted path of each provider that settings name: one of ours, or `name=path`."""
    named = [each.partition("=") for each in settings.PAYMENTS]
    return {name: path or OURS.get(name, name) for name, _equals, path in named}


def providers() -> dict[str, Provider]:
    """Every provider that settings name, by its short name, in their order."""
    return {name: _adapter(path) for name, path in paths().items()}
