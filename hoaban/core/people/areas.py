"""Administrative units of a day, and what became of one. A code alone is no key: it is reused."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hoaban.core.kept.memory import Kept
from hoaban.core.people import names, periods
from hoaban.core.people.models import Area, AreaChange
from hoaban.core.refusals import Refusal


class NoAreaThatDay(Refusal):
    """Ngày {on} không có đơn vị hành chính mã “{code}”: hãy chọn đơn vị của ngày đó.

    units.administrative
    """


@dataclass(frozen=True)
class _All:
    versions: Mapping[str, list[Area]]
    following: Mapping[str, list[AreaChange]]
    communes: dict[date, list[Area]] = field(default_factory=dict)
    within: dict[tuple[str, date], list[str]] = field(default_factory=dict)


def _read() -> _All:
    versions, following = defaultdict(list), defaultdict(list)
    for area in Area.objects.order_by("code", "valid_from"):
        versions[area.code].append(area)
    for change in AreaChange.objects.order_by("on"):
        following[change.old_code].append(change)
    return _All(dict(versions), dict(following))


_kept = Kept("people", _read)
forget = _kept.forget


def _order(area: Area) -> tuple[str, str]:
    return names.order(area.short_name), area.code


def at(on: date) -> list[Area]:
    """Every unit of that day, by code."""
    return [v for vs in _kept.get().versions.values() for v in vs if periods.lives(v, on)]


def every() -> list[Area]:
    """Every version of every unit, whenever it stood (kept per process)."""
    return [version for versions in _kept.get().versions.values() for version in versions]


def communes(on: date) -> list[Area]:
    """The communes, wards and townships of that day in Vietnamese order (kept per process)."""
    everything = _kept.get()
    if on not in everything.communes:
        found = (area for area in at(on) if area.level == "commune")
        everything.communes[on] = sorted(found, key=_order)
    return everything.communes[on]


def row(code: str, on: date) -> Area:
    """The version of a unit on a day. Refuses NoAreaThatDay."""
    for version in _kept.get().versions.get(code, ()):
        if periods.lives(version, on):
            return version
    raise NoAreaThatDay(code=code, on=f"{on:%d/%m/%Y}")


def place(code: str, on: date) -> str:
    """The place a paper is issued at, where its agency sits in this unit [ND30/2020 Đ8]: its short
    name that day; empty for a unit that there is not.
    """
    try:
        return row(code, on).short_name
    except NoAreaThatDay:
        return ""


def successor(area: Area | str, on: date) -> Area:
    """The unit of that day that holds an older one. Changes apply in the order of their days.

    Given a row, changes from before its beginning do not concern it; given a bare code, the
    oldest bearer of the code is meant. Refuses NoAreaThatDay.
    """
    code, since = (area, date.min) if isinstance(area, str) else (area.code, area.valid_from)
    following = _kept.get().following
    while change := next((c for c in following.get(code, ()) if since < c.on <= on), None):
        code, since = change.new_code, change.on
    return row(code, on)


def path(area: Area, on: date) -> list[Area]:
    """The unit and those above it on that day, smallest first: for writing an address."""
    above = [area]
    while above[-1].parent_code:
        above.append(row(above[-1].parent_code, on))
    return above


def within(code: str, on: date) -> list[str]:
    """The codes of the communes of that day in a unit, itself included (kept per process)."""
    everything, key = _kept.get(), (code, on)
    if key not in everything.within:
        found = (one for one in communes(on) if code in [unit.code for unit in path(one, on)])
        everything.within[key] = [one.code for one in found]
    return everything.within[key]
