"""Answers in words, and what of them other readers do not see."""

from typing import Any

import pytest

from hoaban.engines.forms import concealing, readout

SCHEMA: dict[str, Any] = {
    "sections": [
        {
            "code": "who",
            "fields": [
                {"code": "person", "kind": "person", "parts": {"full_name": True}},
                {"code": "number", "kind": "id_number"},
                {
                    "code": "others",
                    "kind": "table",
                    "columns": [
                        {"code": "name", "kind": "text"},
                        {"code": "number", "kind": "id_number"},
                    ],
                },
                {"code": "note", "kind": "text"},
            ],
        },
        {"code": "rest", "fields": [{"code": "note", "kind": "text"}]},
    ]
}


def test_identity_numbers_are_hidden_wherever_a_form_asks_for_them() -> None:
    answers = {
        "who": {
            "person": {"full_name": "Lò Văn Thử", "id_number": "011190000123"},
            "number": "011190000124",
            "others": [{"name": "Lò Thị Thử", "number": "011190000125"}, {"name": "Lò A"}],
            "note": "011190000126",
        }
    }
    assert concealing.concealed(SCHEMA, answers) == {
        "who": {
            "person": {"full_name": "Lò Văn Thử", "id_number": "•••••••••123"},
            "number": "•••••••••124",
            "others": [{"name": "Lò Thị Thử", "number": "•••••••••125"}, {"name": "Lò A"}],
            "note": "011190000126",
        }
    }


def test_the_numbers_that_were_answered_are_hidden_in_other_texts() -> None:
    answers = {"who": {"person": {"full_name": "Lò Thị Ban", "id_number": "011190000123"}}}
    schema = {"sections": [{"code": "who", "fields": [{"code": "person", "kind": "person"}]}]}
    known = list(concealing.numbers(schema, answers))
    said = concealing.hidden_in("Số 011190000123; mã 90111900001234 khác.", known)
    assert (known, said) == (["011190000123"], "Số •••••••••123; mã 90111900001234 khác.")
    assert concealing.hidden_in("none", ["none", ""]) == "none"


@pytest.mark.parametrize(
    ("kind", "value", "vi", "en"),
    [
        ("number", 999, "999", "999"),
        ("number", 1250, "1.250", "1,250"),
        ("number", 1234567.5, "1.234.567,5", "1,234,567.5"),
        ("number", "nhiều", "nhiều", "nhiều"),
        ("money", 50000000, "50.000.000 đồng", "VND 50,000,000"),
        ("phone", "0912345678", "0912 345 678", "0912 345 678"),
        ("phone", "02153825468", "0215 382 5468", "0215 382 5468"),
    ],
)
def test_figures_are_read_as_people_write_them(kind: str, value: object, vi: str, en: str) -> None:
    read = [readout.read_value({"kind": kind}, value, language) for language in ("vi", "en")]
    assert read == [vi, en]
