from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from hoaban.core.people import names
from hoaban.engines.forms import readout
from hoaban.engines.forms.answers import clean_all
from hoaban.engines.forms.page import SectionForm, form_for
from hoaban.engines.forms.questions import sections

DAY = date(2020, 3, 30)
Json = dict[str, Any]  # a schema or answers
LETTER = names.NameUnusable.sentence


def said(vi: str, en: str = "English") -> Json:
    return {"vi": vi, "en": en}


NOT_FUTURE = {"rule": "not_future", "words": said("Ngày chưa tới.", "That day has not come.")}
SCHEMA: Json = {
    "sections": [
        {
            "code": "who",
            "title": said("Người", "Person"),
            "fields": [
                {
                    "code": "person", "kind": "person", "label": said("Bạn", "You"),
                    "required": True,
                    "parts": {"full_name": True, "birth_date": True, "id_number": False},
                    "checks": [NOT_FUTURE],
                },
                {
                    "code": "home", "kind": "address", "label": said("Nơi ở", "Home"),
                    "required": True, "parts": {"commune": True, "detail": True},
                },
                {
                    "code": "kind", "kind": "choice", "label": said("Loại", "Kind"),
                    "required": True,
                    "choices": [
                        {"value": "a", **said("Một", "One")},
                        {"value": "b", **said("Hai", "Two")},
                    ],
                },
                {
                    "code": "why", "kind": "text", "label": said("Vì sao", "Why"),
                    "required": True, "show_if": {"field": "who.kind", "is": "b"}, "max": 20,
                },
            ],
        },
        {
            "code": "rows",
            "title": said("Danh sách", "List"),
            "show_if": {"field": "who.kind", "is": "b"},
            "fields": [
                {
                    "code": "list", "kind": "table", "label": said("Ngành", "Trades"),
                    "required": True, "least": 1, "most": 3,
                    "columns": [
                        {
                            "code": "name", "kind": "text", "label": said("Tên", "Name"),
                            "required": True,
                        },
                        {
                            "code": "sum", "kind": "money", "label": said("Vốn", "Capital"),
                            "required": False,
                        },
                    ],
                },
                {
                    "code": "sure", "kind": "checkbox", "label": said("Chắc", "Sure"),
                    "required": False,
                },
            ],
        },
    ]
}  # fmt: skip
PERSON = {"full_name": "Lò Thị Mai", "birth_date": "1990-05-06", "id_number": "040300123"}
HOME = {"commune": "03127", "detail": "Tổ 1"}
WHO: Json = {"person": PERSON, "home": HOME, "kind": "a"}
WRITTEN = "Tổ 1, phường Him Lam, thành phố Điện Biên Phủ, tỉnh Điện Biên"

pytestmark = pytest.mark.usefixtures("commune")


def clean(answers: object, language: str = "vi") -> tuple[Json, list[tuple[str, str]]]:
    return clean_all(SCHEMA, answers, DAY, language)


def who(**changes: object) -> Json:
    return {"who": {**WHO, **changes}}


def problems(answers: object) -> list[tuple[str, str]]:
    return clean(answers)[1]


def test_right_answers_are_kept_and_an_address_is_written_out() -> None:
    kept, wrong = clean({"who": WHO})

    assert wrong == []
    assert kept == {"who": {"person": PERSON, "home": {**HOME, "text": WRITTEN}, "kind": "a"}}


def test_cleaning_what_was_cleaned_changes_nothing() -> None:
    kept, _wrong = clean(who(kind="b", why="vì") | {"rows": {"list": [{"name": "Dệt", "sum": 5}]}})

    assert clean(kept) == (kept, [])


def test_what_a_condition_hides_is_neither_asked_nor_kept() -> None:
    kept, wrong = clean({"who": {**WHO, "why": "thừa"}, "rows": {"list": [{"name": "x"}]}})

    assert wrong == []
    assert "why" not in kept["who"]
    assert "rows" not in kept


def test_what_a_condition_shows_must_be_answered() -> None:
    assert problems(who(kind="b")) == [
        ("who.why", "Chưa trả lời: “Vì sao”."),
        ("rows.list.0.name", "Ghi ít nhất 1 dòng."),
    ]


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"kind": "c"}, "who.kind", "Chọn một trong các câu trả lời đã cho."),
        (
            {"person": {**PERSON, "birth_date": "2020-03-31"}},
            "who.person.birth_date",
            "Ngày chưa tới.",
        ),
        (
            {"person": {**PERSON, "birth_date": "31/02/1990"}},
            "who.person.birth_date",
            "Không có ngày 31/02/1990.",
        ),
        (
            {"person": {**PERSON, "birth_date": "2021"}},
            "who.person.birth_date",
            "Ngày chưa tới.",
        ),
        ({"person": {**PERSON, "full_name": "---"}}, "who.person.full_name", LETTER),
        (
            {"person": {**PERSON, "id_number": "12345"}},
            "who.person.id_number",
            names.IdentityNumberUnusable.sentence,
        ),
        (
            {"home": {"commune": "99999", "detail": "x"}},
            "who.home.commune",
            "Chọn một đơn vị cấp xã trong danh sách.",
        ),
        (
            {"home": {"commune": "094", "detail": "x"}},
            "who.home.commune",
            "Chọn một đơn vị cấp xã trong danh sách.",
        ),
        (
            {"home": {"commune": "outside"}},
            "who.home.detail",
            "Ghi đủ địa chỉ, từ số nhà, bản đến tỉnh hoặc nước.",
        ),
        (
            {"person": "Lò"},
            "who.person",
            "Phải là một nhóm, ví dụ birth_date, full_name, id_number.",
        ),
        ({"person": {**PERSON, "age": 3}}, "who.person", "Không có phần age."),
        ({"kind": ["a"]}, "who.kind", "Phải là một giá trị, không phải danh sách hay nhóm."),
        ({"more": 1}, "who.more", "Không có câu hỏi này trong biểu mẫu."),
    ],
)  # fmt: skip
def test_each_wrong_answer_has_its_place_and_words(changes: Json, path: str, words: str) -> None:
    assert problems(who(**changes)) == [(path, words)]


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        (None, ""),
        ([1, 2], ""),
        ("text", ""),
        ({"who": []}, "who"),
        ({"who": WHO, "nothing": {}}, "nothing"),
        ({"who": WHO, 5: {}}, "5"),
    ],
)
def test_json_of_the_wrong_shape_gets_words_and_no_trace(answers: object, path: str) -> None:
    found = problems(answers)

    assert [where for where, _words in found] == [path]
    assert all(words.endswith(".") for _where, words in found)


@pytest.mark.parametrize(
    ("rows", "path"),
    [
        ("x", "rows.list"),
        ([1], "rows.list"),
        ([{"name": "a"}] * 4, "rows.list"),
        ([{"name": "a", "other": 1}], "rows.list"),
        ([{"name": {"a": 1}}], "rows.list"),
        ([{"name": "a", "sum": "nhiều"}], "rows.list.0.sum"),
        ([{"name": "a"}, {"sum": 5}], "rows.list.1.name"),
    ],
)
def test_a_wrong_table_is_named(rows: object, path: str) -> None:
    found = problems(who(kind="b", why="vì") | {"rows": {"list": rows}})

    assert [where for where, _words in found] == [path]


def test_words_come_in_the_language_asked_for() -> None:
    found = clean(who(person={**PERSON, "birth_date": "2020-03-31"}), "en")[1]

    assert found == [("who.person.birth_date", "That day has not come.")]


def first_page(data: Json | None = None, answers: Json | None = None) -> SectionForm:
    section = sections(SCHEMA, answers or {}, DAY, "vi")[0]
    return form_for(section, data, (answers or {}).get("who"))


def rows_page(data: object = None, initial: Json | None = None) -> SectionForm:
    section = sections(SCHEMA, {"who": {"kind": "b"}}, DAY, "vi")[1]
    return form_for(section, data, initial)  # type: ignore[arg-type]  # also a QueryDict


def test_only_the_pages_that_answers_call_for_are_shown() -> None:
    shown = [
        [section.code for section in sections(SCHEMA, {"who": {"kind": kind}}, DAY)]
        for kind in ("a", "b")
    ]

    assert shown == [["who"], ["who", "rows"]]


def test_a_page_sent_by_a_browser_gives_the_same_answers_as_json() -> None:
    sent = QueryDict(
        "person__full_name=Lò Thị Mai&person__birth_date=06/05/1990&person__id_number=040 300 123"
        "&home__commune=03127&home__detail=Tổ 1&kind=a&why="
    )
    page = first_page(sent)

    assert page.is_valid()
    assert {"who": page.answers()} == clean({"who": WHO})[0]


def test_a_page_shows_what_was_kept_and_says_when_a_question_counts() -> None:
    html = str(first_page(answers={"who": WHO}))

    assert 'value="06/05/1990"' in html
    assert '<option value="03127" selected>Phường Him Lam</option>' in html
    assert "Chỉ trả lời khi: Loại: Hai" in html


def test_typed_text_stays_when_something_is_wrong() -> None:
    page = first_page({"person__birth_date": "hôm qua", "person__full_name": "<b>Lò</b>"})

    assert not page.is_valid()
    assert 'value="hôm qua"' in str(page)
    assert "&lt;b&gt;Lò&lt;/b&gt;" in str(page)


def test_add_a_row_judges_nothing_and_keeps_what_was_typed() -> None:
    page = rows_page(QueryDict("list__rows=1&list__0__name=Dệt&list__0__sum=abc&add_row=list"))

    assert (page.is_valid(), page.is_bound, page.rows) == (False, False, {"list": 2, "sure": 0})
    assert 'value="Dệt"' in str(page)
    assert 'name="list__rows" value="2"' in str(page)


def test_rows_are_bounded_and_empty_ones_are_dropped() -> None:
    page = rows_page(
        QueryDict("list__rows=900&list__0__name=Dệt&list__2__name=Mộc&list__2__sum=1.000")
    )

    assert page.is_valid()
    assert page.answers()["list"] == [{"name": "Dệt"}, {"name": "Mộc", "sum": 1000}]
    assert "add_row" not in str(page)


def test_a_table_with_no_row_where_one_is_needed_is_wrong() -> None:
    page = rows_page(QueryDict("list__rows=1"))

    assert not page.is_valid()
    assert list(page.errors) == ["list__0__name"]


def test_answers_are_read_out_in_both_languages() -> None:
    kept, _wrong = clean(
        who(kind="b", why="vì")
        | {"rows": {"list": [{"name": "Dệt", "sum": 1500000}], "sure": True}}
    )

    assert readout.display(SCHEMA, kept, "vi")[1] == (
        "Danh sách", [("Ngành 1", "Dệt; 1.500.000 đồng"), ("Chắc", "Có")],
    )  # fmt: skip
    assert readout.display(SCHEMA, kept, "en")[0][1][:2] == [
        ("You", "Lò Thị Mai"),
        ("You: Date of birth", "06/05/1990"),
    ]


def test_answers_are_read_by_path_for_a_printed_form(commune: None) -> None:
    rows = [{"name": "Quán ăn", "sum": 2000000}, {"name": "Tạp hóa"}]
    kept, problems = clean_all(
        SCHEMA, {"who": WHO | {"kind": "b", "why": "Vậy"}, "rows": {"list": rows}}, DAY
    )

    assert (problems, readout.said(SCHEMA, kept)) == (
        [],
        {
            "who.person.full_name": "Lò Thị Mai",
            "who.person.birth_date": "06/05/1990",
            "who.person.id_number": "040300123",
            "who.home": WRITTEN,
            "who.kind": "Hai",
            "who.why": "Vậy",
            "rows.list": [
                {"name": "Quán ăn", "sum": "2.000.000 đồng"},
                {"name": "Tạp hóa", "sum": ""},
            ],
            "rows.sure": "Không",
        },
    )


def test_a_file_is_asked_for_by_name_and_goes_with_its_paper() -> None:
    field = {"code": "plan", "kind": "file", "component": "plan", "label": said("Bản vẽ", "Plan")}
    schema: Json = {"sections": [{"code": "a", "title": said("A"), "fields": [field]}]}
    (section,) = sections(schema, {}, DAY, "vi")

    html = str(form_for(section))

    assert "Bản vẽ" in html
    assert "Tệp này gửi cùng các giấy tờ" in html
    assert clean_all(schema, {}, DAY) == ({}, [])


def test_the_box_of_communes_says_what_who_lives_elsewhere_chooses() -> None:
    [section] = sections(SCHEMA, {}, DAY, "vi")
    said_there = form_for(section, None).fields["home__commune"].help_text
    assert said_there == "Ở tỉnh khác hoặc nước khác: gõ hoặc chọn “Ngoài tỉnh”."
