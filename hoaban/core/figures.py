"""Numbers as people write them: thousands in threes, a decimal comma, a currency behind.

Vietnam writes `1.234.567,5`. A sign whose meaning is not certain is asked about, never guessed:
nobody's figure becomes ten or a thousand times another.
"""

import re
from decimal import Decimal

from hoaban.core import alphabets
from hoaban.core.refusals import Refusal

_LONGEST = 40
_WIDE_SIGNS = str.maketrans("，．－　", ",.- ")
_CURRENCY = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|₫)\.?$", re.IGNORECASE)
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_IN_THREES = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
SIZES = {
    **dict.fromkeys(("tỷ", "tỉ", "ty", "ti"), 10**9),
    **dict.fromkeys(("triệu", "trieu", "tr"), 10**6),
    **dict.fromkeys(("nghìn", "ngàn", "nghin", "ngan"), 10**3),
}
_SIZED = re.compile(rf"([0-9][0-9.,]*) ?({'|'.join(SIZES)})\b")
_IN_SIZES = re.compile(rf"(?:[0-9][0-9.,]* ?(?:{'|'.join(SIZES)})\b ?)+")
_DECIMAL = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+),(\d+)|(\d+|\d{1,3}(?:,\d{3})+)\.(\d+)")


class NumberUnreadable(Refusal):
    """Ghi một số nguyên, ví dụ 12 hoặc 1.000.000."""


class FractionUnreadable(Refusal):
    """Ghi một số, phần lẻ sau dấu phẩy, ví dụ 72,5."""


class TooFine(Refusal):
    """Ghi nhiều nhất {places} chữ số sau dấu phẩy."""


class AmountUnreadable(Refusal):
    """Ghi số tiền, ví dụ 50.000.000, 50 triệu hoặc 1,5 tỷ."""


def whole(typed: str) -> int:
    """`1000000`, `1.000.000`, `1 000 000`, `16.000 đ` as a whole number; refuses all else."""
    written = _bare(typed)
    if written.removeprefix("-").isdecimal() and written.isascii():
        return int(written)
    if _IN_THREES.fullmatch(written):
        return int(re.sub(r"\D", "", written))
    raise NumberUnreadable


def fraction(typed: str, places: int) -> int | Decimal:
    """`120,5`, `1.250,75` or `120.5` with at most so many places; a whole number stays one.

    `1,250` has two meanings and is refused, `1.250` is Vietnam's one thousand two hundred fifty.
    """
    written = _bare(typed)
    try:
        if "," not in written:
            return whole(written)
    except NumberUnreadable:
        pass
    found = _DECIMAL.fullmatch(written)
    if not found or (_IN_THREES.fullmatch(written) and "," in written):
        raise FractionUnreadable
    before, behind = [one for one in found.groups() if one]
    behind = behind.rstrip("0")
    if len(behind) > places:
        raise TooFine(places=places)
    before = re.sub(r"\D", "", before)
    return Decimal(f"{before}.{behind}") if behind else int(before)


def amount(typed: str) -> int:
    """A sum of money: as `whole`, and in words of size: `50 triệu`, `1,5 tỷ`, `1 tỷ 200 triệu`.

    Refuses sizes that do not fall, as in `5 triệu 1 tỷ`, and what is no whole number of đồng.
    """
    written = " ".join(_CURRENCY.sub("", typed.strip()).casefold().split())[: _LONGEST + 1]
    if not _SIZED.search(written):
        return whole(typed)
    if len(written) > _LONGEST or not _IN_SIZES.fullmatch(written):
        raise AmountUnreadable
    total, before = Decimal(0), Decimal("Infinity")
    for number, name in _SIZED.findall(written):
        size = SIZES[name]
        total += fraction(number, 6) * size
        if size >= before:
            raise AmountUnreadable
        before = Decimal(size)
    if total != int(total):
        raise AmountUnreadable
    return int(total)


def _bare(typed: str) -> str:
    """Without currency, spaces and wide figures; nothing is left of what is too long for one."""
    if len(typed) > _LONGEST:
        return ""
    plain = alphabets.narrow(typed).translate(_WIDE_SIGNS).strip()
    return _SPACES.sub("", _CURRENCY.sub("", plain))
