"""One small query a calendar, however often it is asked for, and always the calendar of now."""

from datetime import date

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from hoaban.core.calendars import actions as calendars_actions
from hoaban.core.calendars import queries as calendars
from hoaban.core.calendars.enums import Kind
from hoaban.core.calendars.models import CalendarSnapshot
from hoaban.core.calendars.tests.conftest import AT
from hoaban.core.calendars.tests.scenes import province
from hoaban.core.people.actors import Actor
from hoaban.core.workdays.facts import MissingYear, Moment
from tests.world import loading


def test_the_tables_give_the_calendar_of_the_files(loaded: None) -> None:
    assert calendars.calendar().digest == province().digest
    assert calendars.calendar("so-tu-phap") is calendars.calendar("so-noi-vu")


def test_a_calendar_costs_one_small_query(
    loaded: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    calendars.calendar()

    with django_assert_num_queries(1):
        calendars.calendar("so-tu-phap", on=date(2020, 3, 30))
    with django_assert_num_queries(1):
        calendars.calendars(["so-tu-phap", "so-noi-vu", "ubnd-xa-sin-thau"])


def test_the_present_calendar_is_found_by_its_digest_without_a_query(
    loaded: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    table = calendars.calendar()

    with django_assert_num_queries(0):
        assert calendars.by_digest(table.digest) is table


def test_every_calendar_in_force_is_kept_as_a_snapshot(loaded: None) -> None:
    kept = CalendarSnapshot.objects.get()

    assert kept.digest == calendars.calendar().digest


def test_an_unknown_digest_is_an_error(loaded: None) -> None:
    with pytest.raises(CalendarSnapshot.DoesNotExist):
        calendars.by_digest("0" * 64)


def test_before_any_content_every_calendar_is_refused(db: None) -> None:
    with pytest.raises(MissingYear):
        calendars.calendar()


def test_a_day_of_a_missing_year_is_refused(loaded: None) -> None:
    with pytest.raises(MissingYear):
        calendars.calendar("so-tu-phap", on=date(2017, 6, 1))


def test_a_change_rolled_back_leaves_no_trace_in_the_process(loaded: None, officer: Actor) -> None:
    before = calendars.calendar().digest

    with transaction.atomic():
        calendars_actions.add_holiday(
            date(2020, 4, 3), name={"vi": "Thử"}, kind=Kind.HOLIDAY, basis="x", by=officer, at=AT
        )
        assert calendars.calendar().digest != before
        transaction.set_rollback(True)

    assert calendars.calendar().digest == before


def test_the_dated_hours_are_read_from_the_tables(loaded: None) -> None:
    rule = calendars.rules().on(Moment.TRANSFER, date(2020, 3, 30))

    assert rule is not None
    assert (str(rule.after), rule.article) == ("15:00:00", "ND61/2018 Đ18")
    assert calendars.rules().on(Moment.TRANSFER, date(2018, 6, 20)) is None


def test_loading_again_changes_nothing(loaded: None) -> None:
    before = calendars.calendar().digest

    assert not loading.load_calendars()
    assert calendars.calendar().digest == before
