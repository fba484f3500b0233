"""Counted figures put together: total, activity of the agencies, and the breakdowns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hoaban.core.language import Words
from hoaban.core.people import agencies as people_agencies
from hoaban.core.people.models import Agency
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.onestop.statistics.queries import Counted, Figures, total
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.reports.breakdowns.enums import Grouping
from hoaban.domains.reports.periods import queries as periods
from hoaban.engines.tallies.periods import Period


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a breakdown. `is_active` is whether it received anything."""

    grouping: str
    code: str
    name: Words
    figures: Figures
    level: str = ""
    area_code: str = ""
    parent_code: str = ""
    answered_by: str = ""  # who answers for an agency on the last day: itself, or its successor


@dataclass(frozen=True, slots=True)
class Activity:
    """Agencies that take part on the last day, of one level: how many received, of how many."""

    level: str
    active: int
    all: int
    received: int
    units: str  # what they are called

    @property
    def idle(self) -> int:
        return self.all - self.active


@dataclass(frozen=True, slots=True)
class Report:
    """The statistics of a period, whole."""

    period: Period
    total: Figures
    agencies: frozenset[str]  # whose dossiers are counted
    levels: Mapping[str, Words]  # those of the period, from the top down
    activity: tuple[Activity, ...]
    rows: Mapping[str, list[Row]]


def report(of: Period, found: Counted, *, level: str = "", agency_code: str = "") -> Report:
    """Put counted figures together: total, activity, and a breakdown by each grouping.

    An agency that has ended by the last day is counted with whoever answers for it then, unless it
    was asked for by its own code.
    """
    levels = periods.level_names(of)
    if level:
        found = {key: f for key, f in found.items() if statistics.level_of(key.agency, of) == level}
    alone = {agency_code} if agency_code else set()
    by_agency: dict[str, Figures] = {}
    for code, figures in _fold(found, "agency").items():
        shown = code if code in alone else statistics.counted_with(code, of)
        by_agency[shown] = by_agency.get(shown, Figures()) + figures
    known = people_agencies.known(by_agency, of.from_on, of.to_on)
    return Report(
        period=of,
        total=total(found.values()),
        agencies=frozenset(key.agency for key in found),
        levels=levels,
        activity=tuple(_activity(of, by_agency, one) for one in levels if level in {"", one}),
        rows={
            Grouping.LEVEL: _levels(by_agency, known, levels),
            Grouping.AGENCY: _agency_rows(
                of, by_agency, known, level=level, agency_code=agency_code, levels=list(levels)
            ),
            Grouping.FIELD: _field_rows(_fold(found, "field")),
            Grouping.CHANNEL: _channel_rows(_fold(found, "channel")),
        },
    )


def _fold(found: Counted, part: str) -> dict[str, Figures]:
    folded: dict[str, Figures] = {}
    for key, figures in found.items():
        code = getattr(key, part)
        folded[code] = folded[code] + figures if code in folded else figures
    return folded


def _activity(of: Period, by_agency: Mapping[str, Figures], level: str) -> Activity:
    """Active: at least one received, by the agency or one it answers for."""
    taking_part = people_agencies.at(of.to_on).taking_part(level)
    codes = {row.code for row in taking_part}
    received: dict[str, int] = defaultdict(int)
    for code, figures in by_agency.items():
        received[people_agencies.answering(code, of.to_on)] += figures.received
    active = [code for code in codes if received[code]]
    return Activity(
        level=level,
        active=len(active),
        all=len(codes),
        received=sum(received[code] for code in active),
        units=periods.units(level, of),
    )


def _levels(
    by_agency: Mapping[str, Figures], known: Mapping[str, Agency], names: Mapping[str, Words]
) -> list[Row]:
    return [
        Row(
            Grouping.LEVEL,
            level,
            name,
            total(f for code, f in by_agency.items() if known[code].level == level),
            level=level,
        )
        for level, name in names.items()
        if any(known[code].level == level for code in by_agency)
    ]


def _agency_rows(
    of: Period,
    by_agency: Mapping[str, Figures],
    known: Mapping[str, Agency],
    *,
    level: str,
    agency_code: str,
    levels: Sequence[str],
) -> list[Row]:
    """Every agency that takes part, those with nothing too, then others that had something."""
    listed = {row.code: row for row in people_agencies.at(of.to_on).taking_part(level)}
    if agency_code:
        listed = {code: row for code, row in listed.items() if code == agency_code}
    listed |= {code: known[code] for code in by_agency if code not in listed}
    order = {name: place for place, name in enumerate(levels)}
    return [
        Row(
            Grouping.AGENCY,
            row.code,
            row.short_name,
            by_agency.get(row.code, Figures()),
            level=row.level,
            area_code=row.area_code,
            parent_code=row.parent_code,
            answered_by=people_agencies.answering(row.code, of.to_on),
        )
        for row in sorted(
            listed.values(), key=lambda row: (order.get(row.level, 9), row.area_code, row.code)
        )
    ]


def _field_rows(by_field: Mapping[str, Figures]) -> list[Row]:
    return [
        Row(Grouping.FIELD, f.code, f.name, by_field[f.code])
        for f in catalogue.fields()
        if f.code in by_field
    ]


def _channel_rows(by_channel: Mapping[str, Figures]) -> list[Row]:
    return [
        Row(Grouping.CHANNEL, code, CHANNEL_NAMES[code], by_channel[code])
        for code in CHANNEL_NAMES
        if code in by_channel
    ]


CHANNEL_NAMES = {
    "counter": {"vi": "Trực tiếp", "en": "At the counter"},
    "online": {"vi": "Trực tuyến", "en": "Online"},
    "post": {"vi": "Qua bưu chính", "en": "By post"},
}


def names_of(of: Period, narrowed: Mapping[str, str]) -> list[Words]:
    """What a figure is narrowed to, by language."""
    known = people_agencies.known(
        [narrowed[part] for part in ("agency", "district") if narrowed[part]], of.from_on, of.to_on
    )
    found: list[Words] = [row.short_name for row in known.values()]
    if field := narrowed["field"]:
        found += [row.name for row in catalogue.fields() if row.code == field]
    levels = periods.level_names(of)
    codes = (narrowed["level"], levels), (narrowed["channel"], CHANNEL_NAMES)
    return found + [names[code] for code, names in codes if code in names]
