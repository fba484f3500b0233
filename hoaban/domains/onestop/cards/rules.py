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


# number|old number|name|ddmmyyyy|sex|address|ddmmyyyy of issue, and more on newer cards
_LINE = re.compile(
    r"(\d{12})\|(?:\d{9}|\d{12})?\|([^|]+)\|(\d{8})\|([^|]*)\|([^|]*)\|(\d{8})", re.ASCII
)
_OLD = re.compile(r"\d{9}", re.ASCII)
_DAY = re.compile(r"(..)(..)(....)")
_SEXES = {"nam": "male", "nữ": "female"}


def card(line: str) -> Card | None:
    """The card of a line; None where it is the line of something else."""
    found = _LINE.search(line)
    if found is None:
        return None
    number, name, born, sex, address, issued = found.groups()
    return Card(
        number,
        name.strip(),
        _DAY.sub(r"\1/\2/\3", born),
        _SEXES.get(sex.strip().lower(), ""),
        address.strip(),
        _DAY.sub(r"\1/\2/\3", issued),
    )


def is_old(number: str) -> bool:
    """Whether a number is that of an identity card of nine digits (chứng minh nhân dân 9 số)."""
    return _OLD.fullmatch(number) is not None
