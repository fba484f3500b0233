"""What stands in a list is kept by its name, however it was typed; what does not is told."""

import re
from datetime import date
from typing import Any

import pytest

from hoaban.core.people import names
from hoaban.engines.forms import content, lists
from hoaban.engines.forms.answers import clean_all
from hoaban.engines.forms.page import form_for
from hoaban.engines.forms.questions import sections

DAY = date(2020, 3, 16)
WORDS = {"vi": "Ngành", "en": "Line"}


def text_of(code: str, **more: object) -> dict[str, Any]:  # Any: a schema
    return {"code": code, "kind": "text", "label": WORDS, "required": False, **more}


TRADES = [text_of("name", list="trades", open=True), text_of("code", code_of="name")]
FORM: dict[str, Any] = {  # Any: a schema
    "sections": [
        {
            "code": "s",
            "title": WORDS,
            "fields": [
                text_of("people", list="ethnic-groups"),
                text_of("state", list="nationalities"),
                {**text_of("trades"), "kind": "table", "columns": TRADES, "least": 0, "most": 9},
            ],
        }
    ]
}


def cleaned(**answers: object) -> tuple[dict[str, Any], list[tuple[str, str]]]:  # Any: JSON
    kept, problems = clean_all(FORM, {"s": answers}, DAY)
    return kept.get("s", {}), problems


@pytest.mark.parametrize("typed", ["Thái", "thai", "THÁI", " Thái ", "03"])
def test_an_ethnic_group_is_read_as_its_name(typed: str) -> None:
    assert cleaned(people=typed) == ({"people": "Thái"}, [])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("viet nam", "Việt Nam"),
        ("VN", "Việt Nam"),
        ("Lao; Việt Nam", "Lào, Việt Nam"),
        ("My", "Hoa Kỳ"),
        ("không quốc tịch", "Không quốc tịch"),
    ],
)
def test_nationalities_are_read_as_their_names_and_may_be_two(typed: str, kept: str) -> None:
    assert cleaned(state=typed) == ({"state": kept}, [])


def test_every_name_of_a_closed_list_is_itself() -> None:
    for name in ("ethnic-groups", "nationalities"):
        listed = lists.on(name, DAY)
        found = [lists.meant(listed, entry.name) for entry in listed.entries]
        assert found == list(listed.entries)


def test_what_is_in_no_list_is_told_with_what_looks_like_it() -> None:
    assert cleaned(people="Tháii", state="Him Lam")[1] == [
        ("s.people", "Không có “Tháii” trong danh sách; có phải là “Thái” không?"),
        ("s.state", "Không có “Him Lam” trong danh sách."),
    ]


def test_an_open_list_takes_other_words_and_names_the_code_of_its_own() -> None:
    rows = [
        {"name": "cat toc, lam dau, goi dau"},
        {"name": "5610"},
        {"name": "Xem tướng", "code": "1"},
        {"code": "9631"},
        {"name": "cat toc, lam dau, goi dau", "code": "5610"},
    ]
    assert cleaned(trades=rows)[0]["trades"] == [
        {"name": "Cắt tóc, làm đầu, gội đầu", "code": "9631"},
        {"name": "Nhà hàng và các dịch vụ ăn uống phục vụ lưu động", "code": "5610"},
        {"name": "Xem tướng", "code": "1"},
        {"name": "Cắt tóc, làm đầu, gội đầu", "code": "9631"},
        {"name": "Cắt tóc, làm đầu, gội đầu", "code": "9631"},
    ]


def test_the_page_shows_the_code_of_what_was_typed_even_where_it_is_not_judged() -> None:
    typed = {"s-trades__rows": "1", "s-trades__0__name": "cat toc, lam dau, goi dau"}
    [section] = sections(FORM, {}, DAY)
    for asks in ({}, {"add_row": "s-trades"}):
        page = str(form_for(section, data=typed | asks, prefix="s"))
        assert re.search(
            r'<input[^>]*name="s-trades__0__code"[^>]*value="9631"|'
            r'value="9631"[^>]*name="s-trades__0__code"',
            page,
        ), page
    empty = str(form_for(section, prefix="s"))
    assert 'data-code-in="s-trades__0__code"' in empty
    assert 'data-code="9631"' in empty
    assert 'label="25 ' not in empty  # of other lists the codes are asked nowhere


def test_the_page_offers_each_list_once_and_the_field_names_it() -> None:
    page = str(form_for(sections(FORM, {}, DAY)[0], prefix="s"))
    assert page.count('<datalist id="s-choices-ethnic-groups">') == 1
    assert 'list="s-choices-ethnic-groups"' in page
    assert '<option value="Khơ Mú"' in page


def test_a_list_lives_from_day_to_day() -> None:
    assert lists.on("trades", date(2018, 8, 19)).entries == ()
    assert len(lists.on("ethnic-groups", DAY).entries) == 55


def test_the_lists_that_ship_are_right_and_name_their_acts() -> None:
    assert content.check() == []
    entries = [entry for path in lists.paths() for entry in lists.read(path).all()]
    assert all(entry.act and names.fold(entry.name) for entry in entries)
