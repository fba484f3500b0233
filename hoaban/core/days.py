"""Days as people write them, kept as ISO; of an old birth often the year or the month alone.
Moments are written with their hour, where they have one.

A kept value is `1952-03-31`, `1952-03` or `1952`. Pure text, no calendar of working days.
"""

import calendar
import re
from datetime import date, datetime, time

from hoaban.core import alphabets
from hoaban.core.clock import VIETNAM
from hoaban.core.refusals import Refusal

NOW = "now"  # the kept end of what has not ended
_NOW = {"nay", "đến nay", "den nay", "hiện nay", "hien nay", NOW, "until now", "present"}
EARLIEST = 1900  # years before it are slips of the finger
_PARTS = re.compile(r"\d{1,2}[/.\-\s]+\d{1,2}[/.\-\s]+\d+|\d{1,2}[/.\-\s]+\d+|\d+")
_WORDS = re.compile(r"\b(?:ngày|tháng|năm|mùng|mồng)\b", re.IGNORECASE)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_KEPT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_LONGEST = 40


class DayUnreadable(Refusal):
    """Ghi ngày/tháng/năm, ví dụ 31/03/1990."""


class DayInPart(Refusal):
    """Ở đây cần cả ngày, tháng và năm, ví dụ 31/03/1990: chỉ có tháng hoặc năm thì chưa đủ để tính
    tuổi, thời hạn và ghi giấy tờ. Hãy xem ngày trên giấy tờ.
    """


class PartUnreadable(Refusal):
    """Ghi ngày/tháng/năm, ví dụ 31/03/1990; không rõ ngày thì ghi tháng/năm hoặc chỉ ghi năm."""


class NoSuchDay(Refusal):
    """Không có ngày {typed}."""


class YearInShort(Refusal):
    """Ghi đủ bốn chữ số của năm, ví dụ 1990."""


class YearTooEarly(Refusal):
    """Năm {year} không đúng: năm sớm nhất ghi được là {earliest}."""


def read(typed: str, *, partly: bool = False, ongoing: bool = False) -> str:
    """The day that was written, as ISO; with `partly` a month or a year alone is one too.

    Reads `31/03/1952`, `31.3.1952`, `31 03 1952`, `31031952`, `1952-03-31`, `ngày 31 tháng 3 năm
    1952`; with `partly` also `03/1952`, `1952` and zeros for what is not known (`00/00/1952`);
    with `ongoing` also that something has not ended (`nay`), which is kept as NOW. Refuses
    what is no day, days that do not exist, years of two figures and those before 1900.
    """
    if ongoing and " ".join(typed.casefold().split()).rstrip(".") in _NOW:
        return NOW
    figures, plain = None, alphabets.narrow(typed)
    if len(typed) <= _LONGEST:
        figures = _figures(" ".join(_WORDS.sub(" ", _DASHES.sub("-", plain)).split()))
    if figures is None or (len(figures) < 3 and not partly):  # noqa: PLR2004 - day, month, year
        is_part = figures is not None and len(figures[-1]) == len("1990")
        raise PartUnreadable if partly else DayInPart if is_part else DayUnreadable
    year, *smaller = reversed(figures)
    while partly and smaller and not int(smaller[-1]):  # 00/00/1952
        smaller.pop()
    return _kept(year, [int(one) for one in smaller], typed.strip())


def _figures(written: str) -> list[str] | None:
    """Day, month and year as figures, as far as they were given; None for anything else."""
    if not written.isascii():
        return None
    if found := _ISO.fullmatch(written):
        return [one for one in reversed(found.groups()) if one]
    if not _PARTS.fullmatch(written):
        return None
    figures = re.findall(r"\d+", written)
    return _apart(figures[0]) if len(figures) == 1 else figures


def _apart(figures: str) -> list[str]:
    """`31031952`, `031952` or `1952`; eight figures may begin with the year as systems write it."""
    if len(figures) == 8:  # noqa: PLR2004
        if int(figures[4:]) < EARLIEST <= int(figures[:4]):
            return [figures[6:], figures[4:6], figures[:4]]
        return [figures[:2], figures[2:4], figures[4:]]
    if len(figures) == 6:  # noqa: PLR2004
        return [figures[:2], figures[2:]]
    return [figures]


def _kept(year: str, smaller: list[int], typed: str) -> str:
    """`smaller` is the month and then the day, as far as they are known."""
    if len(year) < 3:  # noqa: PLR2004
        raise YearInShort
    if len(year) > 4:  # noqa: PLR2004
        raise NoSuchDay(typed=typed)
    if int(year) < EARLIEST:
        raise YearTooEarly(year=int(year), earliest=EARLIEST)
    month, day = [*smaller, 1, 1][:2]
    try:
        found = date(int(year), month, day)
    except ValueError:
        raise NoSuchDay(typed=typed) from None
    return found.isoformat()[: (4, 7, 10)[len(smaller)]]


def span(kept: object) -> tuple[date, date] | None:
    """The first and the last day that a kept value may mean; None for anything else."""
    found = _KEPT.fullmatch(str(kept))
    if not found:
        return None
    year, month, day = (int(one) if one else None for one in found.groups())
    try:
        if year and month and day:
            return (only := date(year, month, day)), only
        if year and month:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year or 0, 1, 1), date(year or 0, 12, 31)
    except ValueError:
        return None


def shown(kept: object) -> str:
    """`31/03/1952`, `03/1952` or `1952`; what is no kept day stays as it is."""
    text = str(kept)
    return "/".join(reversed(text.split("-"))) if span(text) else text


def has_hour(moment: datetime) -> bool:
    """Whether a moment tells the hour: what only says the day is kept as its first moment."""
    return moment.astimezone(VIETNAM).time() != time.min


def written(moment: datetime) -> str:
    """`10:05 30/03/2020` by the province's clock; the day alone where no hour is known."""
    here = moment.astimezone(VIETNAM)
    return f"{here:%H:%M %d/%m/%Y}" if has_hour(moment) else f"{here:%d/%m/%Y}"
