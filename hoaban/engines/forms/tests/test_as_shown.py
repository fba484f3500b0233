"""A section sent back as the page showed it has changed nothing."""

from datetime import date
from typing import Any

import pytest

from hoaban.engines.forms import questions
from hoaban.engines.forms.page import form_for

SCHEMA = {
    "sections": [
        {
            "code": "s",
            "title": {"vi": "Mục", "en": "Section"},
            "fields": [
                {"code": "day", "kind": "date", "label": {"vi": "Ngày"}},
                {"code": "many", "kind": "number", "label": {"vi": "Số"}},
                {"code": "long", "kind": "long_text", "label": {"vi": "Lời"}},
                {"code": "yes", "kind": "checkbox", "required": False, "label": {"vi": "Có"}},
            ],
        }
    ]
}
KEPT = {"day": "1990-02-01", "many": 2, "long": "một\nhai", "yes": True}
SENT = {"day": "01/02/1990", "many": "2", "long": "một\r\nhai", "yes": "on"}


@pytest.mark.parametrize(
    ("other", "same"),
    [({}, True), ({"day": "02/02/1990"}, False), ({"many": ""}, False), ({"yes": ""}, False)],
)
def test_what_the_page_showed_and_came_back_is_known(other: dict[str, Any], same: bool) -> None:  # noqa: FBT001 - a column of the table
    section = questions.sections(SCHEMA, {"s": KEPT}, date(2020, 3, 16))[0]
    sent = {name: value for name, value in (SENT | other).items() if value}
    assert form_for(section, sent, KEPT).is_as_shown() is same
