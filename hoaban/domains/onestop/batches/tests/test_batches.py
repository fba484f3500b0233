"""Many dossiers of a list at once: one confirmation, and what was refused says why."""

import re
from io import BytesIO

import pikepdf

from hoaban.casework.papers import tasks
from hoaban.casework.papers.enums import Event
from hoaban.casework.papers.models import Paper
from hoaban.core.journal.models import Entry
from hoaban.core.people.models import Post
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers import queries
from tests.world.desks import Desk
from tests.world.scenes import Scenes, told

BATCH = "/desk/batch/"


def picked(*dossiers: Dossier) -> list[str]:
    return [one.code or one.reference for one in dossiers]


def states(*dossiers: Dossier) -> list[str]:
    return [Dossier.objects.get(pk=one.pk).state for one in dossiers]


def test_rows_of_the_work_list_are_ticked_by_whoever_works(desk: Desk, scenes: Scenes) -> None:
    received = scenes.bring("received")
    text = desk.get("clerk", "/desk/")
    assert f'name="pick" value="{received.code}" form="batch"' in text
    acts = re.findall(r'name="act"\s+value="(\w+)"', text)
    assert acts == ["transfer", "hand_over", "release", "receipts", "print"]


def test_many_are_forwarded_by_one_confirmation_and_the_refused_says_why(
    desk: Desk, scenes: Scenes
) -> None:
    first, second, third = (scenes.bring("received") for _ in range(3))
    scenes.act("transfer", third)
    asked = desk.by("clerk").get(BATCH, {"act": "transfer", "pick": picked(first, second, third)})
    said = asked.content.decode()
    assert (said.count("Làm được"), "Chuyển xử lý (2)" in said) == (2, True)
    assert states(first, second, third) == ["received", "received", "in_process"]

    sent = {"act": "transfer", "pick": picked(first, second, third), "once": "transfer:1"}
    for _ in range(2):  # pressed twice
        said = desk.post("clerk", BATCH, sent).content.decode()
    assert "Đã làm xong 2 trên 3 hồ sơ." in said
    assert f"Hồ sơ {third.code} đang ở trạng thái" in said
    assert states(first, second, third) == ["in_process"] * 3
    assert [told(one).count("transferred") for one in (first, second, third)] == [1, 1, 1]


def test_many_are_assigned_to_a_colleague(desk: Desk, scenes: Scenes) -> None:
    colleague = scenes.actor("colleague")
    found = [scenes.bring("in_process") for _ in range(2)]
    asked = desk.by("leader").get(BATCH, {"act": "assign", "pick": picked(*found)})
    post = Post.objects.get(pk=colleague.post_pk or 0)
    assert f'value="{post.pk}"' in asked.content.decode()
    empty = desk.post("leader", BATCH, {"act": "assign", "pick": picked(*found), "once": "a:1"})
    assert (empty.status_code, "Cần chọn người nhận." in empty.content.decode()) == (422, True)
    sent = {"act": "assign", "pick": picked(*found), "to": post.pk, "once": "a:1"}
    assert "Đã làm xong 2 trên 2" in desk.post("leader", BATCH, sent).content.decode()
    assert [Dossier.objects.get(pk=one.pk).assignee_id for one in found] == [post.pk] * 2


def test_results_are_handed_over_each_to_whoever_filed(desk: Desk, scenes: Scenes) -> None:
    ready, unready = scenes.bring("ready"), scenes.bring("received")
    sent = {"act": "hand_over", "pick": picked(ready, unready), "method": "post", "once": "h:1"}
    assert "Đã làm xong 1 trên 2" in desk.post("clerk", BATCH, sent).content.decode()
    ready.refresh_from_db()
    assert (ready.state, ready.handed_to["name"], ready.handed_to["method"]) == (
        "returned",
        "Lường Thị Ban",
        "post",
    )


def test_labels_of_many_stand_on_one_page(desk: Desk, scenes: Scenes) -> None:
    found = [scenes.bring("received") for _ in range(2)]
    asked = desk.by("clerk").get(BATCH, {"act": "print", "pick": picked(*found)})
    said = asked.content.decode()
    assert [said.count(str(one.code)) for one in found] == [1, 1]


def test_what_one_may_not_see_is_not_in_the_batch(desk: Desk, scenes: Scenes) -> None:
    received = scenes.bring("received")
    sent = {"act": "transfer", "pick": picked(received), "once": "transfer:1"}
    assert desk.post("foreigner", BATCH, sent).headers["Location"] == "/desk/"
    assert states(received) == ["received"]
    desk.get("clerk", f"{BATCH}?act=sign&pick={received.code}", 404)


def test_whoever_closes_an_account_reads_how_much_it_still_holds(
    desk: Desk, scenes: Scenes
) -> None:
    post = Post.objects.get(pk=scenes.actor("colleague").post_pk or 0)
    scenes.actor("administrator")
    found = [scenes.bring("in_process") for _ in range(2)]
    sent = {"act": "assign", "pick": picked(*found), "to": post.pk, "once": "a:1"}
    desk.post("leader", BATCH, sent)
    said = [
        desk.by("administrator").post(f"/desk/people/{one}/close/", follow=True).content.decode()
        for one in ("colleague", "specialist")
    ]
    assert ["còn giữ 2 việc chưa xong" in page for page in said] == [True, False]
    assert ["Đã khóa tài khoản" in page for page in said] == [True, True]


def test_the_receipts_of_several_are_printed_in_one_file(desk: Desk, scenes: Scenes) -> None:
    first, second = (scenes.bring("received") for _ in range(2))
    paid = scenes.act("pay", second)  # has form 01 twice, the second holds
    unreceived = scenes.bring("submitted")
    asked = {"act": "receipts", "pick": picked(first, paid, unreceived)}
    assert desk.by("clerk").get(BATCH, asked).status_code == 202
    wanted = Paper.objects.exclude(wanted_at=None)
    held = [queries.last_receipt(one) for one in (first, paid)]
    assert {one.pk for one in wanted} == {one.pk for one in held if one}
    for one in wanted:
        tasks.draw_wanted(Entry.objects.get(verb=Event.PAPER_WANTED, subject_pk=one.pk))
    answer = desk.by("clerk").get(BATCH, asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    with pikepdf.open(BytesIO(answer.content)) as whole:
        assert len(whole.pages) == 2
    assert answer["Cache-Control"] == "private, no-store"


def test_where_nothing_was_received_no_receipt_is_printed(desk: Desk, scenes: Scenes) -> None:
    unreceived = scenes.bring("submitted")
    answer = desk.by("clerk").get(
        BATCH, {"act": "receipts", "pick": picked(unreceived)}, follow=True
    )
    assert "Chưa chọn hồ sơ nào đã được cấp giấy tiếp nhận" in answer.content.decode()
