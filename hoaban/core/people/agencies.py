"""The agencies of a day, who answers for one that ended, and how far a post there reaches."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from hoaban.core.kept.memory import Kept
from hoaban.core.people import periods
from hoaban.core.people.models import Agency, AgencyChange
from hoaban.core.refusals import Refusal


class NoAgencyThatDay(Refusal):
    """Ngày {on} không có cơ quan “{code}”: hãy chọn cơ quan hoạt động vào ngày đó.

    units.administrative
    """


class AgencyTree(Mapping[str, Agency]):
    """The agencies of one day by code, in the order of their names."""

    def __init__(self, rows: list[Agency]) -> None:
        self._rows = {row.code: row for row in rows}
        self._children: dict[str, list[Agency]] = defaultdict(list)
        for row in rows:
            self._children[row.parent_code if row.parent_code in self._rows else ""].append(row)

    def __getitem__(self, code: str) -> Agency:
        return self._rows[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def children(self, code: str = "") -> list[Agency]:
        """The agencies right below one; without a code those that stand on top."""
        return list(self._children.get(code, []))

    def taking_part(self, level: str = "") -> list[Agency]:
        """Those counted in the one-stop statistics, of one level or of all."""
        rows = self._rows.values()
        return [row for row in rows if row.takes_part and level in ("", row.level)]


@dataclass(frozen=True)
class _All:
    """Every version and every change, read once."""

    versions: Mapping[str, list[Agency]]
    following: Mapping[str, list[AgencyChange]]
    preceding: Mapping[str, list[AgencyChange]]
    dividing: Mapping[str, list[AgencyChange]]  # what says whose its open cases are
    trees: dict[date, AgencyTree] = field(default_factory=dict)
    reaches: dict[tuple[str, date], frozenset[int]] = field(default_factory=dict)
    answered: dict[tuple[str, date], frozenset[str]] = field(default_factory=dict)


def _read() -> _All:
    versions, following, preceding = defaultdict(list), defaultdict(list), defaultdict(list)
    dividing = defaultdict(list)
    for row in Agency.objects.order_by("code", "valid_from"):
        versions[row.code].append(row)
    for change in AgencyChange.objects.order_by("on"):
        if change.field or change.by_area:
            dividing[change.old_code].append(change)
        if not change.field:
            following[change.old_code].append(change)
            preceding[change.new_code].append(change)
    return _All(dict(versions), dict(following), dict(preceding), dict(dividing))


_kept = Kept("people", _read)
forget = _kept.forget


def _code(agency: Agency | str) -> str:
    return agency if isinstance(agency, str) else agency.code


def _version(code: str, on: date) -> Agency | None:
    return next((v for v in _kept.get().versions.get(code, ()) if periods.lives(v, on)), None)


def at(on: date) -> AgencyTree:
    """The tree of that day (kept per process)."""
    everything = _kept.get()
    if on not in everything.trees:
        rows = (v for vs in everything.versions.values() for v in vs if periods.lives(v, on))
        order = {"province": 0, "district": 1, "commune": 2, "central": 3}
        everything.trees[on] = AgencyTree(
            sorted(rows, key=lambda row: (order.get(row.level, 9), row.area_code, row.code))
        )
    return everything.trees[on]


def row(code: str, on: date) -> Agency:
    """The version of an agency on a day. Refuses NoAgencyThatDay."""
    found = _version(code, on)
    if found is None:
        raise NoAgencyThatDay(code=code, on=f"{on:%d/%m/%Y}")
    return found


def successor(agency: Agency | str, on: date) -> Agency:
    """Who answers on a day for an agency, itself while it lives. Refuses NoAgencyThatDay."""
    code = _code(agency)
    for _ in range(len(_kept.get().following) + 1):
        if found := _version(code, on):
            return found
        change = next((c for c in _kept.get().following.get(code, ()) if c.on <= on), None)
        if change is None:
            break
        code = change.new_code
    raise NoAgencyThatDay(code=_code(agency), on=f"{on:%d/%m/%Y}")


def answering(code: str, on: date) -> str:
    """The code of whoever answers for an agency on a day: itself, or its successor."""
    try:
        return successor(code, on).code
    except NoAgencyThatDay:
        return code


def answered_for(code: str, on: date) -> frozenset[str]:
    """The codes of an agency and of all that it answers for on a day; of one that ended, its own.

    Whoever has ended by then is counted with its successor, so that nothing it left open is lost.
    """
    everything = _kept.get()
    if (code, on) not in everything.answered:
        own = {other for other in everything.versions if answering(other, on) == code}
        everything.answered[code, on] = frozenset({code} | own)
    return everything.answered[code, on]


def known(codes: Collection[str], from_on: date, to_on: date) -> dict[str, Agency]:
    """Agencies by code as of the last day of a period; one that ended before, as it was last."""
    last, first, versions = at(to_on), at(from_on), _kept.get().versions
    found = {code: last.get(code) or first.get(code) for code in codes}
    gone = {code: versions[code][-1] for code, row in found.items() if not row and code in versions}
    return {code: row for code, row in found.items() if row} | gone


def versions(code: str) -> list[Agency]:
    """The rows of an agency one after the other, the first of all first."""
    return list(_kept.get().versions.get(code, ()))


def codes() -> Collection[str]:
    """The codes of all agencies that ever stood."""
    return _kept.get().versions.keys()


def dividing() -> Mapping[str, list[AgencyChange]]:
    """By the code of an agency, the changes that say whose its open cases are from a day on."""
    return _kept.get().dividing


def reach(code: str, on: date) -> frozenset[int]:
    """Primary keys of an agency's versions and of every predecessor's, up to that day."""
    everything = _kept.get()
    if (code, on) not in everything.reaches:
        everything.reaches[code, on] = frozenset(_reach(everything, code, on))
    return everything.reaches[code, on]


def _reach(everything: _All, code: str, on: date) -> Iterator[int]:
    todo, seen = [code], set[str]()
    while todo:
        this = todo.pop()
        if this in seen:
            continue
        seen.add(this)
        yield from (v.pk for v in everything.versions.get(this, ()) if v.valid_from <= on)
        todo += [c.old_code for c in everything.preceding.get(this, ()) if c.on <= on]
