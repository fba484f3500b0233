"""Which column of a bank's statement is what, and what a line of it says. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from hoaban.core.people import names
from hoaban.domains.onestop.statements.refused import ColumnsUnknown
from hoaban.engines.sheets import amounts

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
TOTALS = frozenset(
    (
        *("cong", "tong", "tong cong", "tong so", "cong phat sinh", "tong phat sinh"),
        *("tong cong phat sinh", "so du dau ky", "so du cuoi ky", "total", "totals"),
        *("grand total", "opening balance", "closing balance"),
    )
)
NEEDED = ("amount", "memo", "paid_at")


@dataclass(frozen=True, slots=True)
class Heads:
    """Where the headings stand (line from 0), and which column is what: `amount`, and where they
    are there `debit` and `sign` (whether money came in or went out).
    """

    line: int
    places: Mapping[str, int]


class Came(Enum):
    """Why no money of a line came in."""

    OUT = auto()  # it went out
    NONE = auto()  # nothing came and nothing went
    UNREADABLE = auto()
    UNCLEAR = auto()  # whether it came in or went out


def heads(rows: Sequence[Sequence[str]], *, tallest: int) -> Heads:
    """The last line of the headings of a statement, which may take several: a common heading above
    others, or another language below: at most `tallest`. Refuses ColumnsUnknown.
    """
    folded = [[names.fold(cell) for cell in row] for row in rows]
    for tall in range(1, tallest + 1):  # what stands above the headings is none of them
        for number in range(len(folded) - tall + 1):
            ends = number + tall
            if _is_whole(_joined(folded[number:ends])) and _are_words(folded[number:ends]):
                while _goes_on(folded, ends) and _is_whole(_joined(folded[number : ends + 1])):
                    ends += 1
                return Heads(ends - 1, _places(_joined(folded[number:ends])))
    raise ColumnsUnknown


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """The words of each column in these rows, one below the other."""
    wide = max((len(row) for row in rows), default=0)
    columns = ([row[at] for row in rows if at < len(row) and row[at]] for at in range(wide))
    return [" ".join(words) for words in columns]


def _is_whole(cells: Sequence[str]) -> bool:
    places = _places(cells)
    return all(name in places for name in NEEDED)


def _are_words(rows: Sequence[Sequence[str]]) -> bool:
    """Whether below the first of these rows stand words alone, as in headings."""
    return not any(_FIGURE.search(cell) for row in rows[1:] for cell in row)


def _goes_on(folded: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a row below headings is one of them: words alone, of which some head a column."""
    if at >= len(folded):
        return False
    cells = [cell for cell in folded[at] if cell]
    heading = [*IN, *OUT, *SUM, *NO_SUM, *(word for words in COLUMNS.values() for word in words)]
    return bool(cells) and _are_words([[], cells]) and any(_has(cell, heading) for cell in cells)


_FIGURE = re.compile(r"\d")


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


def sums_up(row: Sequence[str], heads: Heads) -> bool:
    """Whether a row without a day only says sums or balances of the others, as banks end with."""
    place = heads.places["paid_at"]
    day = row[place] if place < len(row) else ""
    words = (names.fold(cell).strip(" :.") for cell in row if cell and not _FIGURE.search(cell))
    return next(words, "") in TOTALS and not _FIGURE.search(day)


def numbers_columns(row: Sequence[str]) -> bool:
    """Whether a row only counts the columns, as forms have it below their headings: (1), (2) ..."""
    there = [cell for cell in row if cell]
    return len(there) > 1 and all(_PLACE.fullmatch(cell) for cell in there)


_PLACE = re.compile(r"\(?[0-9]{1,2}\)?")


def came(row: Sequence[str], heads: Heads) -> int | Came:
    """The money of a line that came in, in whole VND; where none did, or that is not certain, why.
    Nobody's money that went out is taken for money that came.
    """
    cells = {name: row[at] if at < len(row) else "" for name, at in heads.places.items()}
    given, debit = amounts.signed(cells["amount"]), amounts.signed(cells.get("debit", ""))
    if given is None or debit is None:
        return Came.UNREADABLE
    if debit != 0:
        return Came.UNCLEAR if given else Came.OUT
    if given <= 0:
        return Came.OUT if given else Came.NONE
    if "sign" in cells:
        return _by_sign(given, cells)
    others = (cell for at, cell in enumerate(row) if at != heads.places["memo"])
    return Came.OUT if any(names.fold(cell) in SAYS_OUT for cell in others) else given


def went(row: Sequence[str], heads: Heads) -> int:
    """The money of a line that went out, in whole VND, where `came` says that it did."""
    cells = {name: row[at] if at < len(row) else "" for name, at in heads.places.items()}
    return abs(amounts.signed(cells.get("debit", "")) or amounts.signed(cells["amount"]) or 0)


def _by_sign(given: int, cells: Mapping[str, str]) -> int | Came:
    said = cells["sign"].strip()
    if said == cells["amount"].strip():  # one column for both
        return given if said.startswith("+") or amounts.CREDIT_BEHIND.search(said) else Came.UNCLEAR
    word = names.fold(said)
    if word in SAYS_OUT or said == "-":
        return Came.OUT
    return given if word in SAYS_IN or said == "+" else Came.UNCLEAR
