"""Recurring jobs: a table handed over by config, one job a tick, whoever looks."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from croniter import croniter
from django.db import transaction
from django.utils.module_loading import import_string

from hoaban.core import clock
from hoaban.core.jobs import actions, leases
from hoaban.core.jobs.backend import unsaved
from hoaban.core.jobs.models import Job, Recurring


@dataclass(frozen=True, slots=True)
class Schedule:
    """A task without arguments and its five cron fields, read on Vietnam's wall clock.

    Machine time, not business time: it never goes back. Ticks missed while no worker ran are made
    up for by one job.
    """

    name: str
    task: str
    cron: str

    def last(self, now: datetime) -> datetime:
        """The latest tick not after now."""
        return self._ticks(now).get_prev(datetime)

    def next(self, now: datetime) -> datetime:
        """The first tick after now."""
        return self._ticks(now).get_next(datetime)

    def _ticks(self, now: datetime) -> "croniter":
        return croniter(self.cron, clock.local(now))


log = logging.getLogger(__name__)

_table: dict[str, Schedule] = {}
_next_ticks: dict[str, datetime] = {}
_looked: dict[str, datetime] = {}


def register(name: str, task_path: str, cron: str) -> None:
    """Put a recurring job into the table; the same name again replaces it."""
    if not croniter.is_valid(cron):
        raise ValueError(f"{name}: {cron} is no cron line")
    _table[name] = Schedule(name, task_path, cron)
    _next_ticks.pop(name, None)


def forget(name: str) -> None:
    """Take a recurring job out of the table."""
    _table.pop(name, None)
    _next_ticks.pop(name, None)


def table() -> list[Schedule]:
    """All recurring jobs, by name."""
    return sorted(_table.values(), key=lambda schedule: schedule.name)


def tick() -> int:
    """Queue the jobs whose hour has come: how many. Asks the database only when one has."""
    now = clock.machine_now()
    if now < _looked.get("at", now):  # the clock was put back: what was reckoned lies too far ahead
        _next_ticks.clear()
    _looked["at"] = now
    due = [schedule for schedule in table() if _next_ticks.get(schedule.name, now) <= now]
    if due and (jobs := leases.put_right(now)):
        log.warning("the clock stood ahead: %s jobs waited for a later day, now they run", jobs)
    made = 0
    for schedule in due:
        made += _queue(schedule, now)
        _next_ticks[schedule.name] = schedule.next(now)
    return made


@transaction.atomic
def _queue(schedule: Schedule, now: datetime) -> int:
    """One job for the latest tick, unless it has one: the row of the schedule is the lock."""
    tick = schedule.last(now)
    _, is_new = Recurring.objects.get_or_create(name=schedule.name, defaults={"last_tick": now})
    if is_new:
        return 0
    _put_right(schedule, now)
    mine = Recurring.objects.filter(name=schedule.name, last_tick__lt=tick)
    if not mine.update(last_tick=tick):
        return 0
    job = unsaved(import_string(schedule.task), [], {})
    job.recurring = schedule.name
    job.dedupe_key = f"{schedule.name}@{tick.isoformat()}"
    Job.objects.bulk_create([job], ignore_conflicts=True)
    return 1


def _put_right(schedule: Schedule, now: datetime) -> None:
    """A tick that was made while the clock stood ahead would keep all others away until then."""
    begins = schedule.last(schedule.last(now) - timedelta(seconds=1))
    ahead = Recurring.objects.filter(name=schedule.name, last_tick__gt=schedule.next(now))
    row = ahead.select_for_update().first()
    if row is None:
        return
    log.warning("%s: its last tick lay ahead of the clock, it is put right", schedule.task)
    actions.put_right(row, last_tick=begins, task=schedule.task, at=clock.now())
