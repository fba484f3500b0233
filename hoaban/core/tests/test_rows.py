"""A row written by hand is the row that the mapper writes."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from hoaban.core import rows
from hoaban.core.http.models import Attempt
from hoaban.core.jobs.models import Job, State

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


def test_what_a_constraint_forbids_is_not_written(db: None) -> None:
    first, second = (Attempt(key="k", window=1, ends_at=AT) for _ in range(2))

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(first, second)

    assert Attempt.objects.count() == 0
