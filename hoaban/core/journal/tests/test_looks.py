"""Who looked is an entry, and who looks again and again does not fill the journal."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from hoaban.core.journal import actions
from hoaban.core.journal.models import Entry, Seal
from hoaban.core.journal.tests.racing import race

pytestmark = pytest.mark.django_db
AT = datetime(2020, 3, 30, 1, tzinfo=UTC)
BY = actions.Plain("post:a", client="post:a")


def look(pk: int = 1, by: actions.Plain = BY, at: datetime = AT) -> None:
    with transaction.atomic():
        actions.record_look("tests.looked", Seal(pk=pk), by=by, at=at)


@given(waits=st.lists(st.integers(0, 1200), max_size=30))
def test_a_look_is_written_once_a_quarter_of_an_hour(waits: list[int]) -> None:
    Entry.objects.all().delete()
    at, quarters = AT, set()
    for wait in waits:
        at += timedelta(seconds=wait)
        look(at=at)
        quarters.add(int(at.timestamp()) // 900)
    assert Entry.objects.count() == len(quarters)


def test_each_person_thing_and_substitution_counts_for_itself() -> None:
    others = [
        actions.Plain("post:b", client="post:b"),
        actions.Plain("post:a", behalf="post:c", client="post:a"),
        actions.Plain("stranger"),
    ]
    for by in (BY, *others):
        for pk in (1, 2):
            look(pk, by)
            look(pk, by)
    assert Entry.objects.count() == 8


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_eight_looks_at_once_are_one_entry_and_no_error() -> None:
    race(lambda _number: look())
    assert Entry.objects.count() == 1
