"""The statistics of a period, read from the kept sums in a constant number of queries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext

from hoaban.core import clock
from hoaban.core.calendars import queries as calendars
from hoaban.core.people import agencies
from hoaban.core.people.models import Agency
from hoaban.core.refusals import NotWellFormed
from hoaban.domains.dossiers.enums import Clock
from hoaban.domains.dossiers.models import ClockInterval, Dossier
from hoaban.domains.procedures.models import Field
from hoaban.domains.reports import rules
from hoaban.domains.reports.enums import Grain, Grouping, Measure, Share
from hoaban.domains.reports.models import Tally

ONE_DAY = timedelta(days=1)
LEVELS = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class Key:
    """By what a dossier is counted: codes of the receiving agency and of the field, the channel."""

    agency: str
    field: str
    channel: str


@dataclass(frozen=True, slots=True)
class Period:
    """Days of Vietnam, both inclusive."""

    from_on: date
    to_on: date

    @property
    def begins_at(self) -> datetime:
        return clock.at(self.from_on)

    @property
    def ends_at(self) -> datetime:
        """The first moment after the period."""
        return clock.at(self.to_on + ONE_DAY)


def period(from_on: date, to_on: date) -> Period:
    """Refuses PeriodTurned, and MissingYear for a day outside the calendars."""
    rules.check_period(from_on, to_on)
    for on in (from_on, to_on):
        calendars.calendar(on=on)
    return Period(from_on, to_on)


def day(text: str) -> date:
    """A day as typed: 2020-03-27 or 27/3/2020. Refuses NotWellFormed."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    written = gettext("ngày «%(text)s», cần dạng 27/03/2020 hoặc 2020-03-27")
    told = written % {"text": text[:20]}
    raise NotWellFormed(what=told)


def agency(code: str, of: Period) -> Agency:
    """The agency as it stood in the period. Refuses NoAgencyThatDay where it never did."""
    return agencies.at(of.from_on).get(code) or agencies.row(code, of.to_on)


Counted = dict[Key, rules.Figures]


def counted(of: Period, *, agency_code: str = "") -> Counted:
    """The figures of a period by agency, field and channel, from the kept sums: two queries."""
    before = _sums(of.from_on - ONE_DAY, agency_code)
    until = _sums(of.to_on, agency_code)
    nothing = rules.Sums()
    found = {key: rules.between(before.get(key, nothing), until[key]) for key in until}
    return {key: figures for key, figures in found.items() if figures != rules.Figures()}


def _sums(until: date, agency_code: str) -> dict[Key, rules.Sums]:
    """Everything counted up to a day, that day included."""
    rows = Tally.objects.filter(_up_to(until))
    if agency_code:
        rows = rows.filter(agency_code=agency_code)
    grouped = rows.values_list("agency_code", "field_code", "channel").annotate(
        *(Sum(measure.value) for measure in Measure)
    )
    return {Key(*row[:3]): rules.Sums(*row[3:]) for row in grouped.order_by()}


def _up_to(day_: date) -> Q:
    """Whole years before, whole months before, days of the month: few rows for any past."""
    year, month = day_.replace(month=1, day=1), day_.replace(day=1)
    return (
        Q(grain=Grain.YEAR, starts_on__lt=year)
        | Q(grain=Grain.MONTH, starts_on__gte=year, starts_on__lt=month)
        | Q(grain=Grain.DAY, starts_on__gte=month, starts_on__lte=day_)
    )


def total(figures: Iterable[rules.Figures]) -> rules.Figures:
    return sum(figures, rules.Figures())


def percent(share: Fraction | None) -> Decimal | None:
    """Percent with two decimals, halves up: 6946/8784 is 79.08."""
    if share is None:
        return None
    exact = Decimal(100 * share.numerator) / Decimal(share.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a breakdown. `is_active` is whether it received anything."""

    grouping: str
    code: str
    name: str
    name_en: str
    figures: rules.Figures
    level: str = ""
    area_code: str = ""
    parent_code: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """Agencies that take part on the last day, of one level: how many received, of how many."""

    level: str
    active: int
    all: int
    received: int

    @property
    def idle(self) -> int:
        return self.all - self.active


@dataclass(frozen=True, slots=True)
class Report:
    """The statistics of a period, whole."""

    period: Period
    total: rules.Figures
    activity: tuple[Activity, ...]
    rows: Mapping[str, list[Row]]


def report(of: Period, found: Counted, *, level: str = "", agency_code: str = "") -> Report:
    """Put counted figures together: total, activity, and a breakdown by each grouping."""
    known = _agencies(of, {key.agency for key in found})
    if level:
        found = {key: f for key, f in found.items() if known[key.agency].level == level}
    by_agency = _fold(found, "agency")
    return Report(
        period=of,
        total=total(found.values()),
        activity=tuple(_activity(of, by_agency, one) for one in LEVELS),
        rows={
            Grouping.LEVEL: _levels(by_agency, known),
            Grouping.AGENCY: _agency_rows(of, by_agency, known, level, agency_code),
            Grouping.FIELD: _field_rows(_fold(found, "field")),
            Grouping.CHANNEL: _channel_rows(_fold(found, "channel")),
        },
    )


def _fold(found: Counted, part: str) -> dict[str, rules.Figures]:
    folded: dict[str, rules.Figures] = {}
    for key, figures in found.items():
        code = getattr(key, part)
        folded[code] = folded[code] + figures if code in folded else figures
    return folded


def _agencies(of: Period, codes: Collection[str]) -> dict[str, Agency]:
    """Agencies by code as of the last day; one that ended before, as it was last."""
    last, first = agencies.at(of.to_on), agencies.at(of.from_on)
    known = {code: last.get(code) or first.get(code) for code in codes}
    gone = [code for code, row in known.items() if row is None]
    rows = Agency.objects.filter(code__in=gone).order_by("valid_from") if gone else []
    return {code: row for code, row in known.items() if row} | {row.code: row for row in rows}


def _activity(of: Period, by_agency: Mapping[str, rules.Figures], level: str) -> Activity:
    """Active: at least one received, by the agency or one it answers for."""
    taking_part = agencies.at(of.to_on).taking_part(level)
    codes = {row.code for row in taking_part}
    received = {_answers(code, of.to_on): f.received for code, f in by_agency.items() if f.received}
    return Activity(
        level=level,
        active=len(codes & set(received)),
        all=len(codes),
        received=sum(received[code] for code in codes & set(received)),
    )


def _answers(code: str, on: date) -> str:
    try:
        return agencies.successor(code, on).code
    except agencies.NoAgencyThatDay:
        return code


def _levels(by_agency: Mapping[str, rules.Figures], known: Mapping[str, Agency]) -> list[Row]:
    return [
        Row(
            Grouping.LEVEL,
            level,
            LEVEL_NAMES[level][0],
            LEVEL_NAMES[level][1],
            total(f for code, f in by_agency.items() if known[code].level == level),
            level=level,
        )
        for level in LEVELS
        if any(known[code].level == level for code in by_agency)
    ]


LEVEL_NAMES = {
    "province": ("Cấp tỉnh", "Province"),
    "district": ("Cấp huyện", "District"),
    "commune": ("Cấp xã", "Commune"),
}


def _agency_rows(
    of: Period,
    by_agency: Mapping[str, rules.Figures],
    known: Mapping[str, Agency],
    level: str,
    agency_code: str,
) -> list[Row]:
    """Every agency that takes part, those with nothing too, then others that had something."""
    listed = {row.code: row for row in agencies.at(of.to_on).taking_part(level)}
    if agency_code:
        listed = {code: row for code, row in listed.items() if code == agency_code}
    listed |= {code: known[code] for code in by_agency if code not in listed}
    order = {name: place for place, name in enumerate(LEVELS)}
    return [
        Row(
            Grouping.AGENCY,
            row.code,
            row.short_name,
            row.name_en,
            by_agency.get(row.code, rules.Figures()),
            level=row.level,
            area_code=row.area_code,
            parent_code=row.parent_code,
        )
        for row in sorted(
            listed.values(), key=lambda row: (order.get(row.level, 9), row.area_code, row.code)
        )
    ]


def _field_rows(by_field: Mapping[str, rules.Figures]) -> list[Row]:
    return [
        Row(Grouping.FIELD, f.code, f.name, f.name_en, by_field[f.code])
        for f in Field.objects.filter(code__in=list(by_field)).order_by("name")
    ]


def _channel_rows(by_channel: Mapping[str, rules.Figures]) -> list[Row]:
    return [
        Row(Grouping.CHANNEL, code, *CHANNEL_NAMES[code], by_channel[code])
        for code in CHANNEL_NAMES
        if code in by_channel
    ]


CHANNEL_NAMES = {
    "counter": ("Trực tiếp", "At the counter"),
    "online": ("Trực tuyến", "Online"),
    "post": ("Qua bưu chính", "By post"),
}


def by_month(of: Period, agency_codes: Collection[str] | None = None) -> dict[date, rules.Sums]:
    """The sums of each month of a period, its first and last cut at the period's days: one query.

    `overdue` of a month is the change within it.
    """
    first, last = of.from_on.replace(day=1), of.to_on.replace(day=1)
    rows = Tally.objects.filter(
        Q(grain=Grain.MONTH, starts_on__gt=first, starts_on__lt=last)
        | Q(grain=Grain.DAY, starts_on__gte=of.from_on, starts_on__lte=of.to_on)
        & (Q(starts_on__lt=_next_month(first)) | Q(starts_on__gte=last))
    )
    if agency_codes is not None:
        rows = rows.filter(agency_code__in=sorted(agency_codes))
    grouped = rows.values_list("starts_on").annotate(*(Sum(m.value) for m in Measure)).order_by()
    months: dict[date, list[int]] = {}
    for on, *sums in grouped:
        held = months.setdefault(on.replace(day=1), [0] * len(sums))
        for place, value in enumerate(sums):
            held[place] += value
    return {on: rules.Sums(*months[on]) for on in sorted(months)}


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def behind(
    of: Period, share: str, *, narrowed: Mapping[str, str], seen: QuerySet[Dossier]
) -> QuerySet[Dossier]:
    """The dossiers behind a figure, among those seen. Refuses NotWellFormed for no such figure.

    `narrowed` holds codes by `agency`, `level`, `field` and `channel`.
    """
    if share not in Share.values:
        raise NotWellFormed(what="số liệu cần mở")
    paths = {
        "agency": "receiving_agency__code",
        "level": "receiving_agency__level",
        "field": "revision__field__code",
        "channel": "channel",
    }
    chosen = {paths[part]: code for part, code in narrowed.items() if code}
    return seen.filter(_is_in(of, share), **chosen)


def _is_in(of: Period, share: str) -> Q:
    begins, ends = of.begins_at, of.ends_at
    done = Q(done_at__gte=begins, done_at__lt=ends)
    open_ = _open_at(ends)
    parts = {
        Share.CARRIED_OVER: _open_at(begins),
        Share.RECEIVED: Q(received_at__gte=begins, received_at__lt=ends),
        Share.PROCESSED: done,
        Share.PROCESSED_ON_TIME: done & Q(done_at__lte=F("due_at")),
        Share.PROCESSED_LATE: done & Q(done_at__gt=F("due_at")),
        Share.ENDED: Q(received_at__isnull=False, ended_at__gte=begins, ended_at__lt=ends),
        Share.IN_PROGRESS: open_,
        Share.IN_PROGRESS_LATE: open_ & Q(Exists(_late_clock(ends))),
    }
    return parts[Share(share)]


def _late_clock(moment: datetime) -> QuerySet[ClockInterval]:
    """A dossier's clock that runs at a moment, past what was promised then."""
    return ClockInterval.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=moment),
        dossier=OuterRef("pk"),
        kind=Clock.RUNNING,
        started_at__lt=moment,
        due_before__lt=moment,
    )


def _open_at(moment: datetime) -> Q:
    """Received before a moment, and neither done nor ended before it."""
    unfinished = (Q(done_at=None) | Q(done_at__gte=moment)) & (
        Q(ended_at=None) | Q(ended_at__gte=moment)
    )
    return Q(received_at__lt=moment) & unfinished


def figure(of: Period, share: str, *, narrowed: Mapping[str, str]) -> int:
    """A figure of the kept sums, narrowed like its rows."""
    found = counted(of, agency_code=narrowed.get("agency", ""))
    level = narrowed.get("level", "")
    known = _agencies(of, {key.agency for key in found}) if level else {}
    chosen = (
        figures
        for key, figures in found.items()
        if narrowed.get("field", "") in ("", key.field)
        and narrowed.get("channel", "") in ("", key.channel)
        and (not level or known[key.agency].level == level)
    )
    return int(getattr(total(chosen), share))
