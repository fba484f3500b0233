"""Recurring jobs: one a tick, whoever looks, and one for all that were missed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from hoaban.core import clock
from hoaban.core.jobs import leases, schedules, worker
from hoaban.core.jobs.models import Job, Recurring, State
from hoaban.core.jobs.tests import work
from hoaban.core.journal.models import Entry
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


@pytest.mark.django_db
@pytest.mark.parametrize("days", [1, 2, 30, 730])
def test_a_tick_made_while_the_clock_stood_ahead_is_put_right_and_told(
    daily: None, days: int
) -> None:
    look_again()
    Recurring.objects.update(last_tick=clock.machine_now() + timedelta(days=days))
    assert look_again() == 1
    assert Recurring.objects.get().last_tick <= clock.machine_now()
    assert Entry.objects.filter(verb="jobs.put_right").count() == 1
    assert look_again() == 0


@pytest.mark.django_db
def test_a_process_whose_clock_is_put_back_looks_again(
    daily: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_again()
    with monkeypatch.context() as ahead:
        now = clock.machine_now() + timedelta(days=730)
        ahead.setattr(clock, "machine_now", lambda: now)
        assert schedules.tick() == 1
    assert schedules.tick() == 1


def queued(*, ahead: timedelta, run_after: timedelta, **columns: object) -> Job:
    now = clock.machine_now()
    job = Job(public_id="a", task=PATH, max_attempts=3, queued_at=now + ahead)
    job.run_after = now + run_after
    for column, value in columns.items():
        setattr(job, column, value)
    job.save()
    return job


@pytest.mark.django_db
def test_a_job_queued_while_the_clock_stood_ahead_runs_now(daily: None) -> None:
    year = timedelta(days=365)
    queued(ahead=year, run_after=year)
    assert worker.run_pending() == 1


@pytest.mark.django_db
def test_a_lease_of_a_clock_that_stood_ahead_runs_out_soon(daily: None) -> None:
    year = timedelta(days=365)
    job = queued(
        ahead=year, run_after=year, state=State.RUNNING, lease_until=clock.machine_now() + year
    )
    look_again()
    job.refresh_from_db()
    assert job.lease_until
    assert job.lease_until <= clock.machine_now() + leases.LEASE


@pytest.mark.django_db
def test_a_job_for_a_later_day_waits_for_its_day(daily: None) -> None:
    queued(ahead=timedelta(hours=-1), run_after=timedelta(days=3))
    assert worker.run_pending() == 0


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
