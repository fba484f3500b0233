"""What differs from run to run is named by the order in which it is first seen."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.oracle import doors

WORD = re.compile(r"[0-9A-Za-z]+")
DRAWN = re.compile(
    r"""
    (?P<sha256>\b[0-9a-f]{64}\b) | (?P<id>\b(?=[0-9a-f]*[a-f])[0-9a-f]{16}\b)
    | (?P<document>(?<=verify/)[2-9a-hjkmnp-z]{12}\b) | (?P<code>(?<="public_id":")[^"<]+)
    """,
    re.VERBOSE,
)

DOTS = re.compile(r"(?:\. ?){4,}")  # what is left blank on a paper; how many dots is no matter


class Masks:
    """Placeholders: a case's random reference by its place, other drawn values as they come."""

    def __init__(self, var: Path | None = None) -> None:
        self.cases: dict[int, str] = {}
        self.names: dict[str, str] = {}
        self.drawn: dict[str, str] = {}
        if var:
            self.learn(var)

    def learn(self, var: Path) -> None:
        """Know the references of all cases there are by now."""
        for place, (pk, reference, _code) in enumerate(doors.rows(var, doors.CASES), start=1):
            self.cases[pk] = f"<case {place}>"
            self.names[reference] = self.cases[pk]

    def name(self, value: str, name: str) -> None:
        """Give a drawn value a placeholder of its own."""
        self.names[value] = f"<{name}>"

    def text(self, text: str) -> str:
        known = WORD.sub(lambda word: self.names.get(word[0], word[0]), text)
        return DRAWN.sub(self._placeholder, known)

    def _placeholder(self, found: re.Match[str]) -> str:
        kind, value = found.lastgroup, found[0]
        if value not in self.drawn:
            count = sum(name.startswith(f"<{kind} ") for name in self.drawn.values())
            self.drawn[value] = f"<{kind} {count + 1}>"
        return self.drawn[value]


def canonical(value: Any) -> str:  # noqa: ANN401 - JSON
    """JSON in one way of writing it, in one line."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def readable(value: Any) -> str:  # noqa: ANN401 - JSON
    """JSON in one way of writing it, to read."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def plain(lines: Iterable[str]) -> str:
    """Lines without spaces at their ends, runs of spaces as one, and nothing empty."""
    found = (DOTS.sub("… ", " ".join(line.split())).strip() for line in lines)
    return "\n".join(line for line in found if line) + "\n"
