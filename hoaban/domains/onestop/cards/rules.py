"""What the square code of an identity card says. Pure: text in, values out."""

import re
from dataclasses import dataclass
from itertools import islice


@dataclass(frozen=True, slots=True)
class Card:
    """An identity card as its code says it; days as dd/mm/yyyy, the address in one line."""

    number: str
    full_name: str
    birth_date: str
    sex: str  # as the forms name it: "male", "female", or nothing
    address: str
    issued_on: str


# number|old number|name|ddmmyyyy|sex|address|ddmmyyyy of issue, and more on newer cards. Readers
# may put something before it (`]Q1`), another sign for the bar, and signs into the days.
_BEGINS = re.compile(r"(\d{12})([|¦‖~^;$\t\x1c-\x1f])", re.ASCII)
_FORMER = re.compile(r"(?:\d{9}|\d{12})?", re.ASCII)
_DAY = re.compile(r"(\d\d)[/.-]?(\d\d)[/.-]?(\d{4})", re.ASCII)
_OLD = re.compile(r"\d{9}", re.ASCII)
_SEXES = {"nam": "male", "nữ": "female"}
_PARTS = 6  # behind the number
_TRIED = 3  # places of a line where a card may begin


def card(line: str) -> Card | None:
    """The card of a line; None where it is the line of something else."""
    parts = _parts(line)
    if parts is None:
        return None
    number, _former, name, born, sex, address, issued = parts
    return Card(
        number,
        name.strip(),
        born,
        _SEXES.get(sex.strip().lower(), ""),
        address.strip(),
        issued,
    )


def numbers(line: str) -> tuple[str, ...]:
    """The number of a card and, where it says one, that of the card before; of no card nothing."""
    parts = _parts(line)
    return tuple(filter(None, parts[:2])) if parts else ()


def is_old(number: str) -> bool:
    """Whether a number is that of an identity card of nine digits (chứng minh nhân dân 9 số)."""
    return _OLD.fullmatch(number) is not None


def _parts(line: str) -> list[str] | None:
    """A line as its seven parts, days as dd/mm/yyyy."""
    for found in islice(_BEGINS.finditer(line), _TRIED):
        number, bar = found.groups()
        parts = line[found.end() :].split(bar, _PARTS)[:_PARTS]
        if len(parts) < _PARTS:
            continue
        former, name, born, sex, address, issued = parts
        days = [_DAY.match(born), _DAY.match(issued)]
        if name and _FORMER.fullmatch(former) and all(days):
            first, last = ("/".join(day.groups()) for day in days if day)
            return [number, former, name, first, sex, address, last]
    return None
