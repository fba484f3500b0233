"""Registers of a day, what they ask, and how typed answers are judged."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hoaban.core import language
from hoaban.domains.registers import content, queries
from hoaban.engines.forms import questions

DAY = date(2020, 3, 16)
BRIDGES = "suspension-bridges"
Json = dict[str, Any]  # answers
STEEL: Json = {"name": "Cầu Thử", "length": 40, "opened_on": "2020-02-01", "deck": "steel"}


def judged(answers: Json, **options: str) -> tuple[Json, list[tuple[str, str]]]:
    kept, problems = queries.judged(BRIDGES, "bridge", {"bridge": answers}, on=DAY, **options)
    return kept.get("bridge", {}), problems


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_register_of_the_province_is_kept_and_asks_its_questions_in_order() -> None:
    register = queries.register("nguoi-khuyet-tat", DAY)
    assert register in queries.at(DAY)
    assert (register.keeper.role, register.keeper.level) == ("specialist", "commune")
    form = queries.form("nguoi-khuyet-tat", "determination", DAY)
    asked = [field["code"] for section in form["sections"] for field in section["fields"]]
    assert asked == ["person", "kind", "degree", "by", "reason", "concluded_on"]


def test_right_answers_are_kept_and_what_a_condition_hides_is_not(bridges: Path) -> None:
    assert judged(STEEL) == (STEEL, [])
    assert judged(STEEL | {"replaced_on": "2020-03-01"}) == (STEEL, [])


def test_what_a_condition_shows_must_be_answered_and_is_checked(bridges: Path) -> None:
    wood = STEEL | {"deck": "wood"}
    [(where, said)] = judged(wood)[1]
    assert (where, said) == ("bridge.replaced_on", "Chưa trả lời: “Ngày thay ván gần nhất”.")
    [(where, said)] = judged(wood | {"replaced_on": "2020-01-31"})[1]
    assert (where, said) == (
        "bridge.replaced_on",
        "Ván không thể thay trước ngày khánh thành.",
    )
    assert judged(wood | {"replaced_on": "2020-03-01"})[1] == []


def test_wrong_answers_are_told_in_the_language_that_is_asked_for(bridges: Path) -> None:
    late = STEEL | {"opened_on": "2020-03-17"}
    assert judged(late)[1] == [("bridge.opened_on", "Cầu chưa khánh thành thì chưa ghi sổ.")]
    assert judged(late, language="en")[1] == [
        ("bridge.opened_on", "A bridge is entered once it is open.")
    ]
    [(_where, said)] = judged(STEEL | {"length": 501}, language="en")[1]
    assert said == "The largest number is 500."


def test_a_third_language_is_a_key_in_the_file(bridges: Path) -> None:
    rewrite(bridges, 'en: "Register of suspension bridges"', 'en: "Bridges", hmn: "Choj"')
    rewrite(bridges, 'en: "Deck"', 'en: "Deck", hmn: "Npoo"')
    name = queries.register(BRIDGES, DAY).name
    assert [language.text(name, each) for each in ("vi", "en", "hmn", "th")] == [
        *("Sổ cầu treo", "Bridges", "Choj", "Sổ cầu treo")
    ]
    [section] = questions.sections(queries.form(BRIDGES, "bridge", DAY), {}, DAY, "hmn")
    assert "Npoo" in [question.label for question in section.questions]


def test_a_register_holds_from_its_first_day_to_its_last(bridges: Path) -> None:
    rewrite(bridges, "valid_from: 2019-01-01", "valid_from: 2019-01-01\nvalid_to: 2020-03-17")
    assert [one.code for one in queries.at(DAY)] == [BRIDGES]
    assert queries.at(date(2018, 12, 31)) == queries.at(date(2020, 3, 17)) == []
    for missing in ((BRIDGES, "bridge", date(2020, 3, 17)), (BRIDGES, "boat", DAY)):
        with pytest.raises(queries.NoRegisterThatDay):
            queries.form(*missing)


def test_a_later_form_of_a_register_is_a_file_beside_it(bridges: Path) -> None:
    later = bridges.with_name(f"{BRIDGES}-2020-03-16.yaml")
    later.write_text(bridges.read_text(encoding="utf-8"), encoding="utf-8")
    rewrite(later, "valid_from: 2019-01-01", "valid_from: 2020-03-16")
    rewrite(later, "max: 500", "max: 30")
    assert content.check() == []
    assert judged(STEEL)[1][0][0] == "bridge.length"
    before = queries.judged(BRIDGES, "bridge", {"bridge": STEEL}, on=date(2020, 3, 15))
    assert before == ({"bridge": STEEL}, [])


def test_where_the_later_form_has_ended_the_earlier_one_does_not_hold_again(bridges: Path) -> None:
    later = bridges.with_name(f"{BRIDGES}-2020-02-01.yaml")
    later.write_text(bridges.read_text(encoding="utf-8"), encoding="utf-8")
    ended = "valid_from: 2020-02-01\nvalid_to: 2020-03-01"
    rewrite(later, "valid_from: 2019-01-01", ended)
    assert queries.at(DAY) == []
    assert [one.code for one in queries.at(date(2020, 1, 31))] == [BRIDGES]


def test_registers_are_remembered_until_their_file_is_written_anew(bridges: Path) -> None:
    first = queries.form(BRIDGES, "bridge", DAY)
    assert queries.form(BRIDGES, "bridge", DAY) is first
    os.utime(bridges)
    again = queries.form(BRIDGES, "bridge", DAY)
    assert again == first
    assert again is not first
    rewrite(bridges, "max: 500", "max: 30")
    assert judged(STEEL)[1][0][0] == "bridge.length"


def test_a_file_that_broke_while_the_program_runs_changes_nothing(bridges: Path) -> None:
    first = queries.form(BRIDGES, "bridge", DAY)
    rewrite(bridges, "kinds:", "kind:")
    assert queries.form(BRIDGES, "bridge", DAY) is first
    assert content.check() != []
