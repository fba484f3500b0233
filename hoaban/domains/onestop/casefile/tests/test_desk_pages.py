"""The officials' pages: what they show, what a press does, what comes back when it is refused."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override
from pytest_django import Settings

from hoaban.casework.acts.acts import refusal_of
from hoaban.core import clock
from hoaban.core.language import text
from hoaban.core.people import agencies
from hoaban.core.people import queries as people
from hoaban.core.people.models import Person, Post
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.casefile.acts import ACTS as BUTTONS
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.reception import actions as reception
from tests.world.acts import ACTS, WHY
from tests.world.desks import Desk, page
from tests.world.province import MONDAY, Ward
from tests.world.scenes import Scenes, everything, told, vn

# --- a case ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "state",
    [
        "submitted",
        "awaiting_completion",
        "refused",
        "received",
        "in_process",
        "supplement_proposed",
        "awaiting_supplement",
        "supplement_sent",
        "completed",
        "at_signing",
        "done",
        "ready",
        "returned",
        "withdrawn",
        "stopped",
        "closed",
    ],
)
def test_a_case_shows_in_every_state_with_the_identity_number_in_part(
    desk: Desk, scenes: Scenes, state: str
) -> None:
    dossier = scenes.bring(state)
    text = desk.get("clerk", page(dossier))
    assert "Lường Thị Ban" in text
    assert "011190000123" not in text


def test_a_result_whose_file_is_not_signed_yet_is_not_called_signed(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("ready")
    said = [desk.get("clerk", page(dossier)), desk.get("citizen", f"/my/{dossier.reference}/")]
    assert "Đã ban hành, chờ ký số" in said[0]
    assert ["đã ký số)" in text or "Kết quả đã ký" in text for text in said] == [False, False]


def test_a_case_costs_as_many_queries_with_a_long_history_as_with_a_short_one(
    desk: Desk, scenes: Scenes
) -> None:
    short = scenes.bring("in_process")
    long = scenes.bring("in_process")
    for _ in range(10):
        scenes.act("draft_result", long)
        scenes.act("do_step", long)
        scenes.act("return_step", long)
    desk.get("specialist", page(short))
    counts = []
    for dossier in (short, long):
        parameters.forget()
        with CaptureQueriesContext(connection) as asked:
            desk.get("specialist", page(dossier))
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 3  # the draft, the post that has it, its person


@pytest.mark.parametrize("path", ["", "act/receive/", "act/nonsense/", "result/", "papers/x/"])
def test_what_is_not_there_or_not_yours_is_not_found(desk: Desk, scenes: Scenes, path: str) -> None:
    dossier = scenes.bring("received")
    desk.get("foreigner", f"{page(dossier)}{path}", 404)
    desk.get("clerk", f"/desk/dossiers/2222222222/{path}", 404)


def test_an_act_nobody_knows_is_not_found(desk: Desk, scenes: Scenes) -> None:
    desk.get("clerk", page(scenes.bring("received"), "nonsense"), 404)


def test_who_may_see_and_not_do_is_told_so(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    before = everything()
    for name in ("receive", "sign", "stop"):
        desk.get("specialist", page(dossier, name), 403)
        assert desk.post("specialist", page(dossier, name), {"reason": WHY}).status_code == 403
    assert everything() == before


def test_a_citizen_does_not_come_to_the_desk(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    desk.get("citizen", page(dossier), 403)


# --- pressing ----------------------------------------------------------------------------------

TYPED = {name: act.typed for name, act in ACTS.items()}
LATER = {"close", "record_silence"}  # nobody waits days here
NOW = [
    name for name, act in ACTS.items() if name not in LATER and act.may not in {"citizen", "system"}
]


def presser(name: str) -> str:
    """Who presses at the desk what a citizen would do at the portal."""
    return "clerk" if ACTS[name].by == "citizen" else ACTS[name].by


def typed(scenes: Scenes, name: str) -> dict[str, Any]:
    data: dict[str, Any] = dict(TYPED.get(name, {}))  # Any: form values
    if "to" in ACTS[name].given:
        data["to"] = scenes.actor(ACTS[name].given["to"]).post_pk
    if "agency" in ACTS[name].given:
        data["agency"] = agencies.row(ACTS[name].given["agency"], MONDAY.date()).pk
    return data


@pytest.mark.parametrize("name", NOW)
def test_a_button_pressed_twice_does_one_thing(desk: Desk, scenes: Scenes, name: str) -> None:
    dossier = scenes.bring(ACTS[name].start)
    data = typed(scenes, name) | {"once": "press-1"}
    desk.get(presser(name), page(dossier, name))

    for _ in range(2):
        answer = desk.post(presser(name), page(dossier, name), data)
        where = answer["Location"].partition("?stood=")[0]  # its place in the list goes with it
        assert (answer.status_code, where) == (302, page(dossier))

    assert told(dossier).count(TABLE[name].event.removeprefix("dossiers.")) == 1


@pytest.mark.parametrize("name", [name for name in NOW if BUTTONS[name].form])
def test_a_button_that_asks_for_something_opens_its_page(
    desk: Desk, scenes: Scenes, name: str
) -> None:
    dossier = scenes.bring(ACTS[name].start)
    typed(scenes, name)
    assert f'href="{page(dossier, name)}"' in desk.get(presser(name), page(dossier))
    assert "chỗ cần sửa" not in desk.get(presser(name), page(dossier, name))


MAY_BE_EMPTY = {"do_step", "undo", "sign"}  # a note, a reason of others' presses, what was read
ASKING = [n for n in NOW if BUTTONS[n].form is not None and n not in MAY_BE_EMPTY]


@pytest.mark.parametrize("name", ASKING)
def test_a_form_left_empty_comes_back_and_says_what_is_missing(
    desk: Desk, scenes: Scenes, name: str
) -> None:
    dossier = scenes.bring(ACTS[name].start)
    before = everything()
    answer = desk.post(presser(name), page(dossier, name), {"once": "press-1"})
    assert answer.status_code == 422
    assert "Cần " in answer.content.decode()
    assert everything() == before


def test_what_was_typed_comes_back_with_the_refusal(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    answer = desk.post("clerk", page(dossier, "pay"), {"amount": "15000"})
    assert answer.status_code == 422
    assert 'value="15000"' in answer.content.decode()
    assert "Số tiền phải thu là 16.000 đồng, không phải 15.000 đồng." in answer.content.decode()


def test_a_reason_without_words_comes_back_as_typed(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    typed_in = {"reason": "123 456", "basis": "Điều 17 khoản 1 Luật Hộ tịch"}
    answer = desk.post("clerk", page(dossier, "refuse"), typed_in)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "123 456" in text
    assert "Điều 17 khoản 1" in text
    assert "Cần ghi rõ lý do bằng lời" in text


def test_a_stale_tab_is_told_in_a_message_and_changes_nothing(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    before = everything()
    answer = desk.by("clerk").post(
        page(dossier, "receive"), {"once": "x"}, headers={"referer": page(dossier)}, follow=True
    )
    assert everything() == before
    assert "nên không thể tiếp nhận" in answer.content.decode()


@pytest.mark.parametrize(
    ("half", "told"),
    [
        ({"other-0-name": "Sổ hộ khẩu"}, "Ghi việc cần làm với giấy tờ này."),
        ({"other-0-what": "nộp bản chụp"}, "Ghi tên giấy tờ hoặc nội dung."),
        ({}, "Cần ghi ít nhất một giấy tờ và việc cần làm."),
    ],
)
def test_half_a_line_says_what_it_lacks(
    desk: Desk, scenes: Scenes, half: dict[str, str], told: str
) -> None:
    dossier = scenes.bring("submitted")
    answer = desk.post("clerk", page(dossier, "ask_completion"), half | {"reason": WHY})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert (told in shown, all(said in shown for said in half.values())) == (True, True)


def test_a_line_more_keeps_what_was_typed_and_judges_nothing(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    typed = {"other-0-name": "Sổ hộ khẩu", "what-authority": "Nộp bản có chứng thực"}
    asked = desk.post("clerk", page(dossier, "ask_completion"), typed | {"add_row": "others"})
    shown = asked.content.decode()
    assert (asked.status_code, "field__error" in shown) == (200, False)
    assert all(said in shown for said in typed.values())
    assert ('name="other-1-name"' in shown, 'name="other-2-name"' in shown) == (True, False)
    assert not dossier.supplements.exists()
    whole = {
        **typed,
        "other-0-what": "nộp bản chụp",
        "other-1-name": "Ảnh",
        "other-1-what": "nộp hai ảnh 4x6",
        "other-2-name": "",
        "other-2-what": "",
        "reason": WHY,
    }
    desk.post("clerk", page(dossier, "ask_completion"), whole)
    assert [(item["name"], item["what"]) for item in dossier.supplements.get().items[1:]] == [
        ("Sổ hộ khẩu", "nộp bản chụp"),
        ("Ảnh", "nộp hai ảnh 4x6"),
    ]


def test_buttons_show_with_reasons_where_they_may_not_be_pressed_yet(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("in_process")
    text = desk.get("specialist", page(dossier))
    assert f'href="{page(dossier, "draft_result")}"' in text
    assert "chưa có dự thảo kết quả để trình ký" in text
    assert "không có quyền" not in text


def test_the_timeline_names_who_stood_in_for_whom(desk: Desk, scenes: Scenes, ward: Ward) -> None:
    dossier = scenes.bring("received")
    holder = Post.objects.get(pk=ward.clerk.post_pk or 0)
    taker = Person.objects.create(
        username="deputy", public_id="deputy", full_name="Quàng Thị Thay", search_text="thay"
    )
    own = Post.objects.create(
        public_id="deputy",
        person=taker,
        agency=ward.agency,
        role=Role.SPECIALIST,
        title="Chuyên viên",
        valid_from=MONDAY.date() - timedelta(days=9),
    )
    stand_in = people.actor_for_post(own, MONDAY.date(), behalf=holder)
    reception.transfer(dossier.pk, by=stand_in, at=MONDAY)
    assert "Quàng Thị Thay" in desk.get("clerk", page(dossier))
    assert "(thay Người clerk" in desk.get("clerk", page(dossier))


def test_a_leader_reads_what_there_is_to_sign_before_signing(desk: Desk, scenes: Scenes) -> None:
    scenes.act("draft_result", scenes.bring("in_process"))
    dossier = scenes.bring("at_signing")
    text = desk.get("leader", page(dossier))
    assert "Dự thảo kết quả: Bản sao trích lục" in text
    assert text.index("Đồng ý giải quyết") < text.index("Thông tin")
    scenes.act("sign", dossier)
    assert "Dự thảo kết quả: Bản sao trích lục" not in desk.get("leader", page(dossier))


def test_a_leader_reads_the_reasons_of_a_refusal_before_signing_it(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("in_process")
    scenes.act("draft_result", dossier, outcome="negative", reason=WHY)
    text = desk.get("leader", page(scenes.act("do_step", dossier)))
    assert "Dự thảo kết quả: Phiếu từ chối tiếp nhận giải quyết hồ sơ" in text
    assert WHY in text


def test_a_draft_is_worded_anew_and_not_typed_again(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    address = page(dossier, "draft_result")
    desk.post("specialist", address, {"outcome": "positive", "body": "Đã đối chiếu\nSổ số 3"})
    text = desk.get("specialist", address)
    assert "Đã đối chiếu\nSổ số 3</textarea>" in text
    assert re.search(r'value="positive"[^>]* checked', text)


def test_a_refusal_after_examination_names_its_law(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    address = page(dossier, "draft_result")
    typed_in = {"outcome": "negative", "reason": WHY}
    answer = desk.post("specialist", address, typed_in)
    assert answer.status_code == 422
    assert "Cần ghi căn cứ pháp lý của việc từ chối." in answer.content.decode()
    desk.post("specialist", address, typed_in | {"basis": "Luật Hộ tịch, Điều 63"})
    assert "Luật Hộ tịch, Điều 63" in desk.get("specialist", page(dossier))


def test_the_page_of_an_act_names_the_case_and_its_procedure(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    said = " ".join(desk.get("specialist", page(dossier, "hand_on")).split())
    assert f"· {text(dossier.revision.name)} </p>" in said


def test_whose_day_it_is_while_the_applicant_completes(desk: Desk, scenes: Scenes) -> None:
    text = desk.get("clerk", page(scenes.bring("awaiting_completion")))
    assert "Người nộp hoàn thiện chậm nhất đến" in text
    assert "Cần kiểm tra trước" not in text


def test_what_cannot_be_done_now_is_said_in_one_language() -> None:
    with override("en"):
        left = [line.words for line in TABLE.values() if gettext(line.words) == line.words]
    assert left == []


@pytest.mark.parametrize(
    ("now", "words"),
    [("09:10", "Quá 10 phút"), ("11:20", "Quá 2 giờ làm việc"), ("08:59", "Đến hạn hôm nay")],
)
def test_what_is_a_little_late_is_not_told_as_a_day(
    desk: Desk, scenes: Scenes, settings: Settings, now: str, words: str
) -> None:
    settings.HOABAN_TODAY = f"2020-03-17T{now}:00+07:00"
    dossier = scenes.bring("submitted")
    assert dossier.act_by == vn("2020-03-17 09:00")
    for address in ("/desk/", "/desk/overview/"):
        text = desk.get("clerk", address)
        assert (words in text, "Quá 1 ngày" in text) == (True, False)


@pytest.mark.parametrize("name", [n for n in ASKING if ACTS[n].by != "asked"])
def test_a_page_that_is_refused_shows_what_is_possible_now(
    desk: Desk, scenes: Scenes, name: str
) -> None:
    """Somebody else did it while the page stood open."""
    dossier = scenes.bring(ACTS[name].start)
    data = typed(scenes, name)
    dossier = scenes.act(name, dossier)
    answer = desk.post(presser(name), page(dossier, name), {**data, "once": "another"})
    if answer.status_code != 422:
        return  # done once more, or not theirs any more
    by = getattr(scenes.ward, presser(name))
    facts = dossiers.facts(dossier, by=by, at=clock.now())
    is_possible = refusal_of(BUTTONS[name], facts) is None
    row = answer.content.decode().partition("data-asks")[2].partition("Quay lại hồ sơ")[0]
    (button,) = re.findall(r'<button class="btn[^>]*>', row.rpartition('<p class="row">')[2])
    shown = ('type="submit"' in button, 'aria-disabled="true"' in button)
    assert shown == (is_possible, not is_possible)
