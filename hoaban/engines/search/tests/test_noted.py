"""Searches that are asked at one moment are noted once, and none of them fails."""

from datetime import time, timedelta

import pytest
from django.db import connection

from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.journal.tests.racing import race
from hoaban.core.people.actors import Actor
from hoaban.engines.search import actions
from tests.world.fixtures import province, ward
from tests.world.province import MONDAY, Ward

__all__ = ["province", "ward"]


@pytest.mark.django_db
def test_a_text_without_words_and_whoever_is_nobody_is_noted_nowhere(ward: Ward) -> None:
    actions.note("- %", place="desk", found=0, by=ward.clerk, at=MONDAY)
    nobody = Actor(kind=ward.clerk.kind, reference="system:x", client="system:x")
    actions.note("ban", place="desk", found=0, by=nobody, at=MONDAY)
    assert Entry.objects.filter(verb="people.searched").count() == 0


@pytest.mark.django_db
def test_the_same_search_on_the_next_day_is_another_entry(ward: Ward) -> None:
    late = clock.at(clock.day(MONDAY), time(23, 59))
    for at in (MONDAY, late, late + timedelta(minutes=1)):
        actions.note("ban", place="desk", found=1, by=ward.clerk, at=at)
    noted = Entry.objects.filter(verb="people.searched").order_by("id")
    assert [entry.at for entry in noted] == [MONDAY, late + timedelta(minutes=1)]


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_the_same_search_at_one_moment_is_one_entry(ward: Ward) -> None:
    race(lambda _n: actions.note("ban", place="desk", found=1, by=ward.clerk, at=MONDAY))
    assert Entry.objects.filter(verb="people.searched").count() == 1
