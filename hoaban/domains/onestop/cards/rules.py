"""What the square code of an identity card says. Pure: text in, values out."""

import re
from dataclasses import dataclass


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
_BAR, _TEXT = r"(?P=bar)", r"(?:(?!(?P=bar)).)"
_FIGURES = r"(\d\d)[/.-]?(\d\d)[/.-]?(\d{4})"
_LINE = re.compile(
    rf"(\d{{12}})(?P<bar>[|¦‖~^;$\t\x1c-\x1f])(\d{{9}}|\d{{12}})?{_BAR}({_TEXT}+)"
    rf"{_BAR}{_FIGURES}{_BAR}({_TEXT}*){_BAR}({_TEXT}*){_BAR}{_FIGURES}",
    re.ASCII | re.DOTALL,
)
_OLD = re.compile(r"\d{9}", re.ASCII)
_SEXES = {"nam": "male", "nữ": "female"}


def card(line: str) -> Card | None:
    """The card of a line; None where it is the line of something else."""
    found = _LINE.search(line)
    if found is None:
        return None
    number, _bar, _former, name, *born, sex, address, day, month, year = found.groups()
    return Card(
        number,
        name.strip(),
        "/".join(born),
        _SEXES.get(sex.strip().lower(), ""),
        address.strip(),
        f"{day}/{month}/{year}",
    )


def numbers(line: str) -> tuple[str, ...]:
    """The number of a card and, where it says one, that of the card before; of no card nothing."""
    found = _LINE.search(line)
    if found is None:
        return ()
    number, _bar, former, *_rest = found.groups()
    return (number, former) if former else (number,)


def is_old(number: str) -> bool:
    """Whether a number is that of an identity card of nine digits (chứng minh nhân dân 9 số)."""
    return _OLD.fullmatch(number) is not None
