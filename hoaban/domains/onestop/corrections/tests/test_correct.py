"""What was declared is put right with its ground; the old value stays readable."""

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hoaban.casework.timeline import queries as timeline
from hoaban.casework.timeline.enums import Reader
from hoaban.domains.onestop.corrections import queries as corrections
from hoaban.domains.onestop.corrections.actions import replace
from hoaban.domains.onestop.corrections.models import Correction
from hoaban.domains.onestop.corrections.refused import (
    CorrectionAtSigning,
    CorrectionChangesFee,
    CorrectionUnfit,
    NothingCorrected,
)
from hoaban.domains.onestop.dossiers.enums import Outcome
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import NotYourTurn, ReasonMissing
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Answered
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.results import queries as results_queries
from hoaban.domains.onestop.steps.refused import NoDraftResult
from hoaban.domains.procedures.catalogue.models import Fee, Form
from tests.world.acts import LATER, WHY
from tests.world.api_filing import FILING
from tests.world.desks import Desk, page
from tests.world.province import MONDAY, Ward, filing
from tests.world.scenes import Scenes, last, refused

MARRIAGE = {"event": "marriage", "copies": 2}
TYPED = {"request-event": "marriage", "request-copies": "2", "reason": WHY}


def kept(dossier: Dossier) -> list[tuple[Any, ...]]:
    """The corrections of a dossier as rows."""
    names = ("section", "question", "part", "old", "new", "ground", "post__public_id", "at")
    return list(Correction.objects.filter(dossier=dossier).order_by("id").values_list(*names))


def test_the_answer_is_replaced_and_old_new_ground_and_post_are_kept(scenes: Scenes) -> None:
    dossier = scenes.act("correct", scenes.bring("in_process"))

    assert dossier.answers["request"] == MARRIAGE
    assert kept(dossier) == [
        (
            "request",
            "event",
            "",
            "Khai sinh",
            "Kết hôn",
            WHY,
            "specialist",
            LATER,
        )
    ]


def test_what_was_wrong_elsewhere_before_stays_and_stops_nothing(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    before = dossier.answers["requester"]
    _answers, problems = corrections.judged(dossier, {})

    assert problems == []
    assert scenes.act("correct", dossier).answers["requester"] == before


def test_the_journal_carries_codes_alone(scenes: Scenes) -> None:
    dossier = scenes.act("correct", scenes.bring("in_process"))

    assert last(dossier).facts == {"sections": ["request"], "questions": ["request.event"]}


def test_the_timeline_names_the_section(scenes: Scenes) -> None:
    dossier = scenes.act("correct", scenes.bring("in_process"))

    newest = timeline.lines(dossier, Reader.OUTSIDE)[0]
    assert newest.title == "Sửa nội dung khai: Giấy tờ cần cấp"


def test_a_corrected_value_is_shown_with_its_section(scenes: Scenes) -> None:
    dossier = scenes.act("correct", scenes.bring("in_process"))
    [one] = corrections.corrections(dossier)
    assert (one.section, one.name) == ("Giấy tờ cần cấp", "Sự kiện hộ tịch")


def test_the_newest_correction_stands_first(scenes: Scenes) -> None:
    dossier = scenes.act("correct", scenes.bring("in_process"))
    scenes.act("correct", dossier, sections={"request": MARRIAGE | {"event": "birth"}})
    found = [one.row.new for one in corrections.corrections(dossier)]
    assert found == ["Khai sinh", "Kết hôn"]


def test_an_outcome_stays_where_nothing_was_declared_otherwise(scenes: Scenes) -> None:
    dossier = scenes.act("draft_result", scenes.bring("in_process"))
    before = dossier.outcome
    replace(dossier, dossier.answers, [], ground=WHY, post=None, at=LATER)
    dossier.refresh_from_db()
    assert dossier.outcome == before != Outcome.NONE


def test_the_counter_corrects_before_transfer_and_not_after(scenes: Scenes) -> None:
    done = scenes.act("correct", scenes.bring("received"), scenes.ward.clerk)
    assert done.answers["request"] == MARRIAGE

    dossier = scenes.bring("in_process")
    with refused(NotYourTurn):
        scenes.act("correct", dossier, scenes.ward.clerk)


def test_a_ground_that_says_nothing_is_refused(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    with refused(ReasonMissing):
        scenes.act("correct", dossier, reason=" ... ")


def test_the_same_answers_again_correct_nothing(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    with refused(NothingCorrected):
        scenes.act("correct", dossier, sections={"request": {"event": "birth", "copies": 2}})


@pytest.mark.parametrize(
    "section",
    [{"event": "nonsense", "copies": 2}, {"copies": 2}, {"event": "marriage", "unknown": 1}, []],
)
def test_what_the_judge_of_the_forms_refuses_is_refused(scenes: Scenes, section: object) -> None:
    dossier = scenes.bring("in_process")
    with refused(CorrectionUnfit):
        scenes.act("correct", dossier, sections={"request": section})


def test_a_section_that_the_form_does_not_have_is_refused(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    with refused(CorrectionUnfit):
        scenes.act("correct", dossier, sections={"request": MARRIAGE, "nothing": {"a": 1}})


def test_a_correction_that_changes_the_fee_told_is_refused(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    words = (
        "Sửa nội dung này làm phí, lệ phí đã báo cho người nộp đổi từ 16.000 đồng thành 24.000 "
        "đồng; việc đó cần một hồ sơ khác."
    )
    with refused(CorrectionChangesFee, words):
        scenes.act("correct", dossier, sections={"request": {"event": "birth", "copies": 3}})


def test_the_fee_told_is_that_of_the_day_of_reception(scenes: Scenes) -> None:
    """It was dropped between submission and reception: another copy costs nothing more."""
    dossier, morning = scenes.bring("submitted"), LATER + timedelta(days=1)
    for fee in Fee.objects.filter(case=dossier.variant):
        fee.pk, fee._state.adding = None, True
        fee.is_dated, fee.valid_from, fee.amount = True, morning.date(), 0
        fee.save(force_insert=True)
    parameters.forget()
    received = scenes.act("receive", dossier, at=morning)

    more = {"request": {"event": "birth", "copies": 3}}
    done = scenes.act("correct", received, scenes.ward.clerk, at=morning, sections=more)
    assert done.answers["request"] == more["request"]


def test_after_a_correction_the_result_is_drafted_anew_before_it_goes_on(scenes: Scenes) -> None:
    dossier = scenes.act("correct", scenes.bring("drafted"))
    dossier.refresh_from_db()
    first = dossier.result_id
    assert results_queries.draft_shown(dossier) is None
    with refused(NoDraftResult):
        scenes.act("do_step", dossier)

    again = scenes.act("draft_result", dossier)
    shown = results_queries.draft_shown(again)
    assert shown is not None
    assert again.result_id == first
    assert ("Sự kiện hộ tịch", "Kết hôn") in shown.rows
    assert scenes.act("do_step", again).turn == "leader"


def test_at_the_signing_step_the_case_goes_back_before_it_is_corrected(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    with refused(CorrectionAtSigning):
        scenes.act("correct", dossier, scenes.ward.leader)

    scenes.act("return_step", dossier)
    assert scenes.act("correct", dossier).answers["request"] == MARRIAGE


def test_a_row_that_changes_nothing_is_refused_by_the_database(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    row = Correction(dossier=dossier, section="a", question="b", old="x", new="x", at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    with pytest.raises(ValidationError):
        row.validate_constraints()


# --- pages -------------------------------------------------------------------------------------


def test_the_page_opens_the_sections_with_what_was_declared(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    text = desk.get("specialist", page(dossier, "correct"))

    assert "Giấy tờ cần cấp" in text
    assert 'name="request-copies" value="2"' in text
    assert "Căn cứ" in text or "Lý do" in text


def test_officials_and_the_applicant_read_old_new_and_ground(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    answer = desk.post("specialist", page(dossier, "correct"), TYPED)
    official = desk.get("clerk", page(dossier))
    applicant = desk.get("citizen", f"/my/{dossier.reference}/")

    assert answer.status_code == 302
    for text in (official, applicant):
        assert "Nội dung khai đã sửa" in text
        assert "Sửa nội dung khai: Giấy tờ cần cấp" in text
        assert ("Khai sinh" in text, "Kết hôn" in text, WHY in text) == (True, True, True)


def test_a_wrong_value_and_a_missing_ground_come_back_together(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    typed = TYPED | {"request-copies": "nhiều", "reason": ""}
    answer = desk.post("specialist", page(dossier, "correct"), typed)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert 'href="#id_request-copies"' in text
    assert 'href="#id_reason"' in text
    assert 'value="nhiều"' in text
    assert kept(dossier) == []


def test_what_an_answer_makes_necessary_is_asked_on_the_same_page(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("in_process")
    asks_if_married(dossier)
    first = desk.get("specialist", page(dossier, "correct"))
    answer = desk.post("specialist", page(dossier, "correct"), TYPED)
    text = answer.content.decode()
    subject = {
        "subject-relation": "self",
        "subject-person__full_name": "Lường Thị Ban",
        "subject-person__birth_date": "01/02/1990",
        "subject-person__sex": "female",
    }
    done = desk.post("specialist", page(dossier, "correct"), TYPED | subject)
    dossier.refresh_from_db()

    assert "Người được cấp bản sao" not in first
    assert answer.status_code == 422
    assert 'href="#id_subject-person__full_name"' in text
    assert done.status_code == 302
    assert dossier.answers["subject"]["person"]["full_name"] == "Lường Thị Ban"
    assert {row[0] for row in kept(dossier)} == {"request", "subject"}


def test_a_section_that_is_asked_for_no_more_is_left_out_and_kept_as_corrected(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("in_process")
    asks_if_married(dossier)
    person = {"full_name": "Lường Thị Ban", "birth_date": "1990-02-01", "sex": "female"}
    subject = {"relation": "self", "person": person}
    scenes.act("correct", dossier, sections={"request": MARRIAGE, "subject": subject})
    back = {"request": {"event": "birth", "copies": 2}}
    done = scenes.act("correct", dossier, sections=back)

    assert "subject" not in done.answers
    assert ("subject", "person", "full_name", "Lường Thị Ban", "") in [
        row[:5] for row in kept(dossier)
    ]


def asks_if_married(dossier: Dossier) -> None:
    """The form asks whom the register names only where a marriage is asked about."""
    form = Form.objects.get(revision=dossier.revision_id)
    for section in form.schema["sections"]:
        if section["code"] == "subject":
            section["show_if"] = {"field": "request.event", "is": "marriage"}
    form.save(update_fields=["schema"])
    parameters.forget()


class Filled(HTMLParser):
    """What a browser would send of a page as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "select":
            self.inside = name
        elif tag == "option" and "selected" in given:
            self.sent[self.inside] = given["value"]
        elif tag == "input" and name and (kind not in {"radio", "checkbox"} or "checked" in given):
            self.sent[name] = given.get("value", "on" if kind == "checkbox" else "")


_SAID = FILING["answers"]
OF_A_CHILD = _SAID | {"subject": _SAID["subject"] | {"relation": "parent"}}


def test_a_page_sent_as_it_came_corrects_nothing_and_one_change_is_one_correction(
    desk: Desk, ward: Ward
) -> None:
    given = filing(ward.agency, answered=Answered(OF_A_CHILD))
    dossier = filing_actions.submit(given, by=ward.citizen, at=MONDAY)
    reception.receive(dossier.pk, by=ward.clerk, at=MONDAY)
    filled = Filled()
    filled.feed(desk.get("clerk", page(dossier, "correct")))
    as_it_came = filled.sent | {"reason": WHY, "once": "a"}

    nothing = desk.post("clerk", page(dossier, "correct"), as_it_came)
    typed = as_it_came | {"subject-person__full_name": "Lường Thị Bản", "once": "b"}
    one = desk.post("clerk", page(dossier, "correct"), typed)

    back = desk.post(
        "clerk", page(dossier, "correct"), typed | {"subject-person__full_name": "Lường Thị Bán"}
    )  # the way back leads to the page as it was, with its key

    assert (back.status_code, "Lường Thị Bán" in back.content.decode()) == (422, True)
    assert filled.sent["subject-person__birth_date"] == "01/02/1990"
    assert "Chưa có câu trả lời nào trong tờ khai" in nothing.content.decode()
    assert one.status_code == 302
    assert [row[3:5] for row in kept(dossier)] == [("Lường Thị Ban", "Lường Thị Bản")]


def test_a_page_that_was_open_meanwhile_undoes_no_other_correction(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("in_process")
    stale = desk.get("specialist", page(dossier, "correct"))
    assert 'name="seen" value="0"' in stale
    scenes.act("correct", dossier)
    typed = {"request-event": "birth", "request-copies": "2", "reason": WHY, "seen": "0"}
    answer = desk.post("specialist", page(dossier, "correct"), typed)
    told = answer.content.decode()
    assert (answer.status_code, 'name="seen" value="1"' in told) == (422, True)
    assert "vừa được người khác sửa" in told
    dossier.refresh_from_db()
    assert (dossier.answers["request"], len(kept(dossier))) == (MARRIAGE, 1)
    again = desk.post("specialist", page(dossier, "correct"), typed | {"seen": "1"})
    assert again.status_code == 302


def test_a_page_shown_again_for_an_error_still_undoes_no_other_correction(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("in_process")
    scenes.act("correct", dossier)
    typed = {"request-event": "birth", "request-copies": "2", "reason": "", "seen": "0"}
    told = desk.post("specialist", page(dossier, "correct"), typed).content.decode()
    assert 'name="seen" value="0"' in told
    answer = desk.post("specialist", page(dossier, "correct"), typed | {"reason": WHY})
    assert (answer.status_code, len(kept(dossier))) == (422, 1)
