"""Changes of the calendar: who, what is refused, and that promises keep their calendar."""

from datetime import date, time, timedelta

import pytest
from django.db import connection

from hoaban.core.calendars import actions as calendars
from hoaban.core.calendars import queries as calendars_queries
from hoaban.core.calendars.enums import Event, Kind
from hoaban.core.calendars.models import CalendarSnapshot, Holiday, WorkTime, Year
from hoaban.core.calendars.rules import (
    CalendarBasisMissing,
    ExtraDayNotAWeekend,
    ExtraDayWithoutPair,
    HolidayTaken,
    HolidayWithdrawnBefore,
    HoursCross,
    WeeklyDayOffAlready,
    WeekWithoutHours,
    YearIncomplete,
)
from hoaban.core.calendars.tests.conftest import AT
from hoaban.core.calendars.tests.scenes import at, province, shown
from hoaban.core.journal import queries as journal
from hoaban.core.journal.tests.racing import race
from hoaban.core.people.actors import STRANGER, Actor
from hoaban.core.people.roles import ActorKind, Role
from hoaban.core.refusals import NotAllowed, Refusal
from hoaban.core.workdays import counting, why
from hoaban.core.workdays.facts import MissingYear, Unit
from tests.world import loading

SPECIAL = date(2020, 4, 3)
WEEK = [(day, time(7), time(11)) for day in range(5)]


def add(officer: Actor, on: date = SPECIAL, kind: str = Kind.HOLIDAY, **more: object) -> Holiday:
    wanted = {
        "name": {"vi": "Quốc tang"},
        "basis": "Thông báo số 1",
        "by": officer,
        "at": AT,
    } | more
    return calendars.add_holiday(on, kind=kind, **wanted)  # type: ignore[arg-type] # a test's facts


def due_of(start: str = "2020-04-02", amount: int = 1) -> str:
    table = calendars_queries.calendar()
    return shown(counting.due(at(start, "10:00"), amount, Unit.WORKING_DAYS, table))


def test_an_added_holiday_counts_at_once_and_is_journaled(loaded: None, officer: Actor) -> None:
    assert due_of("2020-04-01") == "2020-04-03 17:00"

    day = add(officer)

    assert due_of("2020-04-01") == "2020-04-06 17:00"
    entry = journal.of(day).get()
    assert (entry.verb, entry.by) == (Event.HOLIDAY_ADDED, officer.reference)
    assert (entry.facts["on"], entry.facts["kind"]) == ("2020-04-03", "holiday")


def test_a_withdrawn_holiday_counts_no_more_and_stays_as_a_row(
    loaded: None, officer: Actor
) -> None:
    day = calendars_queries.holidays(2020).get(on=date(2020, 4, 2))

    calendars.withdraw_holiday(day.pk, basis="Nhập nhầm", by=officer, at=AT)

    assert due_of("2020-04-01") == "2020-04-02 17:00"
    day.refresh_from_db()
    assert day.withdrawn_at == AT
    assert [entry.verb for entry in journal.of(day)] == [Event.HOLIDAY_WITHDRAWN]


def test_what_was_promised_keeps_its_calendar(loaded: None, officer: Actor) -> None:
    promised = calendars_queries.calendar("so-tu-phap").digest

    add(officer)

    old = calendars_queries.by_digest(promised)
    assert calendars_queries.calendar("so-tu-phap").digest != promised
    assert old.digest == promised
    assert shown(counting.due(at("2020-04-01"), 1, Unit.WORKING_DAYS, old)) == "2020-04-03 17:00"
    assert why.explain(at("2020-01-22"), 1, Unit.WORKING_DAYS, old) == why.explain(
        at("2020-01-22"), 1, Unit.WORKING_DAYS, province()
    )


def test_an_agency_gets_hours_of_its_own_from_a_day_on(loaded: None, officer: Actor) -> None:
    calendars.set_hours(
        "ubnd-xa-sin-thau",
        week=WEEK,
        valid_from=date(2020, 4, 1),
        basis="Quyết định số 5",
        by=officer,
        at=AT,
    )

    own = calendars_queries.calendar("ubnd-xa-sin-thau")
    assert shown(counting.due(at("2020-03-30"), 1, Unit.WORKING_DAYS, own)) == "2020-03-31 17:00"
    assert shown(counting.due(at("2020-03-31"), 1, Unit.WORKING_DAYS, own)) == "2020-04-01 11:00"
    assert calendars_queries.calendar("so-tu-phap").digest == province().digest
    assert calendars_queries.by_digest(own.digest).digest == own.digest


def test_new_hours_end_the_old_ones_and_replace_those_to_come(loaded: None, officer: Actor) -> None:
    for since in (date(2020, 7, 1), date(2020, 6, 1)):
        calendars.set_hours("", week=WEEK, valid_from=since, basis="QĐ", by=officer, at=AT)

    live = calendars_queries.work_times()
    assert set(live.values_list("valid_from", "valid_to")) == {
        (date(2018, 1, 1), date(2020, 6, 1)),
        (date(2020, 6, 1), None),
    }
    assert WorkTime.objects.filter(withdrawn_at=AT).count() == len(WEEK)


def test_a_year_counts_once_its_statutory_holidays_are_in_it(loaded: None, officer: Actor) -> None:
    with pytest.raises(YearIncomplete) as refused:
        calendars.confirm_year(2028, basis="Thông báo", by=officer, at=AT)
    assert "Tết Dương lịch" in str(refused.value)
    with pytest.raises(MissingYear):
        calendars_queries.calendar(on=date(2028, 1, 3))

    for row in calendars_queries.holidays(2027).filter(kind=Kind.HOLIDAY):
        on = row.on + timedelta(days=366)
        add(officer, on=on, name=row.name, code=row.code)
    calendars.confirm_year(2028, basis="Thông báo", by=officer, at=AT)

    assert calendars_queries.calendar(on=date(2028, 1, 3)).years[-1] == 2028


def test_the_same_key_gives_the_same_day_once(loaded: None, officer: Actor) -> None:
    first = add(officer, key="k1")
    second = add(officer, key="k1")

    assert first.pk == second.pk
    assert journal.of(first).count() == 1
    calendars.withdraw_holiday(first.pk, basis="Nhầm", by=officer, at=AT, key="k2")
    calendars.withdraw_holiday(first.pk, basis="Nhầm", by=officer, at=AT, key="k2")
    assert journal.of(first).count() == 2
    hours = {"week": WEEK, "valid_from": SPECIAL, "basis": "QĐ", "by": officer, "at": AT}
    made = calendars.set_hours("", **hours, key="k3")  # type: ignore[arg-type] # a test's facts
    again = calendars.set_hours("", **hours, key="k3")  # type: ignore[arg-type] # a test's facts
    assert [row.pk for row in made] == [row.pk for row in again]


def test_only_keepers_change_the_calendar(loaded: None, clerk: Actor) -> None:
    before = calendars_queries.calendar().digest
    day = Holiday.objects.first()
    assert day is not None

    for by in (clerk, STRANGER):
        with pytest.raises(NotAllowed):
            add(by)
        with pytest.raises(NotAllowed):
            calendars.withdraw_holiday(day.pk, basis="x", by=by, at=AT)
        with pytest.raises(NotAllowed):
            calendars.set_hours("", week=WEEK, valid_from=SPECIAL, basis="x", by=by, at=AT)
        with pytest.raises(NotAllowed):
            calendars.confirm_year(2020, basis="x", by=by, at=AT)
    assert calendars_queries.calendar().digest == before


@pytest.mark.parametrize(
    ("refusal", "on", "kind", "more"),
    [
        (CalendarBasisMissing, SPECIAL, Kind.HOLIDAY, {"basis": " "}),
        (HolidayTaken, date(2020, 4, 2), Kind.HOLIDAY, {}),
        (ExtraDayWithoutPair, date(2020, 4, 4), Kind.WORKING_SATURDAY, {}),
        (
            ExtraDayNotAWeekend,
            SPECIAL,
            Kind.WORKING_SATURDAY,
            {"paired_on": date(2020, 4, 6)},
        ),
        (WeeklyDayOffAlready, date(2020, 4, 4), Kind.SWAPPED, {}),
    ],
)
@pytest.mark.usefixtures("loaded")
def test_a_day_that_cannot_be_is_refused_with_its_sentence(
    officer: Actor,
    refusal: type[Refusal],
    on: date,
    kind: str,
    more: dict[str, object],
) -> None:
    before = Holiday.objects.count()

    with pytest.raises(refusal) as refused:
        add(officer, on, kind, **more)

    assert "{" not in str(refused.value)
    assert Holiday.objects.count() == before


def test_a_day_withdrawn_twice_is_refused(loaded: None, officer: Actor) -> None:
    day = add(officer)
    calendars.withdraw_holiday(day.pk, basis="Nhầm", by=officer, at=AT)

    with pytest.raises(HolidayWithdrawnBefore):
        calendars.withdraw_holiday(day.pk, basis="Nhầm", by=officer, at=AT)
    with pytest.raises(CalendarBasisMissing):
        calendars.withdraw_holiday(add(officer).pk, basis="", by=officer, at=AT)


@pytest.mark.parametrize(
    ("refusal", "week", "basis"),
    [
        (CalendarBasisMissing, WEEK, ""),
        (WeekWithoutHours, [], "QĐ"),
        (HoursCross, [(0, time(9), time(8))], "QĐ"),
        (HoursCross, [(0, time(7), time(11)), (0, time(10), time(12))], "QĐ"),
    ],
)
def test_hours_that_cannot_be_are_refused(
    loaded: None,
    officer: Actor,
    refusal: type[Refusal],
    week: list[tuple[int, time, time]],
    basis: str,
) -> None:
    with pytest.raises(refusal):
        calendars.set_hours("", week=week, valid_from=SPECIAL, basis=basis, by=officer, at=AT)


def test_a_year_needs_a_basis_and_is_confirmed_once(loaded: None, officer: Actor) -> None:
    with pytest.raises(CalendarBasisMissing):
        calendars.confirm_year(2028, basis=" ", by=officer, at=AT)

    assert calendars.confirm_year(2020, basis="", by=officer, at=AT).year == 2020


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_eight_officers_who_enter_one_day_one_does() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL, where two transactions really meet")
    loading.load_calendars()
    by = Actor(kind=ActorKind.OFFICIAL, reference="post:x", role=Role.IT_OFFICER)

    def enter(number: int) -> bool:
        try:
            add(by)
        except HolidayTaken:
            return False
        return True

    assert race(enter).count(True) == 1
    day = calendars_queries.holidays(2020).get(on=SPECIAL)
    assert journal.of(day).count() == 1
    assert CalendarSnapshot.objects.filter(digest=calendars_queries.calendar().digest).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_changes_that_meet_are_all_in_the_calendar_they_leave() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL, where two transactions really meet")
    loading.load_calendars()
    by = Actor(kind=ActorKind.OFFICIAL, reference="post:x", role=Role.IT_OFFICER)
    added = add(by, on=date(2020, 6, 30))

    def change(number: int) -> None:
        if number == 0:
            calendars.withdraw_holiday(added.pk, basis="Nhầm", by=by, at=AT)
        elif number == 1:
            calendars.set_hours("", week=WEEK, valid_from=SPECIAL, basis="QĐ", by=by, at=AT)
        elif number == 2:
            Year.objects.filter(year=2027).delete()
            calendars.confirm_year(2027, basis="Thông báo", by=by, at=AT)
        else:
            add(by, on=date(2020, 6, number))

    race(change)
    table = calendars_queries.calendar()
    assert calendars_queries.by_digest(table.digest).digest == table.digest
    assert [table.is_working_day(date(2020, 6, day)) for day in (3, 4, 5, 30)] == [
        False,
        False,
        False,
        True,
    ]
