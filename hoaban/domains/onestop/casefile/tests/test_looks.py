"""What is new of a dossier is marked until the citizen has seen it."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from hoaban.core.journal.models import Entry
from hoaban.core.people.models import Person
from hoaban.domains.onestop.correspondence import actions as correspondence
from hoaban.domains.onestop.correspondence import queries as written
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.looks import actions, queries
from hoaban.domains.onestop.looks.enums import Topic
from tests.world.acts import LONG_AFTER
from tests.world.desks import BACKEND
from tests.world.province import MONDAY
from tests.world.scenes import Scenes

TODAY = "2020-03-16T09:30:00+07:00"


def told(scenes: Scenes, dossier: Dossier, who: str = "citizen") -> list[str]:
    dossier = Dossier.objects.get(pk=dossier.pk)
    answered = written.answered([dossier])
    news = queries.news([dossier], by=scenes.actor(who), answered=answered)
    return [str(topic) for topic in news[dossier.pk].topics]


@pytest.mark.parametrize(
    ("state", "topics"),
    [
        ("submitted", []),
        ("in_process", []),
        ("awaiting_completion", [Topic.ASKED]),
        ("awaiting_supplement", [Topic.ASKED]),
        ("done", [Topic.RESULT]),
        ("returned", []),
        ("refused", [Topic.ENDED]),
        ("stopped", [Topic.ENDED]),
        ("closed", [Topic.ENDED]),
        ("withdrawn", []),
    ],
)
def test_what_the_agency_asked_gave_or_ended_is_new_until_it_was_seen(
    scenes: Scenes, state: str, topics: list[Topic]
) -> None:
    dossier = scenes.bring(state)
    assert told(scenes, dossier) == topics
    if topics:
        actions.look(dossier.pk, topics=topics, by=scenes.actor("citizen"), at=LONG_AFTER)
    assert told(scenes, dossier) == []


def test_a_page_marks_a_message_once_and_the_list_until_then(
    scenes: Scenes, client: Client, settings: Settings
) -> None:
    settings.HOABAN_TODAY = TODAY
    dossier = scenes.bring("in_process")
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    at = MONDAY + timedelta(hours=1)
    for text in ("Một.", "Hai."):
        correspondence.write(dossier.pk, text=text, by=scenes.actor("specialist"), at=at)
    own, mark = f"/my/{dossier.reference}/", "Mới: 2 tin nhắn"
    found = [mark in client.get(page).text for page in ("/my/", own, own, "/my/")]
    entries = Entry.objects.filter(verb=Event.LOOKED_AT)
    assert found == [True, True, False, False]
    assert [one.facts for one in entries] == [{"topics": ["messages"]}]


def test_the_page_of_messages_leaves_the_mark_of_a_result(
    scenes: Scenes, client: Client, settings: Settings
) -> None:
    settings.HOABAN_TODAY = TODAY
    dossier = scenes.bring("done")
    by = scenes.actor("specialist")
    correspondence.write(dossier.pk, text="Xong.", by=by, at=MONDAY + timedelta(hours=1))
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    client.get(f"/my/{dossier.reference}/messages/")
    assert told(scenes, dossier) == [Topic.RESULT]


def test_the_applicants_own_words_are_not_new_and_each_looks_for_themselves(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    citizen, at = scenes.actor("citizen"), MONDAY + timedelta(hours=1)
    correspondence.write(dossier.pk, text="Hỏi.", by=citizen, at=at)
    before = told(scenes, dossier)
    correspondence.write(dossier.pk, text="Đáp.", by=scenes.actor("specialist"), at=at)
    actions.look(dossier.pk, topics=[Topic.MESSAGES], by=citizen, at=at)
    assert (before, told(scenes, dossier)) == ([], [])
    assert told(scenes, dossier, "partner") == [Topic.MESSAGES]


def test_the_list_asks_as_much_for_one_dossier_as_for_many(
    scenes: Scenes, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many = [scenes.bring(state) for state in ("awaiting_supplement", "done", "in_process")]
    for some in (many[:1], many):
        with django_assert_num_queries(3):
            answered = written.answered(some)
            queries.news(some, by=scenes.actor("citizen"), answered=answered)
