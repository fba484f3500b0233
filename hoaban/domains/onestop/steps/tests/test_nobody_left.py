"""Work that nobody can do: who leads the agency sees it, and is told once; before the last holder
of a post leaves the keeper reads what waits.
"""

from datetime import date, timedelta

import pytest
from pytest_django import Settings

from hoaban.casework.notices import queries as notices
from hoaban.casework.notices import tasks
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.queries import Unheld
from hoaban.core.people import actions as people
from hoaban.core.people import actors
from hoaban.core.people.models import Delegation, Person, Post
from tests.world.desks import Desk, page
from tests.world.province import MONDAY
from tests.world.scenes import Scenes

DAY = MONDAY.date()
WARD = "ubnd-03127"
TODAY = "2020-03-17T08:00:00+07:00"


def leave(scenes: Scenes, who: str) -> None:
    """That post ends, from Tuesday on."""
    post = scenes.actor(who).post_pk or 0
    at = MONDAY + timedelta(days=1)
    people.end_post(post, on=date(2020, 3, 17), by=actors.system("tests"), at=at)


def close(scenes: Scenes, who: str) -> Post:
    """The account of that post's holder is closed."""
    post = Post.objects.get(pk=scenes.actor(who).post_pk or 0)
    Person.objects.filter(pk=post.person_id).update(is_active=False)
    return post


def left(on: date = date(2020, 3, 17)) -> list[tuple[str, int, str]]:
    found = turns.unheld([WARD], on)
    return [(one.role, one.count, one.post.public_id if one.post else "") for one in found]


def test_nothing_is_told_while_somebody_holds_each_role(scenes: Scenes) -> None:
    scenes.bring("in_process")
    scenes.bring("done")
    assert left() == []


@pytest.mark.parametrize(
    ("state", "who"), [("in_process", "specialist"), ("received", "clerk"), ("done", "clerk")]
)
def test_where_the_only_holder_left_what_waits_is_named(
    scenes: Scenes, state: str, who: str
) -> None:
    for _number in range(2):
        scenes.bring(state)
    leave(scenes, who)
    assert left() == [(who, 2, "")]


def test_a_colleague_with_the_role_can_do_it(scenes: Scenes) -> None:
    scenes.bring("in_process")
    scenes.actor("colleague")
    leave(scenes, "specialist")
    assert left() == []


def test_who_leads_a_unit_does_not_sign_in_place_of_head_and_deputy(scenes: Scenes) -> None:
    scenes.bring("at_signing")
    Post.objects.filter(pk=scenes.actor("leader").post_pk or 0).update(title="Trưởng ban", unit="A")
    leave(scenes, "head")
    assert left() == [("leader", 1, "")]


def test_a_closed_account_holds_nothing_and_what_was_given_to_it_is_named(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    scenes.actor("colleague")
    scenes.act("assign", dossier, to="specialist")
    close(scenes, "specialist")
    assert left() == [("specialist", 1, "specialist")]
    close(scenes, "colleague")
    assert left() == [("specialist", 1, "specialist")]
    scenes.bring("in_process")
    assert left() == [("specialist", 1, ""), ("specialist", 1, "specialist")]


def test_whoever_stands_in_holds_it(scenes: Scenes) -> None:
    scenes.bring("in_process")
    post = close(scenes, "specialist")
    colleague = Post.objects.get(pk=scenes.actor("clerk").post_pk or 0)
    Delegation.objects.create(
        giver=post, taker=colleague, reason="Nghỉ dài ngày", valid_from=DAY,
        valid_to=date(2020, 4, 1),
    )  # fmt: skip
    assert left() == []
    assert left(date(2020, 4, 1)) == [("specialist", 1, "")]


def test_the_head_is_told_once_and_no_more_when_it_was_done(
    scenes: Scenes, settings: Settings
) -> None:
    settings.HOABAN_TODAY = TODAY
    dossier = scenes.bring("in_process")
    leave(scenes, "specialist")
    for _day in range(2):
        tasks.tell_unheld.func()
    [told] = notices.new(scenes.actor("head"))
    assert notices.told([told]) == [
        "Việc không còn ai đảm nhận: phân công, ủy quyền hoặc đề nghị bổ nhiệm"
    ]
    assert told.case_id == dossier.pk


def test_the_head_and_who_keeps_the_system_see_it_among_their_work(
    desk: Desk, scenes: Scenes, settings: Settings
) -> None:
    settings.HOABAN_TODAY = TODAY
    scenes.bring("in_process")
    scenes.actor("administrator")
    words = "không còn ai giữ vị trí Chuyên viên, 1 việc đang chờ"
    assert words not in desk.get("head", "/desk/")
    leave(scenes, "specialist")
    for who, reads in [("head", True), ("administrator", True), ("clerk", False)]:
        assert (words in desk.get(who, "/desk/")) == reads


def test_the_head_is_led_to_what_nobody_can_do_and_to_no_other_dossier(
    desk: Desk, scenes: Scenes, settings: Settings
) -> None:
    settings.HOABAN_TODAY = TODAY
    vacant, given = scenes.bring("received"), scenes.bring("in_process")
    scenes.actor("colleague")
    scenes.act("assign", given, to="specialist")
    close(scenes, "specialist")
    leave(scenes, "clerk")
    others = scenes.bring("at_signing")
    work, advice = desk.get("head", "/desk/"), ("Phân công người khác", "Đề nghị bổ nhiệm")
    assert "/desk/overview/?unheld=1" in work
    assert [work.count(words) for words in advice] == [1, 1]
    listed = desk.get("head", "/desk/overview/?unheld=1")
    assert {one.case.code in listed for one in (vacant, given)} == {True}
    assert others.case.code not in listed
    assert "Phân công" in desk.get("head", f"/desk/dossiers/{given.case.reference}/")


def test_the_keeper_reads_what_waits_before_the_last_holder_leaves(
    desk: Desk, scenes: Scenes, settings: Settings
) -> None:
    settings.HOABAN_TODAY = TODAY
    scenes.bring("in_process")
    scenes.actor("administrator")
    words = "không có ai khác làm được việc của vị trí"
    for address in ("/desk/people/posts/specialist/end/", "/desk/people/specialist/"):
        assert words in desk.get("administrator", address)
    scenes.actor("colleague")
    for address in ("/desk/people/posts/specialist/end/", "/desk/people/specialist/"):
        assert words not in desk.get("administrator", address)


def test_what_would_be_left_is_all_of_the_role_and_nothing_where_nothing_waits(
    scenes: Scenes,
) -> None:
    post = Post.objects.get(pk=scenes.actor("specialist").post_pk or 0)
    assert turns.leaves(post, DAY) is None
    scenes.bring("in_process")
    found = turns.leaves(post, DAY)
    assert isinstance(found, Unheld)
    assert (found.role, found.count) == ("specialist", 1)


def test_of_a_post_that_is_over_nobody_is_told_that_it_is_the_last_one(scenes: Scenes) -> None:
    scenes.bring("in_process")
    leave(scenes, "specialist")
    post = Post.objects.get(pk=scenes.actor("specialist").post_pk or 0)
    assert turns.leaves(post, date(2020, 3, 17)) is None


def test_who_signs_by_order_does_not_act_for_a_closed_account(scenes: Scenes) -> None:
    scenes.bring("in_process")
    giver, taker = close(scenes, "specialist"), scenes.actor("clerk").post_pk or 0
    Delegation.objects.create(
        giver=giver, taker_id=taker, by_order=True, reason="Ký thừa lệnh", valid_from=DAY,
        valid_to=date(2020, 4, 1),
    )  # fmt: skip
    assert left() == [("specialist", 1, "")]


def test_who_passes_it_on_reads_on_its_page_that_nobody_there_can_do_it(
    scenes: Scenes, desk: Desk
) -> None:
    told = "Ở đó hiện không ai làm được việc này"
    dossier = scenes.bring("in_process")
    waits = scenes.bring("awaiting_supplement")
    assert told not in desk.get("clerk", page(dossier)) + desk.get("clerk", page(waits))
    close(scenes, "specialist")
    assert told in desk.get("clerk", page(dossier))
    assert told not in desk.get("clerk", page(waits))
