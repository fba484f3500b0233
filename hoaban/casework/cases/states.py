"""State tables: the rule of a kind of case, applied and not drawn."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

# What an act does to the clock.
STARTS, PAUSES, RESTARTS, ENDS = "starts", "pauses", "restarts", "ends"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a state table: who may do `act` from which states, and what it changes.

    `target` is the state afterwards (None: it stays), `clock` what the legal clock does (empty: it
    goes on), `turn` whose turn it is afterwards (empty: it stays; NOBODY: the case has ended;
    STEP: the role of the step at hand), `topic` the topic of law that says so, `event` what the
    journal calls it. `part` is what the agency of an official has to do with the case (empty: it
    answers for it).
    """

    act: str
    words: str
    sources: frozenset[str]
    target: str | None
    who: frozenset[str]
    topic: str
    event: str
    clock: str = ""
    turn: str = ""
    part: str = ""


NOBODY = "nobody"
STEP = "step"

Table = Mapping[str, Line]


def line(  # noqa: PLR0917 - a row of a table
    act: str,
    words: str,
    sources: Collection[str],
    target: str | None,
    who: str,
    topic: str,
    event: str,
    *,
    clock: str = "",
    turn: str = "",
    part: str = "",
) -> Line:
    """A row of a table as it is written down: `who` is the names with spaces between."""
    actors = frozenset(who.split())
    return Line(act, words, frozenset(sources), target, actors, topic, event, clock, turn, part)
