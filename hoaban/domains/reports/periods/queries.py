"""The days that are asked about, and the agencies of those days."""

from datetime import date, datetime

from django.utils.translation import gettext

from hoaban.core.calendars import queries as calendars
from hoaban.core.language import Words
from hoaban.core.people import agencies
from hoaban.core.people.models import Agency
from hoaban.core.refusals import NotWellFormed
from hoaban.domains.reports.periods import rules
from hoaban.engines.law import lookup
from hoaban.engines.tallies.periods import Period


def period(from_on: date, to_on: date) -> Period:
    """Refuses PeriodTurned, and MissingYear for a day outside the calendars."""
    rules.check_period(from_on, to_on)
    for on in (from_on, to_on):
        calendars.calendar(on=on)
    return Period(from_on, to_on)


LEVEL = "level."  # how terms of content are called that name levels of agencies


def level_names(of: Period) -> dict[str, Words]:
    """The levels of agencies that there were in a period, from the top down, by language."""
    return {
        term.name.removeprefix(LEVEL): term.words
        for term in lookup.law().terms
        if term.name.startswith(LEVEL)
        and term.begins <= of.to_on
        and (term.ends is None or of.from_on < term.ends)
    }


def units(level: str, of: Period) -> str:
    """What the agencies of a level are called in a period, by the law of its last day where that
    knows the level; departments have no law of their own here.
    """
    if level == "province":
        return gettext("sở, ban, ngành")
    name = f"units.{level}"
    return lookup.term_if_any(name, of.to_on) or lookup.term_if_any(name, of.from_on)


def last_day() -> date | None:
    """The last day of the years whose calendars are loaded; None where none is."""
    year = calendars.last_year()
    return date(year, 12, 31) if year else None


def day(text: str) -> date:
    """A day as typed: 2020-03-27 or 27/3/2020. Refuses NotWellFormed."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    written = gettext("ngày “%(text)s”, cần dạng 27/03/2020 hoặc 2020-03-27")
    told = written % {"text": text[:20]}
    raise NotWellFormed(what=told)


def agency(code: str, of: Period) -> Agency:
    """The agency as it stood in the period, or as it was last: what it left open is carried over.

    Refuses NoAgencyThatDay for one that never stood by the last day.
    """
    stood = agencies.at(of.from_on).get(code) or agencies.at(of.to_on).get(code)
    return stood or _ended(code, of) or agencies.row(code, of.to_on)


def name_of(code: str) -> str:
    """What an agency was called last; its code where there is none."""
    last = Agency.objects.filter(code=code).order_by("-valid_from").first()
    return last.shown if last else code


def _ended(code: str, of: Period) -> Agency | None:
    versions = Agency.objects.filter(code=code, valid_from__lte=of.to_on)
    return versions.order_by("-valid_from").first()
