"""Recurring jobs: one a tick, whoever looks, and one for all that were missed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from hoaban.core import clock
from hoaban.core.jobs import schedules, worker
from hoaban.core.jobs.models import Job, Recurring
from hoaban.core.jobs.tests import work
from hoaban.core.journal.tests.racing import race

PATH = f"{work.__name__}.mark_daily"


@pytest.fixture
def daily() -> Iterator[None]:
    """One recurring job, every minute, and none else."""
    kept = schedules.table()
    for schedule in kept:
        schedules.forget(schedule.name)
    schedules.register("daily", PATH, "* * * * *")
    yield
    schedules.forget("daily")
    for schedule in kept:
        schedules.register(schedule.name, schedule.task, schedule.cron)


def look_again() -> int:
    """As another process would: it remembers no next tick."""
    schedules._next_ticks.clear()
    return schedules.tick()


def was_last_run(ago: timedelta) -> None:
    Recurring.objects.update(last_tick=clock.machine_now() - ago)


@pytest.mark.django_db
def test_a_new_schedule_begins_with_its_next_tick(daily: None) -> None:
    assert look_again() == 0
    assert Job.objects.count() == 0


@pytest.mark.django_db
def test_a_tick_makes_one_job_however_often_it_is_looked_at(daily: None) -> None:
    look_again()
    was_last_run(timedelta(minutes=2))
    assert (look_again(), look_again()) == (1, 0)
    job = Job.objects.get()
    assert (job.recurring, job.task) == ("daily", PATH)
    assert job.dedupe_key.startswith("daily@")


@pytest.mark.django_db
def test_a_night_without_a_worker_is_made_up_for_by_one_job(daily: None) -> None:
    look_again()
    was_last_run(timedelta(hours=9))
    schedules._next_ticks.clear()
    assert worker.run_pending() == 1
    assert work.marks() == ["daily"]


@pytest.mark.django_db
def test_between_ticks_the_database_is_not_asked(
    daily: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    schedules.register("daily", PATH, "0 0 1 1 *")
    look_again()
    with django_assert_num_queries(0):
        assert schedules.tick() == 0


def test_hours_are_those_of_vietnam() -> None:
    schedule = schedules.Schedule("s", PATH, "30 7 * * *")
    now = datetime.fromisoformat("2020-03-30T01:00:00+00:00")
    assert schedule.last(now).isoformat() == "2020-03-30T07:30:00+07:00"
    assert schedule.next(now).isoformat() == "2020-03-31T07:30:00+07:00"


def test_a_line_that_is_no_cron_line_is_not_taken() -> None:
    with pytest.raises(ValueError, match="no cron line"):
        schedules.register("bad", PATH, "every day")


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two real transactions")
@pytest.mark.django_db(transaction=True)
def test_eight_workers_make_one_job_a_tick(daily: None) -> None:
    look_again()
    was_last_run(timedelta(minutes=2))
    schedules._next_ticks.clear()
    tick = clock.machine_now()
    race(lambda _: schedules._queue(schedules.table()[0], tick))
    assert Job.objects.count() == 1


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two real transactions")
@pytest.mark.django_db(transaction=True)
def test_eight_workers_meet_a_new_schedule(daily: None) -> None:
    tick = clock.machine_now()
    assert race(lambda _: schedules._queue(schedules.table()[0], tick)) == [0] * 8
    assert Recurring.objects.count() == 1
