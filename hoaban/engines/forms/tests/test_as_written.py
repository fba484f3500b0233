"""Answers are taken as people write them and as their papers have them."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from hoaban.engines.forms import concealing, readout
from hoaban.engines.forms.answers import clean_all
from hoaban.engines.forms.page import SectionForm
from hoaban.engines.forms.questions import sections
from hoaban.engines.forms.written import WholeInput

DAY = date(2020, 3, 30)
Json = dict[str, Any]  # a schema or answers


def said(vi: str) -> Json:
    return {"vi": vi, "en": "English"}


PERSON = {"full_name": True, "birth_date": True, "id_number": False}
SCHEMA: Json = {
    "sections": [
        {
            "code": "who",
            "title": said("Người"),
            "fields": [
                {"code": "person", "kind": "person", "label": said("Bạn"), "parts": PERSON},
            ],
        }
    ]
}


def person(**changes: object) -> Json:
    known = {"full_name": "Lò Thị Mai", "birth_date": "1990-05-06", "id_number": "040300123"}
    return {"who": {"person": known | changes}}


@pytest.mark.parametrize(
    ("part", "typed", "kept", "shown"),
    [
        ("birth_date", "1952", "1952", "1952"),
        ("birth_date", "03/1952", "1952-03", "03/1952"),
        ("birth_date", "31031952", "1952-03-31", "31/03/1952"),
        ("id_number", "b 1234567", "B1234567", "B1234567"),
        ("id_number", "Không có", "none", "không có"),
        ("id_number", "011 092 001 234", "011092001234", "011092001234"),
    ],
)
def test_people_are_entered_as_their_papers_have_them(
    part: str, typed: str, kept: str, shown: str
) -> None:
    answers, problems = clean_all(SCHEMA, person(**{part: typed}), DAY)
    assert (problems, answers["who"]["person"][part]) == ([], kept)
    rows = dict(readout.display(SCHEMA, answers)[0][1])
    assert shown in rows.values()
    assert clean_all(SCHEMA, answers, DAY) == (answers, [])


def test_no_identity_paper_is_nothing_to_hide() -> None:
    answers, _problems = clean_all(SCHEMA, person(id_number="none"), DAY)
    assert concealing.concealed(SCHEMA, answers)["who"]["person"]["id_number"] == "none"


ISSUED = {"full_name": True, "id_number": True, "id_issued_on": True, "id_issued_by": True}
OF_ISSUE = {
    "sections": [
        {
            "code": "who",
            "title": said("Người"),
            "fields": [
                {
                    "code": "person",
                    "kind": "person",
                    "label": said("Bạn"),
                    "parts": ISSUED,
                },
                {"code": "area", "kind": "number", "label": said("Rộng"), "decimals": 1, "min": 1},
            ],
        }
    ]
}


def of_issue(number: str, area: object = 7) -> tuple[Json, list[tuple[str, str]]]:
    given = {"person": {"full_name": "Mùa A Vừ", "id_number": number}, "area": area}
    return clean_all(OF_ISSUE, {"who": given}, DAY)


def test_who_has_no_identity_paper_owes_no_day_of_its_issue() -> None:
    assert of_issue("không có")[1] == []
    assert [path for path, _words in of_issue("011092001234")[1]] == [
        "who.person.id_issued_on",
        "who.person.id_issued_by",
    ]


@pytest.mark.parametrize(
    ("given", "kept", "shown"),
    [
        ("120,5", 120.5, "120,5"),
        (120.5, 120.5, "120,5"),
        ("120.5", 120.5, "120,5"),
        (72, 72, "72"),
        ("72,0", 72, "72"),
        ("1.200", 1200, "1200"),
    ],
)
def test_a_measured_figure_is_kept_as_it_was_measured(
    given: object, kept: float, shown: str
) -> None:
    answers, problems = of_issue("none", given)
    assert (problems, answers["who"]["area"]) == ([], kept)
    assert dict(readout.display(OF_ISSUE, answers)[0][1])["Rộng"].replace(".", "") == shown
    [section] = sections(OF_ISSUE, {}, DAY)
    form = SectionForm(section, initial=answers["who"])
    assert form["area"].value() == form.fields["area"].prepare_value(kept)
    assert str(form["area"].value()) == shown


@pytest.mark.parametrize(
    ("label", "given", "kept"),
    [
        ("Diện tích (m²)", "120,5 m²", 120.5),
        ("Diện tích (m²)", "120,5m2", 120.5),
        ("Chiều cao (m)", "7m", 7),
        ("Số trang của bản chính", "12 trang", 12),
        ("Số bản sao yêu cầu", "2 bản sao.", 2),
        ("Số bản sao yêu cầu", "2 bản", 2),
        ("Vốn (triệu đồng)", "5 triệu đồng", 5),
        ("Number of copies wanted", "2 copies", 2),
    ],
)
def test_the_unit_of_its_question_may_stand_behind_a_number(
    label: str, given: str, kept: float
) -> None:
    answers, problems = measured(label, given)
    assert (problems, answers["who"]["area"]) == ([], kept)


@pytest.mark.parametrize(
    ("label", "given"),
    [
        ("Diện tích (m²)", "0,5 ha"),
        ("Diện tích (m²)", "120 m"),
        ("Diện tích (m²)", "120²m"),
        ("Số trang của bản chính", "2 bản"),
        ("Chiều cao (m)", "7 tầng"),
        ("Số trang của bản chính", "12 trang giấy"),
        ("Số bản sao yêu cầu", "2 bản chính"),
        ("Vốn (triệu đồng)", "5 đồng"),
        ("Vốn (triệu đồng)", "5 triệu"),
        ("Diện tích (m²)", "120 đồng"),
    ],
)
def test_another_unit_is_refused_and_no_figure_guessed(label: str, given: str) -> None:
    assert [path for path, _words in measured(label, given)[1]] == ["who.area"]


def measured(label: str, given: str) -> tuple[Json, list[tuple[str, str]]]:
    asked = {"code": "area", "kind": "number", "label": said(label), "decimals": 1}
    schema = {"sections": [{"code": "who", "title": said("Ai"), "fields": [asked]}]}
    return clean_all(schema, {"who": {"area": given}}, DAY)


@pytest.mark.parametrize("given", ["7,25", "0,5", "1,250", "mười"])
def test_a_measured_figure_out_of_its_bounds_is_refused(given: str) -> None:
    assert [path for path, _words in of_issue("none", given)[1]] == ["who.area"]


def test_what_is_missing_is_told_with_whose_it_is() -> None:
    problems = clean_all(SCHEMA, person(full_name=""), DAY)[1]
    assert ("who.person.full_name", "Chưa trả lời: “Họ, chữ đệm, tên” của “Bạn”.") in problems


@pytest.mark.parametrize(("language", "shown"), [("vi", "1.016.000"), ("en", "1,016,000")])
def test_a_number_that_stands_in_a_field_is_written_in_threes_and_read_as_the_same(
    language: str, shown: str
) -> None:
    with translation.override(language):
        field = WholeInput()
        assert field.prepare_value(1_016_000) == shown
    assert field.clean(shown) == 1_016_000
    assert field.prepare_value("16k") == "16k"
