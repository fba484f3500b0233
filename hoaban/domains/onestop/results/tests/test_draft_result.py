"""Drafting the result from its template."""

import re
from datetime import date

import pytest
from django.http import QueryDict

from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.results.forms import ResultForm
from hoaban.domains.onestop.results.refused import FindingMissing, WrongOutcome
from hoaban.domains.procedures.catalogue.models import Revision
from hoaban.engines.typesetting import papers as typesetting
from hoaban.engines.typesetting.tests.test_papers import words
from tests.world.acts import WHY
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes, last, refused, vn

FINDING = "Tình trạng án tích"


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
    assert draft.content["said"]["request.event"] == "Khai sinh"
    assert (draft.kind, draft.template) == ("ban-sao-trich-luc", "ban-sao-trich-luc")
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
    with refused(ReasonMissing):
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


@pytest.mark.parametrize(
    ("at", "shop"),
    [
        ("2025-06-30 09:00", "Bộ phận tiếp nhận và trả kết quả"),
        ("2025-07-02 09:00", "Trung tâm Phục vụ hành chính công"),
    ],
)
def test_a_negative_result_goes_through_the_shop_as_it_is_called_that_day(
    scenes: Scenes, at: str, shop: str
) -> None:
    dossier = scenes.bring("in_process")
    drafted = scenes.act("draft_result", dossier, outcome="negative", reason=WHY, at=vn(at))
    facts = Document.objects.get(pk=drafted.result_id or 0).content | {"signer": {"name": "A"}}
    page = words(typesetting.typeset("01-2018-TT-VPCP/03", facts, on=vn(at).date()))
    assert f"- {shop};" in page


@pytest.mark.parametrize("outcome", ["", "maybe", "POSITIVE"])
def test_the_outcome_is_yes_or_no(scenes: Scenes, outcome: str) -> None:
    dossier = scenes.bring("in_process")
    with refused(WrongOutcome, "Cần chọn kết quả giải quyết: đồng ý hoặc không đủ điều kiện."):
        scenes.act("draft_result", dossier, outcome=outcome)


def finds(dossier: Dossier, *, required: bool) -> None:
    """The procedure's result states something that the official has to find."""
    finding = {"vi": FINDING, "en": "Convictions", "example": ["Không."], "required": required}
    Revision.objects.filter(pk=dossier.revision_id).update(result_finding=finding)
    parameters.forget()


def test_what_the_result_states_has_to_be_found(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    finds(dossier, required=True)
    for body in ([], ["  "]):
        with refused(FindingMissing, f"Kết quả này phải ghi: {FINDING}."):
            scenes.act("draft_result", dossier, content={"body": body})
    drafted = scenes.act("draft_result", dossier, content={"body": ["Không có án tích."]})
    draft = Document.objects.get(pk=drafted.result_id or 0)
    assert draft.content["body"] == ["Không có án tích."]


def test_a_negative_result_finds_nothing_and_some_findings_are_free(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    finds(dossier, required=True)
    assert scenes.act("draft_result", dossier, outcome="negative", reason=WHY).result_id
    finds(dossier, required=False)
    assert scenes.act("draft_result", dossier, content={"body": []}).outcome == "positive"


def test_what_a_result_always_states_is_asked_line_by_line_and_printed_in_their_order() -> None:
    lines = [("Án tích", ""), ("Thời hạn", "đ) Thời hạn: ")]
    sent = QueryDict("outcome=positive&line-0=Không.&line-1=lâu+dài")
    filled = ResultForm(sent, finding=FINDING, is_needed=True, lines=lines)
    assert filled.is_valid()
    assert filled.arguments()["content"] == {"body": ["Không.", "đ) Thời hạn: lâu dài"]}
    again = ResultForm(
        initial={"body": "Không.\nđ) Thời hạn: lâu dài"}, finding=FINDING, lines=lines
    )
    assert [again[name].value() for name in ("line-0", "line-1")] == ["Không.", "lâu dài"]
    assert list(again.fields)[:3] == ["outcome", "line-0", "line-1"]
    empty = ResultForm(QueryDict("outcome=positive"), finding=FINDING, is_needed=True, lines=lines)
    assert dict(empty.errors) == {"line-0": [f"Cần ghi: {FINDING}."]}


def test_the_page_asks_for_the_finding_by_its_name() -> None:
    sent = QueryDict("outcome=positive&body=")
    needed = ResultForm(sent, finding=FINDING, is_needed=True)
    free = ResultForm(sent, finding=FINDING)
    assert (needed.fields["body"].label, free.fields["body"].label) == (FINDING, FINDING)
    assert dict(needed.errors) == {"body": [f"Cần ghi: {FINDING}."]}
    assert free.is_valid()


def pictures(shown: str) -> list[str]:
    return re.findall(r'src="data:image/png;base64,([^"]+)"', shown)


def test_whoever_proposes_a_result_sees_the_pages_that_the_head_will_sign(
    scenes: Scenes, desk: Desk
) -> None:
    dossier = scenes.bring("in_process")
    assert pictures(desk.get("specialist", page(dossier, "do_step"))) == []
    dossier = scenes.bring("drafted")
    proposed = desk.get("specialist", page(dossier, "do_step"))
    assert "Tên người ký ở đây để xem trước" in proposed
    redrafted = desk.get("specialist", page(dossier, "draft_result"))
    scenes.act("do_step", dossier)
    signed = desk.get("head", page(dossier, "sign"))
    assert len(pictures(signed)) == 2  # one of the copies too
    assert pictures(proposed) == pictures(redrafted) == pictures(signed)
