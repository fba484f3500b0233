"""Moments as the tables of others write them, such as the statements of banks. Pure text."""

import re
from datetime import datetime

from hoaban.core import days
from hoaban.core.refusals import Refusal
from hoaban.core.workdays.tables import VIETNAM

YEARS = range(2000, 2200)

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\s*(?P<half>[AP]M|SA|CH)\b)?",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2})")


def read(text: str) -> datetime | None:
    """When it came: a day of YEARS, with the hour where it is told; None for anything else."""
    return found if (found := _read(text)) and found.year in YEARS else None


def _read(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
        return found.replace(tzinfo=VIETNAM) if found.tzinfo is None else found
    except ValueError:
        pass
    clock = _CLOCK.search(text)
    try:
        written = _CLOCK.sub(" ", text).strip(" ,-T")
        day = days.read(_whole_year(written))
        return datetime.fromisoformat(f"{day}T{_hour(clock)}").replace(tzinfo=VIETNAM)
    except (ValueError, Refusal):
        return None


def _whole_year(written: str) -> str:
    """`16/03/20` as 2020: no bank kept statements by machine before this century."""
    short = _SHORT_YEAR.fullmatch(written)
    return f"{short[1]}/{short[3]}/20{short[4]}" if short else written


def _hour(clock: re.Match[str] | None) -> str:
    if clock is None:
        return "00:00:00"
    hour, minute, second = (int(clock[part] or 0) for part in ("hour", "minute", "second"))
    half = (clock["half"] or "").upper()
    if half in {"PM", "CH"} and hour < 12:  # noqa: PLR2004 - noon
        hour += 12
    elif half in {"AM", "SA"} and hour == 12:  # noqa: PLR2004
        hour = 0
    return f"{hour:02}:{minute:02}:{second:02}"
