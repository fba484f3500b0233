"""The calendar as officials see it; IT officers and administrators keep it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hoaban.core import clock
from hoaban.core.calendars import actions as calendars_actions
from hoaban.core.calendars import queries as calendars_queries
from hoaban.core.calendars import rules as calendars
from hoaban.core.calendars.enums import Kind, Weekday
from hoaban.core.calendars.models import Holiday, WorkTime
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import agencies
from hoaban.core.refusals import why_not
from hoaban.domains.office.calendars.forms import BasisForm, DayForm, HoursForm

YEARS_AHEAD = 2
YEAR = "[12][0-9]{3}"


@dataclass(frozen=True)
class Week:
    """The hours of an agency for a time, as a page shows them: one line a run of equal days."""

    agency: str
    valid_from: date
    valid_to: date | None
    basis: str
    days: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Promises:
    """What other rooms have promised on days: the page (name of a URL, with the day) on which it is
    moved, and how much a day that is off from a moment on falls into.
    """

    page: str
    count: Callable[[date, datetime], int]


_promises: list[Promises] = []


def connect(promises: Promises) -> None:
    """Say who has promised something by this calendar; called once, when the program starts."""
    _promises[:] = [promises]


def _may_keep(request: ActingRequest) -> bool:
    return why_not(calendars.may_keep, request.actor.role or "") is None


def _to_year(year: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('calendars:desk_calendar')}?year={year}")


def _to_promises(day: Holiday) -> HttpResponseRedirect | None:
    """To where what was promised on a day off is moved; None where nothing was."""
    if day.kind == Kind.WORKING_SATURDAY:
        return None
    falls = [one for one in _promises if one.count(day.on, clock.now())]
    return HttpResponseRedirect(reverse(falls[0].page, args=[day.on])) if falls else None


@require_safe
def calendar(request: ActingRequest) -> HttpResponse:
    """A year's days off and extra days with basis and certainty, and the hours of work."""
    asked = request.GET.get("year", "")
    year = int(asked) if re.fullmatch(YEAR, asked) else clock.today().year
    return _shown(request, year)


def _shown(request: ActingRequest, year: int, tried: forms.Form | None = None) -> HttpResponse:
    complete = calendars_queries.years()
    last = max(complete, default=year)
    rows = list(calendars_queries.holidays(year))
    facts = {
        "year": year,
        "years": [*complete, *range(last + 1, last + YEARS_AHEAD)],
        "is_complete": year in complete,
        "rows": rows,
        "provisional": sum(row.is_provisional for row in rows),
        "weeks": _weeks(),
        "day_rules": calendars_queries.hour_rules(),
        "may_keep": _may_keep(request),
        "promises": next((one.page for one in _promises), ""),
        "today": clock.today(),
        "confirm_form": tried or BasisForm(),
        "tried": tried,
    }
    return render(
        request, "office/calendars/desk/calendar.html", facts, status=422 if tried else 200
    )


def _weeks() -> list[Week]:
    names = {code: agency.shown_in_full for code, agency in agencies.at(clock.today()).items()}

    def period(row: WorkTime) -> tuple[str, date, date | None, str]:
        return row.agency, row.valid_from, row.valid_to, row.basis

    rows = sorted(
        calendars_queries.work_times(), key=lambda row: (row.agency, row.valid_from, row.weekday)
    )
    return [
        Week(names.get(agency, agency), since, until, basis, _days(list(found)))
        for (agency, since, until, basis), found in groupby(rows, key=period)
    ]


def _days(rows: list[WorkTime]) -> list[tuple[str, str]]:
    """("Thứ Hai – Thứ Sáu", "07:30–11:30, 13:30–17:00"), closed days left out."""
    hours = {
        day: ", ".join(f"{row.opens:%H:%M}–{row.closes:%H:%M}" for row in found)
        for day, found in groupby(rows, key=lambda row: row.weekday)
    }
    lines: list[tuple[list[int], str]] = []
    for day, text in hours.items():
        if lines and lines[-1][1] == text and lines[-1][0][-1] == day - 1:
            lines[-1][0].append(day)
        else:
            lines.append(([day], text))
    return [(_run(days), text) for days, text in lines]


def _run(days: list[int]) -> str:
    ends = dict.fromkeys((days[0], days[-1]))
    return " – ".join(str(Weekday(day).label) for day in ends)


@require_http_methods(["GET", "HEAD", "POST"])
def new_day(request: ActingRequest) -> HttpResponse:
    """Enter a day off or an extra working day."""
    calendars.may_keep(request.actor.role or "")
    form = DayForm(request.POST or None, occasions=calendars_queries.occasions())

    def add() -> Holiday:
        wanted = {name: value for name, value in form.cleaned_data.items() if name != "on"}
        by, at = request.actor, clock.now()
        return calendars_actions.add_holiday(form.cleaned_data["on"], **wanted, by=by, at=at)

    if request.method == "POST" and (day := answers.attempt(form, add)):
        messages.success(request, _("Đã ghi ngày vào lịch. Các thời hạn đã hẹn không thay đổi."))
        return _to_promises(day) or _to_year(day.on.year)
    status = 422 if form.errors else 200
    return render(request, "office/calendars/desk/new_day.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_day(request: ActingRequest, on: date, kind: str) -> HttpResponse:
    """Take a day out of the calendar, with the basis for it."""
    calendars.may_keep(request.actor.role or "")
    day = get_object_or_404(calendars_queries.holidays(on.year), on=on, kind=kind)
    form = BasisForm(request.POST or None)

    def withdraw() -> int:
        basis, key = form.cleaned_data["basis"], form.cleaned_data["key"]
        by, at = request.actor, clock.now()
        return calendars_actions.withdraw_holiday(
            day.pk, basis=basis, by=by, at=at, key=key
        ).on.year

    if request.method == "POST" and (year := answers.attempt(form, withdraw)):
        messages.success(request, _("Đã rút ngày khỏi lịch. Các thời hạn đã hẹn không thay đổi."))
        return _to_year(year)
    facts = {"form": form, "day": day}
    status = 422 if form.errors else 200
    return render(request, "office/calendars/desk/withdraw_day.html", facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_year(request: ActingRequest, year: int) -> HttpResponse:
    """Say that a year's days are complete, so that limits may run into it."""
    calendars.may_keep(request.actor.role or "")
    if request.method != "POST":
        return _to_year(year)
    form = BasisForm(request.POST)

    def confirm() -> int:
        basis, key = form.cleaned_data["basis"], form.cleaned_data["key"]
        by, at = request.actor, clock.now()
        return calendars_actions.confirm_year(year, basis=basis, by=by, at=at, key=key).year

    if answers.attempt(form, confirm):
        messages.success(request, _("Lịch của năm đã đủ và được dùng để tính thời hạn."))
        return _to_year(year)
    return _shown(request, year, tried=form)


@require_http_methods(["GET", "HEAD", "POST"])
def set_hours(request: ActingRequest) -> HttpResponse:
    """Give an agency, or all without their own, a week of working hours from a day on."""
    calendars.may_keep(request.actor.role or "")
    living = agencies.at(clock.today())
    choices = [(agency.code, agency.shown_in_full) for agency in living.values()]
    form = HoursForm(request.POST or None, agencies=choices)

    def change() -> bool:
        wanted = {name: form.cleaned_data[name] for name in ("week", "valid_from", "basis", "key")}
        agency, by, at = form.cleaned_data["agency"], request.actor, clock.now()
        return bool(calendars_actions.set_hours(agency, **wanted, by=by, at=at))

    if request.method == "POST" and answers.attempt(form, change):
        messages.success(request, _("Đã ghi giờ làm việc. Các thời hạn đã hẹn không thay đổi."))
        return HttpResponseRedirect(reverse("calendars:desk_calendar"))
    status = 422 if form.errors else 200
    return render(request, "office/calendars/desk/set_hours.html", {"form": form}, status=status)
