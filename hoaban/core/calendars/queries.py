"""Reads of the calendar: tables built once per process and change, old ones by digest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import MAXYEAR, date

from django.db import connection
from django.db.models import QuerySet

from hoaban.core.calendars import sources as calendars_sources
from hoaban.core.calendars.enums import Kind
from hoaban.core.calendars.models import (
    CalendarSnapshot,
    Holiday,
    HourRule,
    Revision,
    WorkTime,
    Year,
)
from hoaban.core.kept.memory import KeptByKey
from hoaban.core.language import text
from hoaban.core.workdays.facts import DayRules, MissingYear, Source
from hoaban.core.workdays.tables import Calendar


@dataclass(frozen=True)
class _Held:
    """The calendars of one state of the tables, by agency; never changed but filled."""

    revision: str
    sources: dict[str, Source]
    calendars: dict[str, Calendar] = field(default_factory=dict)

    def of(self, agency_code: str) -> Calendar:
        code = agency_code if agency_code in self.sources else ""
        if code not in self.calendars:
            self.calendars[code] = Calendar.build(self.sources[code])
        return self.calendars[code]


_held = _Held("", {})
_REVISION = "SELECT digest FROM calendars_revision ORDER BY id LIMIT 1"
_LAST_YEAR = "SELECT max(year) FROM calendars_year"


def _current() -> _Held:
    """What this process holds, read anew when the digest in the table differs: one tiny query."""
    global _held  # noqa: PLW0603 - the one cache of this process, replaced whole
    with connection.cursor() as cursor:  # asked so often that making up the query would tell
        cursor.execute(_REVISION)
        revision = (cursor.fetchone() or ("",))[0]
    if not revision:
        raise MissingYear(year="—")
    if revision != _held.revision:
        _held = _Held(revision, calendars_sources.read())
    return _held


def calendar(agency_code: str = "", on: date | None = None) -> Calendar:
    """The calendar of an agency as it stands: its own week where it has one, else the default.

    Refuses `MissingYear` where no table is loaded, or it lacks the year of `on`.
    One query (the revision); ask once a page and keep the answer.
    """
    found = _current().of(agency_code)
    if on is not None and on.year not in found.years:
        raise MissingYear(year=on.year)
    return found


def calendars(agency_codes: Iterable[str]) -> dict[str, Calendar]:
    """The calendars of many agencies by code, for lists: one query for all."""
    held = _current()
    return {code: held.of(code) for code in agency_codes}


def rules() -> DayRules:
    """The dated hours that decide ("sau 15 giờ") as they stand."""
    return calendar().rules


def by_digest(digest: str) -> Calendar:
    """The calendar that a due moment was promised under, whatever was changed since."""
    for held in _held.calendars.values():
        if held.digest == digest:
            return held
    return _revived.get(digest)


def _revive(digest: str) -> Calendar:
    body = CalendarSnapshot.objects.values_list("body", flat=True).get(digest=digest)
    return Calendar.build(calendars_sources.revive(body))


_revived = KeptByKey("calendars", _revive)


def locked() -> Revision:
    """The one revision row, held until the transaction ends: changes of the tables queue here."""
    Revision.objects.get_or_create(pk=1)
    return Revision.objects.select_for_update().get(pk=1)


def years() -> list[int]:
    """The years whose tables are complete."""
    return list(Year.objects.order_by("year").values_list("year", flat=True))


def last_year() -> int | None:
    """The last of the years whose tables are complete; None where none is loaded."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST_YEAR)
        year: int | None = cursor.fetchone()[0]
    return year


def holidays(year: int) -> QuerySet[Holiday]:
    """The days of a year that differ from their weekday, in order; withdrawn ones left out."""
    return Holiday.objects.filter(on__year=year, withdrawn_at__isnull=True).order_by("on", "kind")


def work_times() -> QuerySet[WorkTime]:
    """All hours of work in force or to come: the default first, then by agency."""
    return WorkTime.objects.filter(withdrawn_at__isnull=True)


def missing_holidays(year: int) -> list[str]:
    """Names of the statutory holidays a year still lacks, by what the year before had.

    What every complete year has, a new one needs too; days differ, names do not.
    """
    held = set(_statutory(year).values_list("code", flat=True))
    return [name for code, name in occasions(before=year) if code not in held]


def occasions(before: int = MAXYEAR) -> list[tuple[str, str]]:
    """The statutory holidays (code, name) of the latest complete year before one."""
    complete = Year.objects.filter(year__lt=before).order_by("-year").first()
    if complete is None:
        return []
    known = _statutory(complete.year).exclude(code="").values_list("code", "name")
    names: dict[str, str] = {}
    for code, name in known:
        names.setdefault(code, text(name).partition(" (")[0])
    return list(names.items())


def _statutory(year: int) -> QuerySet[Holiday]:
    return holidays(year).filter(kind=Kind.HOLIDAY)


def hour_rules() -> QuerySet[HourRule]:
    """The dated hours that decide, for the page that shows them."""
    return HourRule.objects.order_by("moment", "valid_from")
