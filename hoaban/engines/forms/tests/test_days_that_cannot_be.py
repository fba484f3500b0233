"""Of every person: an identity paper is issued neither before the birth nor in the future."""

from datetime import date
from typing import Any

import pytest

from hoaban.engines.forms.answers import clean_all

DAY = date(2020, 3, 30)
WORDS = {"vi": "Người", "en": "Person"}
PARTS = {"birth_date": True, "id_issued_on": False}
PERSON = {"code": "person", "kind": "person", "label": WORDS, "parts": PARTS}
SCHEMA: dict[str, Any] = {"sections": [{"code": "who", "title": WORDS, "fields": [PERSON]}]}


@pytest.mark.parametrize(
    ("born", "issued", "told"),
    [
        ("1990-05-06", "2020-03-30", []),
        ("1990-05-06", "2020-03-31", ["Ngày cấp không được sau hôm nay."]),
        ("1990-05-06", "1990-05-05", ["Ngày cấp không được trước ngày sinh."]),
        ("1990", "1990-05-05", []),
        ("1990", "1989-12-31", ["Ngày cấp không được trước ngày sinh."]),
        ("1990-05-06", "", []),
    ],
)
def test_a_day_of_issue_lies_between_birth_and_today(
    born: str, issued: str, told: list[str]
) -> None:
    answers = {"who": {"person": {"birth_date": born, "id_issued_on": issued}}}
    found = clean_all(SCHEMA, answers, DAY)[1]
    assert found == [("who.person.id_issued_on", words) for words in told]
