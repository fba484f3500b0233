"""Which column of a bank's statement is what, and what a line of it says. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from hoaban.core import figures
from hoaban.core.people import names
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.dossiers.rules import WIDTH
from hoaban.domains.onestop.transfers.refused import ColumnsUnknown

# Words of the headings of each column, without tone marks, the more telling first.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "memo": (
        *("noi dung", "dien giai", "mo ta", "description", "memo", "remark", "remarks"),
        *("details", "detail", "narrative", "chi tiet"),
    ),
    "paid_at": ("ngay giao dich", "ngay gd", "thoi gian", "ngay", "date"),
    "number": (
        *("so giao dich", "ma giao dich", "ma gd", "so but toan", "so tham chieu", "so ct"),
        *("so chung tu", "reference", "ref"),
    ),
}
IN = ("co", "credit", "cr", "tien vao", "deposit")
OUT = ("no", "debit", "dr", "tien ra", "withdrawal", "rut")
SUM = ("so tien", "amount")
NO_SUM = ("so du", "balance", "so tai khoan", "tai khoan doi ung", "fee")
SAYS_IN = frozenset({*IN, "c", "ghi co", "in"})
SAYS_OUT = frozenset({*OUT, "d", "n", "ghi no", "out"})
NEEDED = ("amount", "memo", "paid_at")

_CURRENCY = re.compile(r"(?:VND|VNĐ|₫|đ)", re.IGNORECASE)
_DEBIT_BEHIND = re.compile(r"\s*(?:DR|D|-)$", re.IGNORECASE)
_CREDIT_BEHIND = re.compile(r"\s*(?:CR|C|\+)$", re.IGNORECASE)
_CODE_ENDS = re.compile(r"(?=(?P<day>[0-9]{6})(?P<number>[0-9]{4,6}))")
_NO_PART = re.compile(r"(?<=\d)[.,]0{1,2}$")


@dataclass(frozen=True, slots=True)
class Heads:
    """Where the headings stand (line from 0), and which column is what: `amount`, and where they
    are there `debit` and `sign` (whether money came in or went out).
    """

    line: int
    places: Mapping[str, int]


class Came(Enum):
    """Why no money of a line came in."""

    OUT = auto()  # it went out, or there is none
    UNREADABLE = auto()
    UNCLEAR = auto()  # whether it came in or went out


def heads(rows: Sequence[Sequence[str]]) -> Heads:
    """The line of headings of a statement. Refuses ColumnsUnknown."""
    for number, row in enumerate(rows):
        places = _places([names.fold(cell) for cell in row])
        if all(name in places for name in NEEDED):
            return Heads(number, places)
    raise ColumnsUnknown


def _has(cell: str, words: Sequence[str]) -> bool:
    return any(f" {word} " in f" {cell} " for word in words)


def _first(cells: Sequence[str], words: Sequence[str]) -> int | None:
    return next((n for n, cell in enumerate(cells) if _has(cell, words)), None)


def _places(cells: Sequence[str]) -> dict[str, int]:
    found = _money(cells)
    for name, words in COLUMNS.items():
        for word in words:
            place = _first(cells, [word])
            if place is not None and place not in found.values():
                found[name] = place
                break
    return found


def _money(cells: Sequence[str]) -> dict[str, int]:
    """The columns of money; one of money that went out is never that of money that came in."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        if _has(cell, NO_SUM) or any(_has(cell, words) for words in COLUMNS.values()):
            continue  # such as the day of a credit
        comes, goes = _has(cell, IN), _has(cell, OUT)
        if (comes and goes) or cell in {"d c", "c d"}:
            found.setdefault("sign", place)
        elif comes or goes:
            found.setdefault("credit" if comes else "debit", place)
        elif _has(cell, SUM):
            found.setdefault("sum", place)
    sign = found.get("sign")
    told = sign if sign is not None and _has(cells[sign], ("tien", *SUM)) else None
    amount = found.pop("credit", None)
    given = found.pop("sum", None)
    taken = next((one for one in (amount, given, told) if one is not None), None)
    return found if taken is None else found | {"amount": taken}


def came(row: Sequence[str], heads: Heads) -> int | Came:
    """The money of a line that came in, in whole VND; where none did, or that is not certain, why.
    Nobody's money that went out is taken for money that came.
    """
    cells = {name: row[at] if at < len(row) else "" for name, at in heads.places.items()}
    given, debit = signed(cells["amount"]), signed(cells.get("debit", ""))
    if given is None:
        return Came.UNREADABLE
    if debit != 0:
        return Came.UNCLEAR if given else Came.OUT
    if given <= 0:
        return Came.OUT
    if "sign" in cells:
        return _by_sign(given, cells)
    others = (cell for at, cell in enumerate(row) if at != heads.places["memo"])
    return Came.OUT if any(names.fold(cell) in SAYS_OUT for cell in others) else given


def _by_sign(given: int, cells: Mapping[str, str]) -> int | Came:
    said = cells["sign"].strip()
    if said == cells["amount"].strip():  # one column for both
        return given if said.startswith("+") or _CREDIT_BEHIND.search(said) else Came.UNCLEAR
    word = names.fold(said)
    if word in SAYS_OUT or said == "-":
        return Came.OUT
    return given if word in SAYS_IN or said == "+" else Came.UNCLEAR


def signed(text: str) -> int | None:
    """Whole VND: below 0 what went out, 0 an empty cell; None for what is no sum."""
    given = _CURRENCY.sub("", text).strip()
    if given in {"", "-"}:
        return 0
    if given.startswith("(") and given.endswith(")"):
        given = f"-{given[1:-1]}"
    goes = given.startswith("-") or bool(_DEBIT_BEHIND.search(given))
    bare = _CREDIT_BEHIND.sub("", _DEBIT_BEHIND.sub("", given)).lstrip("+-").strip()
    try:
        whole = figures.whole(_NO_PART.sub("", bare))
    except Refusal:
        return None
    return -whole if goes else whole


def numbers(plain: str) -> Iterator[tuple[str, int]]:
    """The day (YYMMDD) and number with which a dossier's code may end, wherever they stand."""
    for found in _CODE_ENDS.finditer(plain):
        for length in range(WIDTH, len(found["number"]) + 1):
            yield found["day"], int(found["number"][:length])
