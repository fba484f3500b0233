"""The inbox on the desk: newest first, with a link to the case, and a count until it is read."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoaban.casework.notices import actions
from hoaban.casework.notices.models import Notice
from hoaban.casework.turns.models import Turn
from tests.world.desks import Desk, page
from tests.world.province import MONDAY, forget
from tests.world.scenes import Scenes

INBOX = "/desk/inbox/"


@pytest.fixture
def province(small_world: None, db: None) -> Iterator[date]:
    """The small province; the door beside it is tested in a larger one."""
    yield MONDAY.date()
    forget()


NAME = "dossiers.opinion_given"


def tell(scenes: Scenes, cause: str) -> str:
    """The address of a case about which the specialist was told something."""
    dossier = scenes.bring("in_process")
    turn = Turn.objects.get(case=dossier.pk, until=None)
    facts = {"agency": f"Sở {cause}"}
    actions.tell(NAME, [turn], cause=cause, at=MONDAY, facts=facts)
    return page(dossier)


def test_the_newest_stands_first_with_its_words_and_its_case(desk: Desk, scenes: Scenes) -> None:
    old, new = tell(scenes, "A"), tell(scenes, "B")
    text = desk.get("specialist", INBOX)
    assert text.index(new) < text.index(old)
    assert "Đã có ý kiến của Sở A" in text


def test_a_notice_that_content_has_no_more_is_shown_by_its_kind(desk: Desk, scenes: Scenes) -> None:
    address = tell(scenes, "A")
    Notice.objects.update(name="dossiers.forgotten")
    text = desk.get("specialist", INBOX)
    assert address in text
    assert "Có trả lời" in text


def test_the_menu_counts_until_the_button_is_pressed(desk: Desk, scenes: Scenes) -> None:
    tell(scenes, "A")
    tell(scenes, "B")
    assert '<b class="num">2</b>' in desk.get("specialist", "/desk/")
    newest = Notice.objects.latest("pk").pk
    assert desk.post("specialist", INBOX, {"upto": str(newest)}).status_code == 302
    text = desk.get("specialist", INBOX)
    assert '<b class="num">' not in text
    assert "chưa đọc" not in text


def test_a_case_that_was_opened_is_read_and_the_way_back_says_so(
    desk: Desk, scenes: Scenes
) -> None:
    opened, left = tell(scenes, "A"), tell(scenes, "B")
    desk.get("specialist", opened)
    text = desk.get("specialist", INBOX)
    assert '<b class="num">1</b>' in text
    assert text.count("chưa đọc") == 1
    assert text.index(left) < text.index("chưa đọc") < text.index(opened)


def test_the_way_back_shows_inbox_and_work_as_they_are_then(desk: Desk) -> None:
    for address in (INBOX, "/desk/", "/desk/overview/"):
        assert "no-store" in desk.by("specialist").get(address)["Cache-Control"]


def test_nobody_marks_the_notices_of_others_or_nonsense(desk: Desk, scenes: Scenes) -> None:
    tell(scenes, "A")
    for upto in ("", "x", "9" * 40, str(Notice.objects.latest("pk").pk)):
        desk.post("clerk", INBOX, {"upto": upto})
    tell(scenes, "B")
    assert "chưa đọc" in desk.get("specialist", INBOX)


def test_an_empty_inbox_says_so(desk: Desk) -> None:
    assert "Chưa có tin báo nào" in desk.get("clerk", INBOX)


def test_a_long_inbox_has_pages_and_costs_no_more_than_a_short_one(
    desk: Desk, scenes: Scenes
) -> None:
    tell(scenes, "A")
    desk.get("specialist", INBOX)
    with CaptureQueriesContext(connection) as short:
        desk.get("specialist", INBOX)
    for number in range(50):
        tell(scenes, str(number))
    with CaptureQueriesContext(connection) as long:
        text = desk.get("specialist", INBOX)
    assert len(long) == len(short)
    assert "after=" in text


def test_a_row_names_the_person_whose_case_it_is(desk: Desk, scenes: Scenes) -> None:
    tell(scenes, "A")
    assert 'Người đứng tên"><span class="short">Lường Thị Ban<' in desk.get("specialist", INBOX)


def test_a_row_names_the_procedure_in_the_readers_language(desk: Desk, scenes: Scenes) -> None:
    tell(scenes, "A")
    assert "Bản sao trích lục, giấy khai sinh" in desk.get("specialist", INBOX)
    desk.by("specialist").cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    text = desk.get("specialist", INBOX)
    assert "Copy of a civil status record" in text
    assert "Bản sao trích lục" not in text


def test_the_inbox_is_narrowed_by_kind_and_to_what_is_unread(desk: Desk, scenes: Scenes) -> None:
    answered, late = tell(scenes, "A"), tell(scenes, "B")
    Notice.objects.filter(pk=Notice.objects.latest("pk").pk).update(kind="late")
    shown = {
        "": {answered, late},
        "?kind=late": {late},
        "?kind=answered": {answered},
        "?kind=returned": set(),
        "?kind=nonsense": {answered, late},
        "?unread=1": {answered, late},
        "?unread=1&kind=late": {late},
    }
    for query, wanted in shown.items():
        text = desk.get("specialist", f"{INBOX}{query}")
        assert {one for one in (answered, late) if one in text} == wanted, query
    desk.get("specialist", late)
    text = desk.get("specialist", f"{INBOX}?unread=1")
    assert (answered in text, late in text) == (True, False)
    assert "Không có tin báo nào như vậy" in desk.get("specialist", f"{INBOX}?kind=returned")


def test_all_is_read_from_the_whole_inbox_alone(desk: Desk, scenes: Scenes) -> None:
    tell(scenes, "A")
    assert "Đã đọc hết" in desk.get("specialist", INBOX)
    assert "Đã đọc hết" not in desk.get("specialist", f"{INBOX}?kind=answered")
