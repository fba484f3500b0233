"""One person stands in one place of a form only: by number that is refused, by name it is asked."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict

from hoaban.engines.forms import persons
from hoaban.engines.forms.answers import clean_all
from hoaban.engines.forms.page import form_for
from hoaban.engines.forms.questions import sections

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 16)
NUMBER = {"vi": "Trùng số.", "en": "The same number."}
PERSON = {"vi": "Trùng người.", "en": "The same person."}
PARTS = {"full_name": True, "birth_date": True, "id_number": False}
CHECKS = [
    {"rule": "other_number", "field": "mother.person", "words": NUMBER},
    {"rule": "other_person", "field": "mother.person", "doubt": True, "words": PERSON},
]


def section(code: str, **more: object) -> dict[str, Any]:  # Any: a schema
    label = {"vi": code, "en": code}
    person = {"code": "person", "kind": "person", "label": label, "parts": PARTS, **more}
    return {"code": code, "title": label, "fields": [person]}


FORM: dict[str, Any] = {"sections": [section("mother"), section("father", checks=CHECKS)]}
MOTHER = {"full_name": "Lò Thị Mai", "birth_date": "1990-02-01", "id_number": "011190000555"}
FATHER = {"full_name": "Lò Văn Nam", "birth_date": "1988-02-01", "id_number": "011088000555"}


def wrong(**father: str) -> list[tuple[str, str]]:
    answers = {"mother": {"person": MOTHER}, "father": {"person": FATHER | father}}
    return clean_all(FORM, answers, DAY)[1]


def test_the_number_of_another_is_refused_beside_the_number() -> None:
    assert wrong() == []
    assert wrong(id_number="011190000555") == [("father.person.id_number", "Trùng số.")]
    assert wrong(id_number="0111 9000 0555") == [("father.person.id_number", "Trùng số.")]


@pytest.mark.parametrize(
    ("name", "born", "is_asked"),
    [
        ("Lò Thị Mai", "01/02/1990", True),
        ("lò  thị mai", "1990", True),  # the year alone may be that day
        ("Lò Thị Mãi", "01/02/1990", False),
        ("Lò Thị Mai", "02/02/1990", False),
    ],
)
def test_the_same_name_and_birth_are_asked_about_and_may_be_confirmed(
    name: str, born: str, *, is_asked: bool
) -> None:
    father = sections(FORM, {"mother": {"person": MOTHER}}, DAY)[1]
    typed = QueryDict(mutable=True)
    typed.update({"person__full_name": name, "person__birth_date": born})
    form = form_for(father, typed)
    assert (not form.is_valid(), list(form.errors)) == (
        is_asked,
        ["person__full_name"] if is_asked else [],
    )
    typed["sure__person__full_name"] = "on"
    assert form_for(father, typed).is_valid()


def test_whoever_has_no_number_is_nobody_else() -> None:
    assert persons.have_other_numbers({"id_number": "none"}, {"id_number": "none"})
    assert persons.have_other_numbers({}, {})
    assert persons.are_others({}, {})
    assert persons.are_others(None, MOTHER)


def test_nobody_stands_twice_in_a_list() -> None:
    label = {"vi": "x", "en": "x"}
    column = {"code": "number", "kind": "id_number", "label": label}
    table = {"code": "list", "kind": "table", "label": label, "columns": [column]}
    form = {
        "sections": [{"code": "all", "title": label, "fields": [{**table, "least": 1, "most": 5}]}]
    }
    rows = [{"number": n} for n in ("011190000555", "011088000555", "0111 90000555")]
    said = "Số này đã ghi ở dòng trên: mỗi người một số giấy tờ."
    assert clean_all(form, {"all": {"list": rows}}, DAY)[1] == [("all.list.2.number", said)]
