"""A later version takes over what an earlier one says."""

from pathlib import Path

import pytest

from hoaban.engines.content.continuing import continued
from hoaban.engines.content.places import Problem
from hoaban.engines.content.reading import read

FIRST = """code: a
valid_from: 2019-01-01
valid_to: 2020-01-01
information: {vi: "chưa rõ"}
name: {vi: "Tên", en: "Name"}
basis: [one, two]
cases:
  - {code: short, days: 3, note: x}
  - {code: long, days: 9}
"""


def made(folder: Path, *texts: str) -> tuple[list[object], list[Problem]]:
    places = []
    for number, text in enumerate(texts):
        path = folder / f"{9 - number}.yaml"
        path.write_text(text, encoding="utf-8")
        places.append(read(path))
    problems: list[Problem] = []
    return [place.plain() for place in continued(places, problems)], problems


def test_groups_are_joined_coded_lists_too_and_other_values_replaced(tmp_path: Path) -> None:
    later = """code: a
valid_from: 2020-01-01
continues: 2019-01-01
name: {en: "Another name"}
basis: [three]
cases:
  - {code: long, days: 7}
  - {code: new, days: 1}
"""
    (_first, second), problems = made(tmp_path, FIRST, later)
    assert problems == []
    assert second == {
        "code": "a",
        "valid_from": "2020-01-01",
        "name": {"vi": "Tên", "en": "Another name"},
        "basis": ["three"],
        "cases": [
            {"code": "short", "days": 3, "note": "x"},
            {"code": "long", "days": 7},
            {"code": "new", "days": 1},
        ],
    }


def test_what_is_said_anew_is_not_joined(tmp_path: Path) -> None:
    later = "code: a\nvalid_from: 2020-01-01\ncontinues: 2019-01-01\nanew: [cases, name]\n"
    (_first, second), problems = made(tmp_path, FIRST, later + "cases: [{code: long, days: 7}]\n")
    assert problems == []
    assert (second["cases"], "name" in second) == ([{"code": "long", "days": 7}], False)  # type: ignore[index, operator]


def test_a_third_version_takes_over_from_the_second_in_whatever_order_files_are_read(
    tmp_path: Path,
) -> None:
    second = "code: a\nvalid_from: 2020-01-01\ncontinues: 2019-01-01\nbasis: [three]\n"
    third = "code: a\nvalid_from: 2021-01-01\ncontinues: 2020-01-01\n"
    found, problems = made(tmp_path, third, FIRST, second)
    assert problems == []
    assert [one["basis"] for one in found] == [["one", "two"], ["three"], ["three"]]  # type: ignore[index]


@pytest.mark.parametrize("since", ["2018-01-01", "2020-01-01", "2021-01-01", "yesterday"])
def test_an_earlier_version_that_is_not_there_is_named(tmp_path: Path, since: str) -> None:
    later = f"code: a\nvalid_from: 2020-01-01\ncontinues: {since}\n"
    found, problems = made(tmp_path, FIRST, later)
    assert len(found) == 1
    assert [str(one) for one in problems] == [
        f"8.yaml:3:12: không có bản a từ {since} trước bản này"
    ]


def test_an_item_without_a_code_has_its_list_replaced(tmp_path: Path) -> None:
    later = "code: a\nvalid_from: 2020-01-01\ncontinues: 2019-01-01\ncases:\n  - {days: 1}\n"
    (_first, second), problems = made(tmp_path, FIRST, later)
    assert problems == []
    assert second["cases"] == [{"days": 1}]  # type: ignore[index]
