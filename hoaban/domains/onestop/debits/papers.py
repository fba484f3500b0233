"""Money that left, as the list has it."""

from collections.abc import Sequence
from dataclasses import dataclass

from hoaban.domains.onestop.debits import queries as debits_queries
from hoaban.gateways.payments.models import Debit


@dataclass(frozen=True, slots=True)
class ListedDebit:
    """A debit of the list, and who said what it was."""

    debit: Debit
    settled_by: str


def listed_debits(debits: Sequence[Debit]) -> list[ListedDebit]:
    """The debits of a page, each with what one needs to settle it."""
    by = debits_queries.settled_by(debits)
    return [ListedDebit(one, by.get(one.pk, "")) for one in debits]
