"""What was counted, read from the kept sums in a constant number of queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db.models import Q, Sum

from hoaban.domains.reports import rules
from hoaban.domains.reports.enums import Grain, Measure
from hoaban.domains.reports.models import Tally
from hoaban.domains.reports.queries.times import ONE_DAY, Period


@dataclass(frozen=True, slots=True)
class Key:
    """By what a dossier is counted: codes of the receiving agency and of the field, the channel."""

    agency: str
    field: str
    channel: str


Figures = rules.Figures
Counted = dict[Key, Figures]


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
