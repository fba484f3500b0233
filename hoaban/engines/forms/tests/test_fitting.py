"""Answers are held against each other and against the filing; what is unlikely may be confirmed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from hoaban.engines.forms import readout, rules
from hoaban.engines.forms.answers import clean_all
from hoaban.engines.forms.page import SectionForm, form_for
from hoaban.engines.forms.questions import sections
from hoaban.engines.forms.rules import FILING

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 16)
WORDS = {"vi": "Không khớp.", "en": "This does not fit."}
YES_NO = [{"value": "yes", "vi": "Có", "en": "Yes"}, {"value": "no", "vi": "Không", "en": "No"}]


def text_field(code: str, kind: str = "date", **more: object) -> dict[str, Any]:  # Any: a schema
    named = {"code": code, "kind": kind, "label": {"vi": code, "en": code}, "required": True}
    return {**named, **more}


IN_TIME = text_field("in_time", "derived", follows="child.born", days=60, choices=YES_NO)
DOUBT = {"rule": "older_by", "field": "child.born", "value": 15, "doubt": True, "words": WORDS}
PLACE = {"rule": "lies_in", "field": "filing.area", "words": WORDS}
FORM: dict[str, Any] = {  # Any: a schema
    "sections": [
        {
            "code": "child",
            "title": {"vi": "Con", "en": "Child"},
            "fields": [text_field("born"), IN_TIME],
        },
        {
            "code": "mother",
            "title": {"vi": "Mẹ", "en": "Mother"},
            "fields": [
                text_field("born", partly=True, checks=[DOUBT]),
                text_field(
                    "home", "address", parts={"commune": True, "detail": True}, checks=[PLACE]
                ),
            ],
        },
    ]
}


def told(born: str, *, days_off: int = 0) -> object:
    answers = {"child": {"born": born, "in_time": "yes"}}
    kept, _problems = clean_all(FORM, answers, DAY, filed={"days_off": days_off})
    return kept["child"].get("in_time")


@given(st.integers(0, 400), st.integers(0, 10))
def test_a_day_decides_and_days_off_right_before_are_waited_for(gone: int, days_off: int) -> None:
    born = DAY - timedelta(days=gone)
    assert told(born.isoformat(), days_off=days_off) == ("yes" if gone - days_off <= 60 else "no")


def test_what_a_day_decides_is_open_while_the_day_is() -> None:
    assert clean_all(FORM, {"child": {"in_time": "yes"}}, DAY)[0] == {}


def test_what_is_derived_is_read_out_and_asked_nowhere() -> None:
    kept, _problems = clean_all(FORM, {"child": {"born": "2020-01-15"}}, DAY)
    [(_title, rows), *_rest] = readout.display(FORM, kept)
    assert rows == [("born", "15/01/2020"), ("in_time", "Không")]
    assert "in_time" not in str(form_for(sections(FORM, kept, DAY)[0]))


def test_what_the_filing_says_is_repeated_and_never_sent() -> None:
    repeats = text_field("case", "derived", follows="filing.case", choices=YES_NO)
    form = {"sections": [{"code": "s", "title": WORDS, "fields": [repeats]}]}
    assert clean_all(form, {"s": {"case": "no"}}, DAY, filed={"case": "yes"}) == (
        {"s": {"case": "yes"}},
        [],
    )
    assert clean_all(form, {FILING: {"case": "no"}}, DAY)[1] == [
        (FILING, "Biểu mẫu này không có phần đó.")
    ]


@pytest.mark.parametrize(
    ("area", "lives", "wrong"),
    [
        ("094", "03127", []),
        ("03127", "03127", []),
        ("11", "03127", []),
        ("100", "03127", [("mother.home.commune", "Không khớp.")]),
        ("094", "outside", [("mother.home.commune", "Không khớp.")]),
        ("", "03127", []),
    ],
)
def test_a_place_lies_in_the_area_of_the_agency_or_is_refused(
    commune: None, area: str, lives: str, wrong: list[tuple[str, str]]
) -> None:
    home = {"commune": lives, "detail": "Tổ 4, tỉnh khác"}
    answers = {"child": {"born": "2020-03-01"}, "mother": {"born": "1990", "home": home}}
    assert clean_all(FORM, answers, DAY, filed={"area": area})[1] == wrong


def asked(typed: str) -> SectionForm:
    known = {"child": {"born": "2020-03-01"}}
    form = form_for(sections(FORM, known, DAY)[1], QueryDict(typed))
    form.is_valid()
    return form


def test_what_is_unlikely_is_asked_about_once_and_then_taken(commune: None) -> None:
    typed = "born=2006&home__commune=03127"
    first, sure = asked(typed), asked(f"{typed}&sure__born=on")
    assert (list(first.errors["born"]), 'name="sure__born"' in str(first)) == (
        ["Không khớp."],
        True,
    )
    assert (list(sure.errors), sure.answers()["born"]) == ([], "2006")


def test_what_is_unlikely_stops_no_other_system(commune: None) -> None:
    home = {"commune": "03127"}
    answers = {"child": {"born": "2020-03-01"}, "mother": {"born": "2010", "home": home}}
    assert clean_all(FORM, answers, DAY)[1] == []


@pytest.mark.parametrize(
    ("mother", "kept"),
    [
        ("2005-03-01", (True, True)),
        ("2005-03-02", (False, True)),
        ("2005", (True, True)),
        ("2006", (False, True)),
        ("1958", (True, False)),
        ("1959-02", (True, False)),
        ("1960", (True, True)),
    ],
)
def test_years_between_two_births_are_counted_as_far_as_both_are_known(
    mother: str, kept: tuple[bool, bool]
) -> None:
    answers = {"child": {"born": "2020-03-01"}}

    def keeps(rule: str, value: int) -> bool:
        check = {"rule": rule, "field": "child.born", "value": value, "words": WORDS}
        return not rules.broken([check], mother, answers=answers, on=DAY)

    assert (keeps("older_by", 15), keeps("older_by_at_most", 60)) == kept


UNTIL = text_field(
    "until", partly=True, ongoing=True, checks=[{"rule": "not_future", "words": WORDS}]
)
STAYS: dict[str, Any] = {  # Any: a schema
    "sections": [
        {"code": "stay", "title": {"vi": "Nơi ở", "en": "Home"}, "fields": [UNTIL]},
    ]
}


@pytest.mark.parametrize(
    ("typed", "kept", "vi", "en"),
    [
        ("đến nay", "now", "nay", "now"),
        ("now", "now", "nay", "now"),
        ("9/2015", "2015-09", "09/2015", "09/2015"),
        ("2015", "2015", "2015", "2015"),
    ],
)
def test_an_end_is_a_day_in_part_or_not_yet(typed: str, kept: str, vi: str, en: str) -> None:
    answers, problems = clean_all(STAYS, {"stay": {"until": typed}}, DAY)
    [section] = sections(STAYS, {}, DAY)
    drawn = str(form_for(section, None, answers["stay"])["until"])
    assert (problems, answers) == ([], {"stay": {"until": kept}})
    said = [readout.said(STAYS, answers, language)["stay.until"] for language in ("vi", "en")]
    assert (said, f'value="{vi}"' in drawn, "inputmode" in drawn) == ([vi, en], True, False)


def test_an_end_that_is_to_come_is_no_end() -> None:
    _answers, problems = clean_all(STAYS, {"stay": {"until": "2021"}}, DAY)
    assert problems == [("stay.until", "Không khớp.")]


SINCE = text_field("since", partly=True)
LEFT = UNTIL | {"checks": [{"rule": "not_before", "field": "lived.homes.since", "words": WORDS}]}
HOMES: dict[str, Any] = {  # Any: a schema
    "sections": [
        {
            "code": "lived",
            "title": {"vi": "Đã ở", "en": "Homes"},
            "fields": [
                text_field("homes", columns=[SINCE, LEFT], least=1, most=4) | {"kind": "table"}
            ],
        },
    ]
}


def test_a_cell_is_held_against_another_one_of_its_own_row() -> None:
    """Not of another row: who moved twice lived in the first place before the second."""
    lived = [("3/2018", "2019"), ("2015", "2/2018"), ("2019", "2018"), ("2020", "nay")]
    rows = [{"since": since, "until": until} for since, until in lived]
    _answers, problems = clean_all(HOMES, {"lived": {"homes": rows}}, DAY)
    assert problems == [("lived.homes.2.until", "Không khớp.")]
