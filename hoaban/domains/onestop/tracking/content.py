"""The national codes of states as content: each state has one on every day that the table holds."""

from collections.abc import Iterator

from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.tracking import queries
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem


def check() -> list[Problem]:
    """What is wrong in the table, and which states it forgets on a day on which it names others."""
    found = queries.read()
    return [*found.problems, *_forgotten()] if not found.problems else found.problems


def _forgotten() -> Iterator[Problem]:
    lines = queries.read().all()
    for on in sorted({day for line in lines for day in (line.valid_from, line.valid_to) if day}):
        named = {line.state for line in lines if queries.holds(line, on)}
        if named and (left := set(State) - named):
            words = f"ngày {on} thiếu trạng thái: {', '.join(sorted(left))}"
            yield Problem(queries.path().name, 1, 1, words)


KINDS = [Kind("national states", lambda: [one for one in [queries.path()] if one.exists()], check)]
