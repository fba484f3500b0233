"""Tasks for the tests of the worker: each leaves a mark in the journal."""

from datetime import UTC, datetime
from pathlib import Path
from time import sleep

from django.db import transaction
from django_tasks import task

from hoaban.core.jobs.errors import NotYet
from hoaban.core.journal import actions as journal
from hoaban.core.journal import queries
from hoaban.core.journal.models import Entry, Seal
from hoaban.core.refusals import Refusal

AT = datetime(2020, 3, 30, 1, tzinfo=UTC)
BY = journal.Plain("system:test", client="system:test")


class Closed(Refusal):
    """Hồ sơ của {name} đã đóng."""


@task()
def mark(what: str) -> None:
    """Leave a mark each time it runs."""
    with transaction.atomic():
        journal.record(f"tests.{what}", Seal(pk=1), by=BY, at=AT)


@task()
def mark_daily() -> None:
    """Leave a mark at each tick."""
    mark.func("daily")


@task()
def mark_once(what: str) -> None:
    """Leave one mark however often it runs: the action knows its key."""
    with transaction.atomic():
        if queries.earlier(BY.client, what) is None:
            journal.record(f"tests.{what}", Seal(pk=1), by=BY, at=AT, key=what)


@task(priority=5)
def mark_soon(what: str) -> None:
    """Leave a mark before the others."""
    mark.func(what)


@task(max_attempts=3)
def fail(secret: str) -> None:
    """Fail with words that must not be kept."""
    raise ValueError(f"no such person: {secret}")


@task()
def refuse(name: str) -> None:
    """Be refused, by a sentence with a name in it."""
    raise Closed(name=name)


@task(max_attempts=2)
def wait_for_its_hour() -> None:
    """Find that it is too early."""
    raise NotYet


@task()
def begin_and_wait(folder: str) -> None:
    """Do the work, say so, and be killed before it can be settled."""
    mark_once.func("worked")
    begun = Path(folder) / "begun"
    begun.write_text(begun.read_text() + "x" if begun.exists() else "x")
    while (Path(folder) / "wait").exists():
        sleep(0.02)


def marks() -> list[str]:
    """What was left, in order."""
    verbs = Entry.objects.order_by("id").values_list("verb", flat=True)
    return [verb.removeprefix("tests.") for verb in verbs]
