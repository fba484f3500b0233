"""Which column of a bank's statement is what, and what a line of it says. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hoaban.core import days
from hoaban.core.refusals import Refusal
from hoaban.core.workdays.tables import VIETNAM
from hoaban.domains.onestop.transfers.refused import ColumnsUnknown

# Words of the headings of each column, without tone marks, the more telling first.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "amount": ("ghi co", "so tien co", "tien vao", "credit", "so tien", "amount"),
    "memo": ("noi dung", "dien giai", "mo ta", "description", "memo", "remark"),
    "paid_at": ("ngay giao dich", "thoi gian", "ngay", "date"),
    "number": ("so giao dich", "ma giao dich", "so but toan", "so tham chieu", "reference", "ref"),
}
NEEDED = ("amount", "memo", "paid_at")
_CLOCK = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?")
_NUMBER = re.compile(r"[+]?\d{1,3}(?:[.,\s]\d{3})+(?:[.,]0{1,2})?|[+]?\d+(?:[.,]0{1,2})?")


@dataclass(frozen=True, slots=True)
class Heads:
    """Where the headings stand (line from 0), and which column is what."""

    line: int
    places: Mapping[str, int]


def folded(text: str) -> str:
    """Small letters without tone marks."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def heads(rows: Sequence[Sequence[str]]) -> Heads:
    """The line of headings of a statement. Refuses ColumnsUnknown."""
    for number, row in enumerate(rows):
        places = _places([folded(cell) for cell in row])
        if all(name in places for name in NEEDED):
            return Heads(number, places)
    raise ColumnsUnknown


def _places(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, words in COLUMNS.items():
        for word in words:
            place = next((n for n, cell in enumerate(cells) if word in cell), None)
            if place is not None and place not in found.values():
                found[name] = place
                break
    return found


def amount(text: str) -> int | None:
    """Whole VND that came in; None where nothing did (a debit, an empty cell, no number)."""
    given = text.strip().upper().removesuffix("VND").strip()
    if not _NUMBER.fullmatch(given):
        return None
    whole = re.sub(r"[.,]0{1,2}$", "", given)
    return int(re.sub(r"\D", "", whole)) or None


def moment(text: str) -> datetime | None:
    """When it came: a day, with the hour where it is told; None for anything else."""
    try:
        found = datetime.fromisoformat(text.strip())
        return found.replace(tzinfo=VIETNAM) if found.tzinfo is None else found
    except ValueError:
        pass
    clock = _CLOCK.search(text)
    try:
        day = days.read(_CLOCK.sub(" ", text).strip(" ,-T"))
        said = clock.groupdict(default="00").values() if clock else ()
        hour = ":".join(f"{int(part):02}" for part in said) or "00:00:00"
        return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=VIETNAM)
    except (ValueError, Refusal):
        return None
