"""Drafting the result from its template."""

from datetime import date

import pytest

from hoaban.domains.documents import papers as typesetting
from hoaban.domains.documents.models import Document
from hoaban.domains.documents.tests.test_papers import words
from hoaban.domains.dossiers import rules
from hoaban.domains.dossiers.models import Dossier
from hoaban.domains.dossiers.tests.scenes import WHY, Scenes, last, refused


def test_the_answers_stand_in_the_draft(scenes: Scenes) -> None:
    dossier = scenes.bring("drafted")
    draft = Document.objects.get(pk=dossier.result_id or 0)
    assert (draft.state, draft.number, draft.agency_id, draft.is_synthetic) == (
        "draft",
        None,
        dossier.deciding_agency_id,
        False,
    )
    assert draft.content["applicant"] == "Lường Thị Ban"
    assert ["Sự kiện hộ tịch", "Khai sinh"] in draft.content["rows"]
    assert (dossier.outcome, last(dossier).facts) == ("positive", {"outcome": "positive"})


def test_what_only_the_office_needs_to_know_is_not_on_the_result(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    Dossier.objects.filter(pk=dossier.pk).update(
        answers={
            "requester": {"person": {"full_name": "Lường Thị Ban", "phone": "0900000123"}},
            "request": {"event": "birth"},
            "subject": {"relation": "child", "person": {"full_name": "Lường Văn Em"}},
            "relief": {"ground": "poor"},
            "confirm": {"truth": True},
        }
    )
    drafted = scenes.act("draft_result", dossier)
    assert Document.objects.get(pk=drafted.result_id or 0).content["rows"] == [
        ["Sự kiện hộ tịch", "Khai sinh"],
        ["Người được đăng ký hộ tịch", "Lường Văn Em"],
    ]


def test_a_second_draft_takes_the_place_of_the_first(scenes: Scenes) -> None:
    first = scenes.bring("drafted")
    second = scenes.act("draft_result", first, content={"body": ["Đã đối chiếu sổ."]})
    assert second.result_id == first.result_id
    assert Document.objects.get(pk=second.result_id or 0).content["body"] == ["Đã đối chiếu sổ."]


def test_a_negative_result_says_why(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    with refused(rules.ReasonMissing):
        scenes.act("draft_result", dossier, outcome="negative")
    drafted = scenes.act("draft_result", dossier, outcome="negative", reason=WHY * 40)
    draft = Document.objects.get(pk=drafted.result_id or 0)
    assert (draft.kind, draft.template, draft.content["reason"]) == (
        "phieu-tu-choi",
        "01-2018-TT-VPCP/03",
        WHY * 40,
    )


def test_a_negative_result_is_form_03_signed_and_numbered_as_a_document(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    scenes.act("draft_result", dossier, outcome="negative", reason=WHY)
    signed = scenes.act("sign", scenes.act("do_step", dossier))
    result = Document.objects.get(pk=signed.result_id or 0)
    assert (signed.state, signed.outcome, result.symbol) == ("done", "negative", "01/PTC-UBND")
    page = words(typesetting.typeset(result.template, result.facts, on=date(2020, 3, 16)))
    for said in ("PHIẾU TỪ CHỐI", "Số: 01/PTC-UBND", WHY, "Ký bởi: Người leader", "Mã kiểm tra:"):
        assert said in page
    assert "NGƯỜI TIẾP NHẬN" not in page


@pytest.mark.parametrize("outcome", ["", "maybe", "POSITIVE"])
def test_the_outcome_is_yes_or_no(scenes: Scenes, outcome: str) -> None:
    dossier = scenes.bring("in_process")
    with refused(
        rules.WrongOutcome, "Cần chọn kết quả giải quyết: đồng ý hoặc không đủ điều kiện."
    ):
        scenes.act("draft_result", dossier, outcome=outcome)
