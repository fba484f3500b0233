"""Answers in words, and what of them other readers do not see."""

from typing import Any

from hoaban.engines.forms import readout

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
    assert readout.concealed(SCHEMA, answers) == {
        "who": {
            "person": {"full_name": "Lò Văn Thử", "id_number": "•••••••••123"},
            "number": "•••••••••124",
            "others": [{"name": "Lò Thị Thử", "number": "•••••••••125"}, {"name": "Lò A"}],
            "note": "011190000126",
        }
    }
