"""The asked agency answers, or its silence is recorded, and only then the result is signed."""

import pytest
from pytest_django import Settings

from hoaban.casework.attachments import actions as attachments
from hoaban.casework.attachments.models import Attachment
from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.models import Involvement
from hoaban.casework.turns.enums import Ending
from hoaban.core.files.tests import samples
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.consultations import queries as consultations
from hoaban.domains.onestop.consultations.refused import (
    AlreadyAnswered,
    ConsultationOpen,
    NothingAsked,
    StillTimeToAnswer,
)
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.acts import LONG_AFTER, OPINION, QUESTION
from tests.world.desks import Desk, page
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, refused, told, vn
from tests.world.uses import use_of


def shown(scenes: Scenes, dossier: Dossier, who: str = "specialist") -> list[tuple[str, str, str]]:
    found = consultations.shown(dossier, scenes.actor(who), at=MONDAY)
    return [(one.answer, one.ending, one.officer) for one in found]


def test_the_asker_reads_the_answer_and_who_gave_it(scenes: Scenes) -> None:
    dossier = scenes.act("answer_consultation", scenes.bring("consulted"))
    assert shown(scenes, dossier) == [(OPINION, Ending.DONE, "Người asked, Chuyên viên")]


def test_an_answer_is_that_of_one_agency_and_the_others_are_awaited_still(scenes: Scenes) -> None:
    dossier = scenes.act("consult", scenes.bring("consulted"), agency="ubnd-03130", days=5)
    scenes.act("answer_consultation", dossier)
    assert [ending for _, ending, _ in shown(scenes, dossier)] == [Ending.DONE, ""]


def test_an_agency_that_answered_takes_part_with_nothing_left_to_do(scenes: Scenes) -> None:
    dossier = scenes.act("answer_consultation", scenes.bring("consulted"))
    asked = Involvement.objects.get(case=dossier.pk, part=Part.CONSULTED)
    assert (asked.act_by, asked.until) == (None, None)


def test_a_late_answer_is_taken_while_the_silence_is_not_recorded(scenes: Scenes) -> None:
    dossier = scenes.bring("consulted")
    scenes.act("answer_consultation", dossier, at=LONG_AFTER)
    assert shown(scenes, dossier)[0][0] == OPINION


def test_a_question_says_that_its_answer_is_late(
    desk: Desk, scenes: Scenes, settings: Settings
) -> None:
    dossier = scenes.bring("consulted")
    for who in ("asked", "specialist"):
        scenes.actor(who)
        assert "Chờ trả lời đến" in desk.get(who, page(dossier))
    settings.HOABAN_TODAY = "2020-03-20T09:30:00+07:00"
    for who in ("asked", "specialist"):
        assert "Quá hạn trả lời, chưa có ý kiến" in desk.get(who, page(dossier))


@pytest.mark.parametrize("act", ["withdraw", "stop"])
def test_of_a_dossier_that_ended_no_question_reads_as_taken_back(
    desk: Desk, scenes: Scenes, act: str
) -> None:
    dossier = scenes.act(act, scenes.bring("consulted"))
    shown = desk.get("specialist", page(dossier))
    assert "Hồ sơ kết thúc khi chưa có ý kiến, " in shown
    assert "Thôi lấy ý kiến, " not in shown


def test_nobody_answers_for_another_agency(scenes: Scenes) -> None:
    dossier = scenes.bring("consulted")
    for who in ("specialist", "leader", "foreigner"):
        with refused(NotAllowed):
            scenes.act("answer_consultation", dossier, by=scenes.actor(who))


def test_silence_is_recorded_after_the_limit_only(scenes: Scenes) -> None:
    dossier = scenes.bring("consulted")
    with refused(
        StillTimeToAnswer,
        "Sở Tư pháp tỉnh Điện Biên còn được trả lời đến 17:00 19/03/2020; "
        "sau đó mới ghi nhận là không trả lời.",
    ):
        scenes.act("record_silence", dossier, at=vn("2020-03-19 17:00"))
    scenes.act("record_silence", dossier)
    assert shown(scenes, dossier) == [("", Ending.SILENT, "")]
    assert list(access.visible_to(scenes.actor("asked"))) == []


def test_the_silence_of_those_in_time_is_not_recorded(scenes: Scenes) -> None:
    dossier = scenes.act("consult", scenes.bring("consulted"), agency="ubnd-03130", days=5)
    scenes.act("record_silence", dossier, at=vn("2020-03-20 09:00"))
    assert [ending for _, ending, _ in shown(scenes, dossier)] == [Ending.SILENT, ""]


@pytest.mark.parametrize("act", ["record_silence", "withdraw_consultation"])
def test_where_nobody_is_asked_there_is_nothing_to_end(scenes: Scenes, act: str) -> None:
    dossier = scenes.bring("long")
    with refused(NothingAsked, f"Hồ sơ {dossier.code} không chờ ý kiến của cơ quan nào."):
        scenes.act(act, dossier)


def at_signing(scenes: Scenes) -> Dossier:
    dossier = scenes.bring("consulted")
    return scenes.act("do_step", scenes.act("draft_result", dossier))


@pytest.mark.parametrize("act", ["answer_consultation", "record_silence", "withdraw_consultation"])
def test_a_result_is_drafted_but_not_signed_while_an_opinion_is_awaited(
    scenes: Scenes, act: str
) -> None:
    dossier = at_signing(scenes)
    with refused(
        ConsultationOpen,
        f"Hồ sơ {dossier.code} còn chờ ý kiến của: Sở Tư pháp tỉnh Điện Biên. "
        "Hãy ghi nhận không trả lời hoặc thôi lấy ý kiến trước khi ký.",
    ):
        scenes.act("sign", dossier)
    by = "asked" if act == "answer_consultation" else "leader"
    scenes.act(act, dossier, by=scenes.actor(by))
    assert scenes.act("sign", dossier, at=LONG_AFTER).state == "done"


def test_an_answer_comes_while_the_applicant_is_asked_too(scenes: Scenes) -> None:
    dossier = scenes.act("ask_supplement", scenes.bring("consulted"))
    scenes.act("answer_consultation", dossier)
    assert told(dossier)[-1] == "consultation_answered"


def test_the_asked_finds_it_in_my_work_with_the_question_and_nothing_but_an_answer_to_give(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("consulted")
    scenes.actor("asked")
    work = desk.get("asked", "/desk/")
    assert str(dossier.code) in work
    assert "Trả lời lấy ý kiến" in work
    text = desk.get("asked", page(dossier))
    assert str(QUESTION["question"]) in text
    assert "act/answer_consultation/" in text
    assert "Phiếu đã cấp và kết quả" not in text
    assert text.count("/act/") == 1


def test_the_question_stands_above_the_answer_for_the_agency_that_is_asked_alone(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("consulted")
    scenes.actor("asked")
    scenes.actor("specialist")
    question = str(QUESTION["question"])
    assert question in desk.get("asked", page(dossier, "answer_consultation"))
    assert question not in desk.get("specialist", page(dossier, "hand_on"))


ANSWERED = "Cơ quan của bạn đã trả lời lấy ý kiến về hồ sơ {}; không cần trả lời lần nữa."


def test_who_answers_a_second_time_is_told_that_it_was_answered(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.act("answer_consultation", scenes.bring("consulted"))
    told = ANSWERED.format(dossier.code)
    late = desk.post("asked", page(dossier, "answer_consultation"), {"answer": "Đồng ý cả."})
    text = late.content.decode()
    assert late.status_code == 422
    assert (told in text, "Đồng ý cả." in text) == (True, True)
    assert f'href="{page(dossier)}"' in text
    assert told in desk.get("asked", page(dossier, "answer_consultation"))
    assert told in desk.get("asked", page(dossier))
    assert shown(scenes, dossier)[0][0] == OPINION


def test_who_may_not_do_something_is_led_back_to_the_desk(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("consulted")
    scenes.actor("asked")
    late = desk.post("asked", page(dossier, "return_step"), {"note": "Đồng ý."})
    assert late.status_code == 403
    assert 'href="/desk/"' in late.content.decode()
    assert 'href="/"' not in late.content.decode().partition("<main")[2].partition("</main")[0]


def test_an_agency_that_was_never_asked_is_not_told_that_it_answered(scenes: Scenes) -> None:
    dossier = scenes.act("answer_consultation", scenes.bring("consulted"))
    with refused(AlreadyAnswered, ANSWERED.format(dossier.code)):
        scenes.act("answer_consultation", dossier)
    for who in ("specialist", "foreigner"):
        with refused(NotAllowed):
            scenes.act("answer_consultation", dossier, by=scenes.actor(who))


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("record_silence", "17:00 19/03/2020 là hạn trả lời"),
        ("withdraw_consultation", "cơ quan hỏi đã thôi lấy ý kiến"),
    ],
)
def test_an_agency_whose_question_was_ended_reads_so_and_nothing_of_the_case(
    desk: Desk, scenes: Scenes, act: str, told: str
) -> None:
    dossier = scenes.bring("consulted")
    asked = scenes.actor("asked")
    desk.get("asked", page(dossier, "answer_consultation"))
    scenes.act(act, dossier)
    text = desk.get("asked", page(dossier), 409)
    assert (told in text, str(dossier.owner["full_name"]) in text) == (True, False)
    late = desk.post("asked", page(dossier, "answer_consultation"), {"answer": "Đồng ý."})
    assert late.status_code == 302
    assert told in desk.get("asked", late["Location"])
    desk.get("foreigner", page(dossier), 404)
    assert list(access.visible_to(asked)) == []


def test_an_agency_that_is_asked_reads_no_other_agencys_question(scenes: Scenes) -> None:
    dossier = scenes.act("consult", scenes.bring("consulted"), agency="ubnd-03130", days=5)
    assert len(shown(scenes, dossier)) == 2
    assert len(shown(scenes, dossier, "asked")) == 1


def test_papers_and_result_do_not_concern_an_agency_that_is_only_asked(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("consulted")
    paper = dossier.case.papers.get().public_id
    scenes.actor("asked")
    desk.get("asked", f"{page(dossier)}papers/{paper}/", status=404)
    desk.get("asked", f"{page(dossier)}result/", status=404)


def test_who_answered_reads_question_and_answer_and_nothing_that_was_declared(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("consulted")
    attachments.add(dossier.case, {"authority": [use_of(samples.pdf(), "giay.pdf")]}, at=MONDAY)
    file = f"{page(dossier)}files/{Attachment.objects.get().public_id}/"
    scenes.actor("asked")
    before = desk.get("asked", page(dossier))
    sent = desk.by("asked").get(file)
    assert sent.status_code == 200
    assert sent.getvalue().startswith(b"%PDF-")
    scenes.act("answer_consultation", dossier)
    after = desk.get("asked", page(dossier))
    desk.get("asked", file, status=404)
    for personal in ("Số giấy tờ", 'id="info"', 'id="items"', 'id="line"'):
        assert (personal in before, personal in after) == (True, False)
    assert str(QUESTION["question"]) in after
    assert OPINION in after


def test_who_is_asked_reads_the_declaration_without_identity_numbers(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("consulted")
    dossier = scenes.act("correct", dossier, owner={"identity_number": "011190000456"})
    for who, reads in (("specialist", True), ("asked", False), ("auditor", False)):
        scenes.actor(who)
        assert "011190000456" not in desk.get(who, page(dossier))
        text = desk.get(who, f"{page(dossier)}?numbers=1")
        assert ("011190000123" in text, "011190000456" in text) == (reads, reads)
        assert ("•••••••••456" in text) != reads


def test_who_answered_reads_no_declaration_while_another_agency_is_asked(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.act("consult", scenes.bring("consulted"), agency="ubnd-03130", days=5)
    scenes.act("answer_consultation", dossier)
    assert 'id="info"' not in desk.get("asked", page(dossier))


def test_who_is_asked_again_reads_the_declaration_again(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.act("answer_consultation", scenes.bring("consulted"))
    scenes.act("consult", dossier)
    assert 'id="info"' in desk.get("asked", page(dossier))
