"""Where a one-stop shop is, how it is reached, when it is open: from the province's `shops.csv`."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from pydantic import model_validator

from hoaban.core import clock
from hoaban.core.calendars import queries as calendars
from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.core.language import FIRST, text
from hoaban.core.people import agencies, areas, names, periods, searching
from hoaban.core.people.models import Agency
from hoaban.core.workdays.facts import MissingYear
from hoaban.core.workdays.tables import Calendar
from hoaban.engines.content.shapes import Dated, Filled, Found, Yes, misplaced, table
from hoaban.engines.law import lookup
from hoaban.ui import opening

Names = tuple[str, ...]


class ShopLine(Dated):
    """A line: the shop of an agency from a day on. `synthetic` is what was made up.

    With `at` its dossiers are received and returned in the shop of that agency, as in the one
    centre of a province; where that is stands in the line of its own.
    """

    agency: Filled
    at: str
    address: dict[str, str]
    phone: str
    email: str
    synthetic: Yes
    note: str

    @model_validator(mode="after")
    def _stands_somewhere(self) -> "ShopLine":
        has_address = bool(self.address.get(FIRST, "").strip())
        if self.at and (has_address or self.phone or self.email):
            words = "nơi nhận chung có địa chỉ, điện thoại ở dòng của chính nó"
            raise misplaced(words, "at")
        if not self.at and not has_address:
            raise misplaced(f'thiếu khóa "{FIRST}"', "address")
        return self


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop as pages show it on a day, in the reader's language; "" where content has nothing.

    `serves` are the short names of the agencies that have no other shop, where it is not its own;
    `hours` are lines (days, hours); `today` says whether it is open now and until or from when.
    """

    agency: str
    name: str
    district: str
    address: str
    phone: str
    email: str
    serves: tuple[str, ...]
    is_synthetic: bool
    hours: tuple[tuple[str, str], ...]
    today: str
    is_open: bool


def path() -> Path:
    """The province's `shops.csv`."""
    return folders.province() / "shops.csv"


def read() -> Found[ShopLine]:
    """What the file says, and what is wrong in it. A province need not have one."""
    return table(path(), ShopLine, key=("agency", "valid_from")) if path().exists() else Found()


def _by(column: str) -> dict[str, list[ShopLine]]:
    key = attrgetter(column)
    return {code: list(found) for code, found in groupby(sorted(read().all(), key=key), key=key)}


_lines = KeptFiles(lambda: [path()], lambda: _by("agency"))
_guests = KeptFiles(lambda: [path()], lambda: _by("at"))


def shop(of: Agency, at: datetime) -> Shop:
    """Where an agency's dossiers are received and returned at a moment. One query (calendar)."""
    seat = seat_of(of, clock.day(at))
    return _shop(seat, _calendar(seat.code), at)


def shops(at: datetime, *, asked: str = "") -> list[Shop]:
    """Every shop of the day in the order of the units; with `asked` those that answer to it."""
    on = clock.day(at)
    wanted = searching.words(asked)
    served: dict[str, list[Agency]] = {}
    for row in agencies.at(on).taking_part():
        if all(one in _said(row, on) for one in wanted):
            served.setdefault(seat_of(row, on).code, []).append(row)
    try:
        held = calendars.calendars(served)
    except MissingYear:
        held = {}
    serves = {c: tuple(r.shown for r in rows if r.code != c) for c, rows in served.items()}
    return [_shop(agencies.row(c, on), held.get(c), at, names) for c, names in serves.items()]


def seat_of(of: Agency, on: date) -> Agency:
    """The agency in whose shop dossiers of another are received on a day; itself as a rule."""
    line = _own_line(of.code, on)
    return (agencies.at(on).get(line.at) if line else None) or of


def named(of: Agency, on: date) -> str:
    """The shop as papers call it on a day: by its own name where it serves several agencies."""
    seat = seat_of(of, on)
    return text(seat.name, FIRST) if _is_shared(seat, on) else lookup.term("shop", on, FIRST)


def called(of: Agency, on: date) -> str:
    """The same as people call it, in the reader's language."""
    seat = seat_of(of, on)
    return text(seat.name) if _is_shared(seat, on) else lookup.term("counter", on)


def shown(of: Agency, on: date) -> str:
    """The same with the agency whose it is, in the reader's language."""
    name = called(of, on)
    return name if _is_shared(seat_of(of, on), on) else f"{name}, {text(of.name)}"


def _is_shared(seat: Agency, on: date) -> bool:
    """Whether its shop receives for other agencies, and so has a name of its own."""
    return any(periods.lives(line, on) for line in _guests.get().get(seat.code, ()))


def _said(row: Agency, on: date) -> str:
    """The words it is found by: its own and those of the agencies that it answers for."""
    codes = agencies.answered_for(row.code, on) if row.level == "commune" else {row.code}
    codes = codes | {seat_of(row, on).code}
    held = [agencies.versions(code)[-1] for code in codes]
    return " ".join(f"{one.search_text} {names.fold(_district(one, _last(one)))}" for one in held)


def _last(row: Agency) -> date:
    return row.valid_to - timedelta(days=1) if row.valid_to else row.valid_from


def _calendar(code: str) -> Calendar | None:
    with suppress(MissingYear):
        return calendars.calendar(code)
    return None


def _shop(of: Agency, calendar: Calendar | None, at: datetime, serves: Names = ()) -> Shop:
    on = clock.day(at)
    line = _own_line(of.code, on)
    today, is_open = opening.today(calendar, at)
    return Shop(
        agency=of.code,
        name=shown(of, on),
        district=_district(of, on),
        address=text(line.address) if line else "",
        phone=line.phone if line else "",
        email=line.email if line else "",
        serves=serves,
        is_synthetic=bool(line and line.synthetic),
        hours=tuple(opening.week(calendar, on)) if calendar else (),
        today=today,
        is_open=is_open,
    )


def line_of(of: Agency, on: date) -> ShopLine | None:
    """How the shop of an agency is reached on a day, as content has it."""
    return _own_line(seat_of(of, on).code, on)


def _own_line(agency_code: str, on: date) -> ShopLine | None:
    return next((one for one in _lines.get().get(agency_code, ()) if periods.lives(one, on)), None)


def _district(of: Agency, on: date) -> str:
    """The district of a commune's shop, which tells two communes of one name apart."""
    above = agencies.at(on).get(of.parent_code)
    if of.level != "commune" or above is None or above.level != "district":
        return ""
    return areas.row(above.area_code, on).name
