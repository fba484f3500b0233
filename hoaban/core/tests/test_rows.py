"""A row written by hand is the row that the mapper writes."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from hoaban.core import rows
from hoaban.core.http.models import Attempt
from hoaban.core.jobs.models import Job, State
from hoaban.core.people.models import Agency, Partner, Post

AT = datetime(2020, 3, 16, 1, 30, tzinfo=UTC)


def job(public_id: str) -> Job:
    """With text, numbers, moments, JSON, nothing, and a choice."""
    return Job(
        public_id=public_id,
        task="a.b",
        args=["chữ", 1, None, {"a": True}],
        kwargs={},
        state=State.PARKED,
        run_after=AT,
        queued_at=AT,
        max_attempts=3,
    )


def test_both_ways_write_the_same_columns(db: None) -> None:
    mine, theirs = job("a"), job("b")
    rows.insert(mine)
    theirs.save()

    written = {one["public_id"]: one for one in Job.objects.values()}
    same = [{k: v for k, v in written[n].items() if k not in {"id", "public_id"}} for n in "ab"]
    assert same[0] == same[1]
    assert Job.objects.get(pk=mine.pk).public_id == "a"
    assert (mine._state.adding, mine._state.db) == (False, "default")


def test_a_new_row_is_what_the_mapper_makes() -> None:
    given: dict[str, Any] = {"task": "a.b", "args": [1], "run_after": AT, "queued_at": AT}
    mine, theirs = rows.new(Job, **given), Job(**given)

    def values(job: Job) -> dict[str, object]:
        return {field.attname: getattr(job, field.attname) for field in Job._meta.fields}

    assert values(mine) == values(theirs)
    assert mine.kwargs is not rows.new(Job, **given).kwargs, "each has its own"
    assert (mine._state.adding, mine._state.db) == (True, None)


def test_a_new_row_knows_the_row_it_belongs_to() -> None:
    agency = Agency(pk=7)
    partner = rows.new(Partner, slug="a", agency=agency)
    assert partner.agency is agency
    assert partner.agency_id == 7
    nobody = rows.new(Partner, slug="b", agency=None)
    assert (nobody.agency_id, nobody.agency) == (None, None)


def test_a_new_row_has_no_fields_of_other_names() -> None:
    with pytest.raises(TypeError, match="colour"):
        rows.new(Job, colour="red")


def test_what_a_constraint_forbids_is_not_written(db: None) -> None:
    first, second = (Attempt(key="k", window=1, ends_at=AT) for _ in range(2))

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(first, second)

    assert Attempt.objects.count() == 0


def test_a_row_held_or_read_is_the_row_that_the_mapper_reads(db: None) -> None:
    rows.insert(job("a"))
    read = Job.objects.get()

    with transaction.atomic():
        found = [rows.held(Job, read.pk), rows.read(Job, read.pk)]

    for mine in found:
        assert {k: v for k, v in vars(mine).items() if k != "_state"} == {
            k: v for k, v in vars(read).items() if k != "_state"
        }
        assert (mine._state.adding, mine._state.db) == (False, "default")


def test_rows_with_those_that_they_refer_to_are_what_the_mapper_reads(
    cast_world: None, db: None
) -> None:
    theirs = list(Post.objects.select_related("agency", "person").order_by("id"))

    with CaptureQueriesContext(connection) as asked:
        mine = rows.every(Post, "ORDER BY people_post.id", [], related=("agency", "person"))
        shown = [plain(one) | plain(one.agency) | plain(one.person) for one in mine]

    assert len(asked) == 1
    assert len(mine) > 10
    assert shown == [plain(one) | plain(one.agency) | plain(one.person) for one in theirs]


def plain(row: Model) -> dict[str, object]:
    return {f"{row._meta.label}.{k}": v for k, v in vars(row).items() if k != "_state"}


@pytest.mark.parametrize("way", [rows.held, rows.read])
def test_a_row_that_is_not_there_does_not_exist(
    db: None, way: Callable[[type[Job], int], Job]
) -> None:
    with transaction.atomic(), pytest.raises(Job.DoesNotExist):
        way(Job, 1)


@pytest.mark.django_db(transaction=True)
def test_a_row_is_held_in_a_transaction_alone() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        rows.held(Job, 1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_held_row_is_locked_until_the_end() -> None:
    rows.insert(job("a"))
    key = Job.objects.get().pk

    with transaction.atomic():
        rows.held(Job, key)
        with ThreadPoolExecutor(1) as threads:
            found = threads.submit(free, key).result()

    assert (found, free(key)) == ([], [key])


def free(key: int) -> list[int]:
    """The row as another transaction may lock it at once; nothing where somebody holds it."""
    try:
        with transaction.atomic():
            jobs = Job.objects.select_for_update(skip_locked=True).filter(pk=key)
            return [job.pk for job in jobs]
    finally:
        if threading.current_thread() is not threading.main_thread():
            connection.close()
