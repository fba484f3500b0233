"""One small query a calendar, however often it is asked for, and always the calendar of now."""

from datetime import date

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from hoaban.core import workdays
from hoaban.core.calendars import actions, content, queries
from hoaban.core.calendars.enums import Kind
from hoaban.core.calendars.models import CalendarSnapshot
from hoaban.core.calendars.tests.conftest import AT
from hoaban.core.calendars.tests.scenes import province
from hoaban.core.people.actors import Actor


def test_the_tables_give_the_calendar_of_the_files(loaded: None) -> None:
    assert queries.calendar().digest == province().digest
    assert queries.calendar("so-tu-phap") is queries.calendar("so-noi-vu")


def test_a_calendar_costs_one_small_query(
    loaded: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    queries.calendar()

    with django_assert_num_queries(1):
        queries.calendar("so-tu-phap", on=date(2020, 3, 30))
    with django_assert_num_queries(1):
        queries.calendars(["so-tu-phap", "so-noi-vu", "ubnd-xa-sin-thau"])


def test_the_present_calendar_is_found_by_its_digest_without_a_query(
    loaded: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    table = queries.calendar()

    with django_assert_num_queries(0):
        assert queries.by_digest(table.digest) is table


def test_every_calendar_in_force_is_kept_as_a_snapshot(loaded: None) -> None:
    kept = CalendarSnapshot.objects.get()

    assert kept.digest == queries.calendar().digest


def test_an_unknown_digest_is_an_error(loaded: None) -> None:
    with pytest.raises(CalendarSnapshot.DoesNotExist):
        queries.by_digest("0" * 64)


def test_before_any_content_every_calendar_is_refused(db: None) -> None:
    with pytest.raises(workdays.MissingYear):
        queries.calendar()


def test_a_day_of_a_missing_year_is_refused(loaded: None) -> None:
    with pytest.raises(workdays.MissingYear):
        queries.calendar("so-tu-phap", on=date(2017, 6, 1))


def test_a_change_rolled_back_leaves_no_trace_in_the_process(loaded: None, officer: Actor) -> None:
    before = queries.calendar().digest

    with transaction.atomic():
        actions.add_holiday(
            date(2020, 4, 3), name="Thử", kind=Kind.HOLIDAY, basis="x", by=officer, at=AT
        )
        assert queries.calendar().digest != before
        transaction.set_rollback(True)

    assert queries.calendar().digest == before


def test_the_dated_hours_are_read_from_the_tables(loaded: None) -> None:
    rule = queries.rules().on(workdays.Moment.TRANSFER, date(2020, 3, 30))

    assert rule is not None
    assert (str(rule.after), rule.article) == ("15:00:00", "ND61/2018 Đ18")
    assert queries.rules().on(workdays.Moment.TRANSFER, date(2018, 6, 20)) is None


def test_loading_again_changes_nothing(loaded: None) -> None:
    before = queries.calendar().digest

    assert content.load() == content.Counts()
    assert queries.calendar().digest == before
