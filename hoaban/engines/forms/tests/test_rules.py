from datetime import date

import pytest

from hoaban.engines.forms import rules

DAY = date(2020, 3, 30)
ANSWERS = {"a": {"kind": "x", "rows": [], "yes": True, "who": {"name": "Lò"}}}


@pytest.mark.parametrize(
    ("condition", "held"),
    [
        (None, True),
        ({"field": "a.kind", "is": "x"}, True),
        ({"field": "a.kind", "not": "x"}, False),
        ({"field": "a.kind", "in": ["y", "x"]}, True),
        ({"field": "a.rows", "filled": True}, False),
        ({"field": "a.who.name", "filled": True}, True),
        ({"field": "a.missing", "filled": False}, True),
        ({"field": "a.kind.deeper", "is": "x"}, False),
        ({"all": [{"field": "a.kind", "is": "x"}, {"field": "a.yes", "is": True}]}, True),
        ({"any": [{"field": "a.kind", "is": "y"}, {"field": "a.yes", "is": False}]}, False),
    ],
)
def test_a_condition_reads_the_answers(condition: dict[str, object] | None, held: bool) -> None:  # noqa: FBT001
    assert rules.holds(condition, ANSWERS) is held


@pytest.mark.parametrize(
    ("check", "value", "right"),
    [
        ({"rule": "not_future"}, "2020-03-30", True),
        ({"rule": "not_future"}, "2020-03-31", False),
        ({"rule": "not_past"}, "2020-03-29", False),
        ({"rule": "age_at_least", "value": 18}, "2002-03-30", True),
        ({"rule": "age_at_least", "value": 18}, "2002-03-31", False),
        ({"rule": "age_at_least", "value": 18}, "2000-02-29", True),
        ({"rule": "age_below", "value": 19}, "2001-03-31", True),
        ({"rule": "within_days", "value": 60}, "2020-01-30", True),
        ({"rule": "within_days", "value": 60}, "2020-01-29", False),
        ({"rule": "days_ahead", "value": 20}, "2020-04-19", True),
        ({"rule": "days_ahead", "value": 20}, "2020-04-18", False),
        ({"rule": "not_before", "field": "o.day"}, "2020-01-01", True),
        ({"rule": "not_before", "field": "o.day"}, "2019-12-31", False),
        ({"rule": "not_after", "field": "o.day"}, "2019-12-31", True),
        ({"rule": "not_before", "field": "o.none"}, "1900-01-01", True),
        ({"rule": "pattern", "value": "[0-9]{4}"}, "1234", True),
        ({"rule": "pattern", "value": "[0-9]{4}"}, "12345", False),
        ({"rule": "at_least", "value": 50}, 49, False),
        ({"rule": "at_most", "value": 50}, 50, True),
        ({"rule": "differs", "field": "o.day"}, "2020-01-01", False),
        ({"rule": "same", "field": "o.day"}, "2020-01-01", True),
        ({"rule": "is_true"}, False, False),
        ({"rule": "not_future"}, "", True),
        ({"rule": "not_future", "when": {"field": "o.day", "is": "x"}}, "2030-01-01", True),
    ],
)
def test_a_check_judges_a_value(check: dict[str, object], value: object, right: bool) -> None:  # noqa: FBT001
    answers = {"o": {"day": "2020-01-01"}}

    assert (rules.broken([check], value, answers=answers, on=DAY) == []) is right
