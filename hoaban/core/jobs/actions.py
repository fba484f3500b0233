"""Queue once by key, try again by hand, clear away."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import transaction
from django_tasks.base import Task

from hoaban.core import clock
from hoaban.core.jobs import waking
from hoaban.core.jobs.backend import unsaved
from hoaban.core.jobs.enums import Event
from hoaban.core.jobs.models import Job, Recurring, State
from hoaban.core.journal import actions as journal
from hoaban.core.refusals import NotAllowed, Refusal

BY = journal.Plain("system:jobs", client="system:jobs")

P = ParamSpec("P")
T = TypeVar("T")

DAYS_KEPT = 30
OPERATORS = frozenset({"it_officer", "administrator"})


class NotParked(Refusal):
    """Việc nền này không còn dừng nên không cần chạy lại."""


def enqueue_once(task: Task[P, T], dedupe_key: str, *args: P.args, **kwargs: P.kwargs) -> bool:
    """Queue a task in the caller's transaction unless the key has a job: whether it was queued.

    A key is taken as long as its job is kept, so let it name the cause (`seal:entry-17`).
    """
    job = unsaved(task, args, kwargs)
    job.dedupe_key = dedupe_key
    Job.objects.bulk_create([job], ignore_conflicts=True)
    waking.after_commit()
    return Job.objects.filter(public_id=job.public_id).exists()


@transaction.atomic
def retry(pk: int, *, by: journal.By, at: datetime) -> Job:
    """Let a parked job be tried again, as often as at first."""
    job = Job.objects.select_for_update().get(pk=pk)

    check_operator(by)
    if job.state != State.PARKED:
        raise NotParked

    Job.objects.filter(pk=job.pk).update(**_again())
    journal.record(Event.RETRIED, job, by=by, at=at, task=job.task, public_id=job.public_id)
    job.refresh_from_db()
    return job


@transaction.atomic
def retry_kind(task: str, *, by: journal.By, at: datetime) -> int:
    """Let all parked jobs of one task be tried again: how many. One entry for each."""
    check_operator(by)
    parked = Job.objects.select_for_update().filter(task=task, state=State.PARKED)
    jobs = list(parked.order_by("id"))
    Job.objects.filter(pk__in=[job.pk for job in jobs]).update(**_again())
    for job in jobs:
        journal.record(Event.RETRIED, job, by=by, at=at, task=job.task, public_id=job.public_id)
    return len(jobs)


def check_operator(by: journal.By) -> None:
    """Only who runs the system: IT officers and administrators [ND61/2018 Đ14]."""
    if getattr(by, "role", None) not in OPERATORS:
        raise NotAllowed


def _again() -> Mapping[str, object]:
    return {
        "state": State.WAITING,
        "attempts": 0,
        "run_after": clock.machine_now(),
        "finished_at": None,
    }


def prune(*, before: datetime | None = None, limit: int = 1000) -> int:
    """Delete jobs done long ago, at most `limit` at once: how many. No record of the province."""
    days = getattr(settings, "JOBS_DAYS_KEPT", DAYS_KEPT)
    oldest = before or clock.machine_now() - timedelta(days=days)
    done = Job.objects.filter(state=State.DONE, finished_at__lt=oldest).order_by("finished_at")
    deleted, _ = Job.objects.filter(pk__in=list(done.values_list("pk", flat=True)[:limit])).delete()
    return deleted


def put_right(row: Recurring, *, last_tick: datetime, task: str, at: datetime) -> None:
    """Write down an earlier tick of a schedule whose last one lay ahead of the clock."""
    was, row.last_tick = row.last_tick, last_tick
    row.save(update_fields=["last_tick"])
    journal.record(Event.PUT_RIGHT, row, by=BY, at=at, was=was.isoformat(), task=task)
