"""What the law of a day allows is read from a table, one line a number."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from hoaban.core.kept import folders
from hoaban.domains.onestop.provisions import content, queries
from hoaban.domains.onestop.provisions.refused import NoRulesThatDay

Adding = Callable[[str], None]
HEAD = "name,value,valid_from,valid_to,act,illustrative,note\n"


@pytest.fixture
def add(tmp_path: Path, settings: Settings) -> Adding:
    """Add a line to the table of the province of this test."""
    settings.HOABAN_PROVINCE = str(tmp_path)
    path = tmp_path / "onestop.csv"
    path.write_text(HEAD)

    def adding(line: str) -> None:
        path.write_text(path.read_text() + line + "\n", encoding="utf-8")

    return adding


def test_the_tables_of_the_house_are_right() -> None:
    assert content.check() == []


def test_each_day_has_the_numbers_of_its_act() -> None:
    before, after = (queries.act_of(day) for day in (date(2025, 6, 30), date(2025, 9, 15)))
    assert (before["circular"], before["forms"]["control"]) == ("01/2018/TT-VPCP", "05")
    assert (after["circular"], after["forms"]["control"]) == ("03/2025/TT-VPCP", "06")
    assert ("stop" in before["forms"], "stop" in after["forms"]) == (False, True)


def test_one_line_changes_a_number_from_its_day_on(add: Adding) -> None:
    add("draft_days,45,2020-04-01,,12/2020/QĐ-UBND,,")
    days = [date(2020, 3, 31), date(2020, 4, 1)]
    assert [queries.act_of(day)["draft_days"] for day in days] == [30, 45]
    assert queries.act_of(days[1])["undo_minutes"] == 120


def test_a_day_before_the_first_act_is_refused() -> None:
    with pytest.raises(NoRulesThatDay, match="01/01/2001"):
        queries.act_of(date(2001, 1, 1))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("draft_days,many,2020-04-01,,x,,", "draft_days cần một số nguyên không âm"),
        ("on_supply,stops,2020-04-01,,x,,", "on_supply là một trong: restarts, resumes"),
        ("draft_weeks,3,2020-04-01,,x,,", 'không có tham số "draft_weeks"'),
        ("draft_days,3,2020-04-01,2020-03-01,x,,", "kết thúc trước khi bắt đầu"),
    ],
)
def test_a_wrong_line_is_named(add: Adding, line: str, told: str) -> None:
    add(line)
    [problem] = content.check()
    assert (problem.line, told in problem.words) == (2, True)


def test_the_country_has_a_table() -> None:
    assert folders.country() / "onestop.csv" in queries.paths()
