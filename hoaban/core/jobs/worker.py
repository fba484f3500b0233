"""Run due jobs: for ever beside the web server, or what is due now in this process."""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import Error, close_old_connections, connection, transaction
from django.utils.module_loading import import_string

from hoaban.core.jobs import errors, leases, schedules, waking
from hoaban.core.jobs.models import Job
from hoaban.core.journal.moments import ClockWrong

log = logging.getLogger(__name__)

BATCH = 8
PAUSE = 1.0  # seconds until the next look, unless somebody wakes the worker
AFTER_AN_ERROR = 2.0


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: Job
    reason: str | None
    is_early: bool = False  # its hour has not come: no attempt was used up


def run_pending(limit: int | None = None) -> int:
    """Run what is due, recurring jobs too, in this process: how many were run.

    Jobs queued by these jobs are run as well. One that fails waits for its next attempt.
    """
    schedules.tick()
    ran = 0
    while limit is None or ran < limit:
        batch = BATCH if limit is None else min(BATCH, limit - ran)
        token, jobs = leases.claim(limit=batch)
        if not jobs:
            break
        ran += _work(jobs, token)
    return ran


def run(stop: threading.Event, *, lease: timedelta = leases.LEASE, batch: int = BATCH) -> None:
    """Work until `stop` is set: the job at hand is finished, the others are given back."""
    with waking.Ear() as ear:
        while not stop.is_set():
            try:
                worked = _turn(stop, lease, batch)
            except Error:
                log.warning("the database did not answer; the worker goes on", exc_info=False)
                connection.close()
                stop.wait(AFTER_AN_ERROR)
                continue
            if not worked:
                ear.wait(PAUSE)


def _turn(stop: threading.Event, lease: timedelta, batch: int) -> int:
    close_old_connections()
    schedules.tick()
    token, jobs = leases.claim(limit=batch, lease=lease)
    if not jobs:
        return 0
    with leases.Heartbeat(token, lease=lease):
        return _work(jobs, token, stop)


def _work(jobs: Sequence[Job], token: str, stop: threading.Event | None = None) -> int:
    """Run jobs one by one; each is settled in the same transaction in which the next begins."""
    ran, outcome = 0, None
    for job in jobs:
        if stop and stop.is_set():
            break
        with transaction.atomic():
            _settle(outcome, token)
            begun = leases.begin(job, token)
        outcome = _attempt(job) if begun else None
        ran += begun
    with transaction.atomic():
        _settle(outcome, token)
        leases.release(token)
    return ran


def _attempt(job: Job) -> _Outcome:
    """Call the task; whatever it raises is the job's failure, never the worker's."""
    try:
        import_string(job.task).call(*job.args, **job.kwargs)
    except (errors.NotYet, ClockWrong) as early:
        reason = errors.describe(early)
        log.warning("job %s %s waits: %s", job.public_id, job.task, reason)
        return _Outcome(job, reason, is_early=True)
    except Exception as error:  # noqa: BLE001 - any error of any task
        reason = errors.describe(error)
        log.warning("job %s %s failed: %s", job.public_id, job.task, reason)
        return _Outcome(job, reason)
    return _Outcome(job, None)


def _settle(outcome: _Outcome | None, token: str) -> None:
    if outcome is None:
        return
    if outcome.reason is None:
        settled = leases.finish(outcome.job, token)
    elif outcome.is_early:
        settled = leases.put_off(outcome.job, token, reason=outcome.reason)
    else:
        settled = leases.fail(outcome.job, token, reason=outcome.reason)
    if not settled:
        log.warning("job %s was taken over by another worker", outcome.job.public_id)
