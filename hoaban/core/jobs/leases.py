"""Take jobs under a lease, keep it, and settle only while it is held."""

import secrets
import threading
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Self

from django.db import Error, connection, transaction
from django.db.models import F, Q, QuerySet

from hoaban.core import clock
from hoaban.core.jobs.models import Job, State

LEASE = timedelta(seconds=60)
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
NOT_YET = timedelta(minutes=5)  # until what could not be done yet is tried again
SKEW = timedelta(minutes=1)  # two machines' clocks may differ so far
LOST = "WorkerLost"  # the worker ended while at it, every time


def claim(*, limit: int, lease: timedelta = LEASE) -> tuple[str, list[Job]]:
    """Take up to `limit` due jobs, the highest priority first: the lease's token and the jobs.

    A job whose worker went silent is taken again once its lease has run out.
    """
    now, token = clock.machine_now(), secrets.token_hex(16)
    due, abandoned = _due(now), _abandoned(now)
    if not due.exists() and not abandoned.exists():  # a look takes no lock from a writer
        return token, []
    with transaction.atomic():
        jobs = _locked(abandoned, limit)
        jobs += _locked(due, limit - len(jobs))
        Job.objects.filter(pk__in=[job.pk for job in jobs]).update(
            state=State.RUNNING, lease_until=now + lease, lease_token=token
        )
    return token, jobs


def _due(now: datetime) -> QuerySet[Job]:
    waiting = Job.objects.filter(state=State.WAITING, run_after__lte=now)
    return waiting.order_by("-priority", "run_after", "id")


def _abandoned(now: datetime) -> QuerySet[Job]:
    silent = Job.objects.filter(state=State.RUNNING, lease_until__lt=now)
    return silent.order_by("lease_until", "id")


def _locked(jobs: QuerySet[Job], limit: int) -> list[Job]:
    """Rows that no other worker is taking at this moment."""
    return list(jobs.select_for_update(skip_locked=True)[:limit]) if limit else []


def _held(token: str) -> QuerySet[Job]:
    return Job.objects.filter(lease_token=token, state=State.RUNNING)


def renew(token: str, *, lease: timedelta = LEASE) -> int:
    """Keep what is held under a token for another lease: how many that was."""
    return _held(token).update(lease_until=clock.machine_now() + lease)


def begin(job: Job, token: str) -> bool:
    """Count an attempt; False where the lease is lost, or the attempts are used up (parked)."""
    held = _held(token).filter(pk=job.pk)
    now = clock.machine_now()
    if job.attempts >= job.max_attempts:
        held.update(**_parked(LOST, now))
        return False
    return held.update(attempts=F("attempts") + 1, started_at=now) == 1


def finish(job: Job, token: str) -> bool:
    """Settle a job as done; False where the lease was lost and another worker has it."""
    done = {"state": State.DONE, "finished_at": clock.machine_now(), "last_error": ""}
    return _held(token).filter(pk=job.pk).update(**done, **_free()) == 1


def fail(job: Job, token: str, *, reason: str) -> bool:
    """Put a job off, twice as long each time, or park it when it was tried often enough."""
    now, tried = clock.machine_now(), job.attempts + 1
    if tried >= job.max_attempts:
        return _held(token).filter(pk=job.pk).update(**_parked(reason, now)) == 1
    again = now + min(FIRST_WAIT * 2 ** (tried - 1), LONGEST_WAIT)
    put_off = {"state": State.WAITING, "run_after": again, "last_error": reason}
    return _held(token).filter(pk=job.pk).update(**put_off, **_free()) == 1


def put_off(job: Job, token: str, *, reason: str) -> bool:
    """Let a job whose hour has not come wait, as if it had not been tried."""
    again = clock.machine_now() + NOT_YET
    waits = {"state": State.WAITING, "run_after": again, "last_error": reason}
    held = _held(token).filter(pk=job.pk)
    return held.update(attempts=job.attempts, **waits, **_free()) == 1


def put_right(now: datetime) -> int:
    """Bring back what was put off, or leased, while the clock stood ahead: how many jobs.

    A job queued for a later day by a clock that was right stays where it is.
    """
    ahead = Q(queued_at__gt=now + SKEW) | Q(started_at__gt=now + SKEW)
    waiting = Job.objects.filter(state=State.WAITING, run_after__gt=now + LONGEST_WAIT)
    found = waiting.filter(ahead).update(run_after=now)
    leased = Job.objects.filter(state=State.RUNNING, lease_until__gt=now + LONGEST_WAIT)
    return found + leased.update(lease_until=now + LEASE)


def release(token: str) -> int:
    """Give back what is held and not yet begun, for another worker to take at once."""
    return _held(token).update(state=State.WAITING, **_free())


def _parked(reason: str, now: datetime) -> dict[str, object]:
    return {"state": State.PARKED, "last_error": reason, "finished_at": now, **_free()}


def _free() -> dict[str, object]:
    return {"lease_until": None, "lease_token": ""}


class Heartbeat:
    """Renews the lease of a token from a thread of its own while the work goes on."""

    def __init__(self, token: str, *, lease: timedelta = LEASE) -> None:
        self.token, self.lease = token, lease
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        pause = self.lease.total_seconds() / 3
        try:
            while not self._over.wait(pause):
                with suppress(Error):  # the database may be away: the next beat may find it
                    renew(self.token, lease=self.lease)
        finally:
            connection.close()
