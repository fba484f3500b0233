"""Applicant and agency write to each other about a dossier; nobody else, and not without end."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.casework.notices import queries as inbox
from hoaban.core.journal.models import Entry
from hoaban.core.people.models import Person
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.correspondence import actions, queries
from hoaban.domains.onestop.correspondence.models import Message
from hoaban.domains.onestop.correspondence.refused import (
    MessageEmpty,
    MessagesClosed,
    TooManyMessages,
)
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.notices import reactions
from hoaban.gateways.notify.models import SentMessage
from tests.world.acts import LATER
from tests.world.desks import BACKEND
from tests.world.scenes import Scenes, last, refused

TEXT = "Ngày sinh trong sổ gốc là 02 hay 12?"


def write(scenes: Scenes, dossier: Dossier, who: str, text: str = TEXT) -> Dossier:
    return actions.write(dossier.pk, text=text, by=scenes.actor(who), at=LATER)


def test_both_sides_read_the_same_thread_and_the_journal_has_no_words(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    write(scenes, dossier, "citizen")
    assert (last(dossier).verb, last(dossier).facts) == (Event.WROTE_TO_AGENCY, {})
    write(scenes, dossier, "specialist", "  Là 12.\r\nCảm ơn. ")
    assert last(dossier).verb == Event.WROTE_TO_APPLICANT
    told = [(one.is_from_applicant, one.text) for one in queries.thread(dossier)]
    assert told == [(True, TEXT), (False, "Là 12.\nCảm ơn.")]


@pytest.mark.parametrize("who", ["colleague", "clerk", "leader"])
def test_whoever_works_on_cases_of_the_agency_writes(scenes: Scenes, who: str) -> None:
    dossier = write(scenes, scenes.bring("in_process"), who)
    assert not queries.thread(dossier)[0].is_from_applicant


@pytest.mark.parametrize(
    "who", ["asked", "archivist", "auditor", "administrator", "it_officer", "unsigned", "partner"]
)
def test_nobody_else_does(scenes: Scenes, who: str) -> None:
    dossier = scenes.bring("consulted")
    with refused(NotAllowed):
        write(scenes, dossier, who)


def test_to_have_written_is_nothing_done_so_that_a_wrong_press_is_still_taken_back(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("in_process")
    write(scenes, dossier, "citizen")
    write(scenes, dossier, "clerk")
    assert scenes.act("undo", dossier).state == "received"


def test_a_month_after_the_end_no_more_is_written(scenes: Scenes) -> None:
    dossier = scenes.bring("refused")
    ended = dossier.ended_at
    assert ended is not None
    by, month = scenes.actor("citizen"), timedelta(days=30)
    actions.write(dossier.pk, text=TEXT, by=by, at=ended + month)
    with refused(MessagesClosed):
        actions.write(dossier.pk, text=TEXT, by=by, at=ended + month + timedelta(seconds=1))
    assert not queries.may_write(dossier, by=by, at=ended + 2 * month)


@pytest.mark.parametrize("empty", ["", " \n ", "?!"])
def test_a_message_says_something(scenes: Scenes, empty: str) -> None:
    dossier = scenes.bring("in_process")
    with refused(MessageEmpty, "Tin nhắn chưa có nội dung."):
        write(scenes, dossier, "citizen", empty)


def test_each_side_writes_so_many(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    Message.objects.bulk_create(
        Message(dossier=dossier, text=TEXT, at=LATER) for _number in range(actions.MOST)
    )
    with refused(TooManyMessages):
        write(scenes, dossier, "citizen")
    write(scenes, dossier, "specialist")


def test_a_press_sent_twice_writes_once(scenes: Scenes) -> None:
    dossier, by = scenes.bring("in_process"), scenes.actor("citizen")
    for _press in range(2):
        actions.write(dossier.pk, text=TEXT, by=by, at=LATER, key="message:1")
    assert Message.objects.count() == 1


def follow(dossier: Dossier) -> None:
    reactions.tell(Entry.objects.filter(subject_pk=dossier.pk).latest("pk"))


@pytest.mark.parametrize("state", ["in_process", "awaiting_supplement", "refused"])
def test_the_official_who_has_it_or_had_it_last_is_told_until_somebody_answers(
    scenes: Scenes, state: str
) -> None:
    dossier = scenes.bring(state)
    who = scenes.actor("clerk" if state == "refused" else "specialist")
    before = inbox.new(who).count()
    write(scenes, dossier, "citizen")
    follow(dossier)
    assert inbox.new(who).count() == before + 1
    write(scenes, dossier, "clerk")
    follow(dossier)
    if state != "in_process":
        assert inbox.new(who).count() == before


def test_the_applicant_is_told_that_there_is_a_message_and_not_what_it_says(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("in_process")
    write(scenes, dossier, "specialist")
    follow(dossier)
    said = SentMessage.objects.latest("pk")
    assert said.body == (
        f"Cơ quan nhắn bạn về hồ sơ {dossier.code}. Đăng nhập Cổng dịch vụ công để đọc và trả "
        "lời, hoặc hỏi Bộ phận Một cửa."
    )


def test_pages_of_both_faces_show_the_thread_and_take_a_message(
    scenes: Scenes, client: Client, settings: Settings
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T09:30:00+07:00"
    dossier = scenes.bring("in_process")
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(Person.objects.get(public_id="citizen"), backend)
    page = f"/my/{dossier.reference}/messages/"
    assert client.post(page, {"text": " "}).status_code == 422
    assert client.post(page, {"text": "<b>Hỏi</b> một việc"}).status_code == 302
    client.force_login(Person.objects.get(public_id="specialist"), backend)
    case = client.get(f"/desk/dossiers/{dossier.reference}/").content.decode()
    assert "&lt;b&gt;Hỏi&lt;/b&gt; một việc" in case
    answer = client.post(f"/desk/dossiers/{dossier.reference}/messages/", {"text": "Đã xem"})
    assert answer.status_code == 302
    client.force_login(Person.objects.get(public_id="citizen"), backend)
    own = client.get(f"/my/{dossier.reference}/").content.decode()
    assert "Đã xem" in own
    officer = Person.objects.get(public_id="specialist").full_name
    assert officer not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("who", "address"),
    [("citizen", "/my/{0}/messages/"), ("specialist", "/desk/dossiers/{0}/messages/")],
)
def test_other_words_on_the_page_that_the_way_back_shows_are_written_too(
    scenes: Scenes, client: Client, settings: Settings, who: str, address: str
) -> None:
    settings.HOABAN_TODAY = "2020-03-16T09:30:00+07:00"
    dossier = scenes.bring("in_process")
    client.force_login(Person.objects.get(public_id=who), BACKEND)
    for text in ("Một.", "Một.", "Hai.", "Một."):
        sent = {"text": text, "once": "message:1"}
        assert client.post(address.format(dossier.reference), sent).status_code == 302
    assert [one.text for one in queries.thread(dossier)] == ["Một.", "Hai."]
