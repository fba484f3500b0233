"""Law cited is law listed and the other way round, every day; what law may change is no constant.

A topic is used where a refusal, a line of a state table, code or content names it, or where a text
cites one of its articles in brackets.
"""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from hoaban.casework.notices import queries as notices
from hoaban.core.kept import folders
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.procedures.loading import content as loading
from hoaban.engines.law import reading
from hoaban.engines.law.facts import Citation, Law
from tests.architecture import citations, house
from tests.architecture.test_refusals import OURS

COUNTRY = folders.country()
FIRST, LAST = date(2019, 9, 1), date(2027, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


@pytest.fixture(scope="module")
def law() -> Law:
    return reading.read(COUNTRY / "law")


@pytest.fixture(scope="module")
def cited(law: Law) -> list[citations.Cited]:
    return [one for path in citations.texts() for one in citations.read(path, law)]


def named(law: Law) -> set[str]:
    """Topics of refusals, of the state table, of notices, and wherever one stands alone in code."""
    texts = {
        str(node.value)
        for path in house.sources()
        for node in house.nodes(path)
        if isinstance(node, ast.Constant)
    }
    refusals = {refusal.topic for refusal in OURS.values()} - {""}
    told = {notice.topic for notice in notices.templates().values()}
    moved = {line.topic for line in TABLE.values()}
    return refusals | moved | told | _by_procedures() | (texts & set(law.topics))


def _by_procedures() -> set[str]:
    """Topics under which procedures of the province cite a law of their own for their clock."""
    files = [
        yaml.safe_load(path.read_text())
        for path in loading.files(folders.province())
        if path.suffix == ".yaml"
    ]
    return {file["clock"]["law"] for file in files if "clock" in file}


def test_each_act_says_what_it_rests_on_and_is_issued_before_it_is_in_force(law: Law) -> None:
    assert [act.key for act in law.acts.values() if not (act.source and act.issuer)] == []
    assert [a.key for a in law.acts.values() if a.issued is None and a.is_seen] == []
    assert reading.check(COUNTRY / "law").problems == []


def test_every_topic_used_has_an_article_on_every_day_or_words_why_there_is_none(law: Law) -> None:
    assert named(law) - set(law.topics) == set()
    silent = {topic.key for topic in law.topics.values() for day in DAYS if not topic.on(day)}
    assert silent == set()


def test_every_topic_listed_is_used(law: Law, cited: list[citations.Cited]) -> None:
    in_brackets = {(one.act, one.article) for one in cited if one.article}
    by_citation = {
        topic.key
        for topic in law.topics.values()
        for period in topic.periods
        for cite in period.cites
        if (cite.act, cite.article) in in_brackets
    }
    assert set(law.topics) - named(law) - by_citation == set()


def test_every_article_listed_is_used_by_a_topic(law: Law) -> None:
    listed = {(act.key, article) for act in law.acts.values() for article in act.articles}
    used = {
        (cite.act, cite.article)
        for topic in law.topics.values()
        for period in topic.periods
        for cite in period.cites
    }
    assert sorted(listed - used) == []


def test_every_act_listed_is_used(law: Law, cited: list[citations.Cited]) -> None:
    by_topics = {c.act for t in law.topics.values() for p in t.periods for c in p.cites}
    named = {line.act for line in provisions.read(COUNTRY / "onestop.csv").shapes()}
    by_numbers = {act.key for act in law.acts.values() if act.number in named}
    used = by_topics | by_numbers | {one.act for one in cited}
    amending = {act.key for act in law.acts.values() if act.amends in used}
    assert sorted(set(law.acts) - used - amending) == []


def test_every_citation_whatever_its_shape_is_listed(
    law: Law, cited: list[citations.Cited]
) -> None:
    unlisted = {
        (one.where, one.act, one.article)
        for one in cited
        if one.act not in law.acts
        or (one.article and one.article not in law.acts[one.act].articles)
    }
    assert sorted(unlisted) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[BLDS2015 Đ147] [TT01/2018 Đ8]", {("BLDS2015", "Đ147"), ("TT01/2018", "Đ8")}),
        ("Nghị định 61/2018/NĐ-CP, Điều 17 khoản 1", {("ND61/2018", "Đ17")}),
        ("BLDS2015 Đ147, Đ148 k5", {("BLDS2015", "Đ147"), ("BLDS2015", "Đ148")}),
        ("Circular 01/2018/TT-VPCP, article 8", {("TT01/2018", "Đ8")}),
        ("as under Decree 61/2018 it was", {("ND61/2018", "")}),
        ("Bộ luật Lao động 2019", {("BLLĐ2019", "")}),
        ("Căn cứ Luật Báo chí ngày 05 tháng 4 năm 2016", {("L103/2016", "")}),
        ("Nghị định 999/2031/NĐ-CP", {("999/2031/NĐ-CP", "")}),
        ("Bộ luật Hàng hải 2015", {("Bộ luật Hàng hải 2015", "")}),
    ],
)
def test_each_shape_of_a_citation_is_read(law: Law, text: str, found: set[tuple[str, str]]) -> None:
    assert {(c.act, c.article) for c in citations.found_in(text, "here", law)} == found


def test_every_citation_in_brackets_is_written_so_that_this_test_can_read_it() -> None:
    unread = [
        (house.short(path), key, place)
        for path in citations.texts()
        for key, place in citations.BRACKETS.findall(path.read_text())
        if not citations.PLACE.fullmatch(place)
    ]
    assert unread == []


def test_the_parameters_of_a_day_rest_on_acts_in_force_that_day(law: Law) -> None:
    by_number = {act.number: act for act in law.acts.values()}
    lines = sorted(
        provisions.read(COUNTRY / "onestop.csv").shapes(), key=lambda one: one.valid_from
    )
    resting = []
    for day in DAYS:
        held = {x.name: x for x in lines if x.valid_from <= day < (x.valid_to or date.max)}
        numbers = {x.act for x in held.values()} | {held["circular"].value}
        resting += [(day, one) for one in sorted(numbers) if not by_number[one].is_in_force(day)]
    assert resting == []


def test_a_case_of_july_2025_is_told_the_decree_of_2025_and_no_repealed_one(law: Law) -> None:
    told = {cite.act for topic in law.topics.values() for cite in cites(topic.key, law)}
    assert {"ND61/2018", "TT01/2018", "TT03/2025"} & told == set()
    assert "ND118/2025" in told


def test_every_page_about_a_case_says_by_which_day_it_is_governed() -> None:
    silent = [
        f"{house.short(path)}:{function.name}"
        for path in house.sources()
        if path.name in {"desk.py", "portal.py", "api.py"} and "onestop" in path.parts
        for function in house.functions(path)
        if {"get_object_or_404", "visible_to"} <= calls(function)
        and "concerns" not in calls(function)
    ]
    assert silent == []


def calls(function: ast.FunctionDef) -> set[str]:
    """The names of what a function calls, without their modules."""
    return {
        ast.unparse(node.func).rpartition(".")[2]
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
    }


def cites(topic: str, law: Law) -> tuple[Citation, ...]:
    period = law.topics[topic].on(date(2025, 7, 2))
    assert period
    return period.cites


RULES = house.named("rules", floors=("domains", "gateways", "engines", "core"))


@pytest.mark.parametrize("path", RULES, ids=house.short)
def test_no_integer_above_one_stands_in_a_rule(path: Path) -> None:
    numbers = {
        (node.lineno, node.value)
        for node in house.nodes(path)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and abs(node.value) > 1
    }
    assert numbers == set()
