"""Read the queue: how long it waits, what stands where, what comes again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet

from hoaban.core import clock
from hoaban.core.jobs import schedules
from hoaban.core.jobs.models import Job, State

SIZE = 50
_SEEN = 2000  # the newest jobs, whose kinds the filter offers
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Page:
    """Jobs, the newest first, and the tokens of the pages beside; None where there is none."""

    rows: Sequence[Job]
    next: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class Kind:
    """How many jobs of one task are parked."""

    task: str
    count: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A recurring job: the last job it made, as long as that is kept, and its next tick."""

    name: str
    task: str
    cron: str
    last: Job | None
    next: datetime


def oldest_waiting_age() -> timedelta | None:
    """How long the oldest job that is due has been waiting; None where none is."""
    now = clock.machine_now()
    waiting = Job.objects.filter(state=State.WAITING, run_after__lte=now)
    oldest = waiting.order_by("run_after").values_list("run_after", flat=True).first()
    return now - oldest if oldest else None


def by_public_id(public_id: str) -> QuerySet[Job]:
    """The one job of a public id, for a page that asks for it or answers 404."""
    return Job.objects.filter(public_id=public_id)


def counts() -> dict[str, int]:
    """How many jobs wait, run, are parked, and were done within a day."""
    since = clock.machine_now() - _DAY
    counted = Job.objects.filter(~Q(state=State.DONE) | Q(finished_at__gte=since))
    rows = counted.order_by().values_list("state").annotate(Count("id"))
    return dict.fromkeys(State.values, 0) | dict(rows)


def listed(*, state: str = "", task: str = "", after: str = "", size: int = SIZE) -> Page:
    """One page of jobs, the newest first. `after` is a token of another page."""
    jobs = Job.objects.all()
    if state in State.values:
        jobs = jobs.filter(state=state)
    if task:
        jobs = jobs.filter(task=task)
    way, _, public_id = after.partition("-")
    pivot = Job.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    if way == "p" and pivot:
        rows = list(jobs.filter(pk__gt=pivot).order_by("id")[: size + 1])
        return _page(rows[:size][::-1], has_next=True, has_previous=len(rows) > size)
    older = jobs.filter(pk__lt=pivot) if pivot else jobs
    rows = list(older.order_by("-id")[: size + 1])
    return _page(rows[:size], has_next=len(rows) > size, has_previous=bool(pivot))


def _page(rows: Sequence[Job], *, has_next: bool, has_previous: bool) -> Page:
    return Page(
        rows,
        f"n-{rows[-1].public_id}" if rows and has_next else None,
        f"p-{rows[0].public_id}" if rows and has_previous else None,
    )


def tasks() -> list[str]:
    """The kinds of the newest jobs, by name."""
    newest = Job.objects.order_by("-id").values_list("task", flat=True)
    return sorted(set(newest[:_SEEN]))


def parked_kinds() -> list[Kind]:
    """The kinds that have parked jobs, the most first."""
    parked = Job.objects.filter(state=State.PARKED).order_by().values_list("task")
    return [Kind(*row) for row in parked.annotate(many=Count("id")).order_by("-many", "task")]


def planned() -> list[Planned]:
    """The recurring jobs, by name."""
    now = clock.machine_now()
    named = Job.objects.exclude(recurring="").order_by().values_list("recurring")
    newest = dict(named.annotate(Max("id")))
    jobs = Job.objects.in_bulk(newest.values())
    return [
        Planned(each.name, each.task, each.cron, jobs.get(newest.get(each.name)), each.next(now))
        for each in schedules.table()
    ]
