"""Money that left, as the list has it."""

from collections.abc import Sequence
from dataclasses import dataclass

from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.debits import queries as debits_queries
from hoaban.domains.onestop.transfers.papers import Named, named
from hoaban.gateways.payments.models import Debit


@dataclass(frozen=True, slots=True)
class ListedDebit:
    """A debit of the list, the dossier that it is about, and who said what it was."""

    debit: Debit
    about: Named | None
    settled_by: str


def listed_debits(debits: Sequence[Debit], actor: Actor) -> list[ListedDebit]:
    """The debits of a page, each with what one needs to settle it."""
    by = debits_queries.settled_by(debits)
    names = named((one.about for one in debits if one.about), actor)
    return [ListedDebit(one, names.get(one.about), by.get(one.pk, "")) for one in debits]
