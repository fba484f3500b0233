"""There is one fact sheet: no act has a smaller one, and no rule is answered by what was not read.

What every rule asks is at hand. The dearer parts are read when the first rule asks for them.
"""

import ast
from dataclasses import fields
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoaban.domains.onestop.casefile.tests.test_conditions import PARTS
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.queries import ReadTooLate
from hoaban.domains.onestop.dossiers.rules import Facts, Last, Parts
from tests.architecture import house
from tests.world.acts import LATER
from tests.world.scenes import Scenes


def sheet(scenes: Scenes, dossier: Dossier, by: str) -> Facts:
    return dossiers.facts(dossier, by=scenes.actor(by), at=LATER)


def cost(facts: Facts, part: str) -> int:
    """How many queries it takes to ask for a part."""
    with CaptureQueriesContext(connection) as asked:
        getattr(facts, part)
    return len(asked)


def test_the_sheet_has_each_part_and_each_is_read_by_one_name() -> None:
    late = {name for name in vars(Parts) if not name.startswith("_")}
    assert late == PARTS
    assert late.isdisjoint(field.name for field in fields(Facts))


def test_no_part_has_a_value_before_it_is_read(scenes: Scenes) -> None:
    known = sheet(scenes, scenes.bring("at_signing"), "leader")
    given: dict[str, Any] = {  # Any: what the sheet holds
        field.name: getattr(known, field.name) for field in fields(Facts) if field.name != "parts"
    }
    with pytest.raises(TypeError, match="parts"):
        Facts(**given)
    unread = Facts(**given, parts=object())  # type: ignore[arg-type] # a sheet that can read nothing
    for part in PARTS:
        with pytest.raises(AttributeError, match=part):
            getattr(unread, part)


def test_one_place_alone_says_what_a_sheet_reads_from() -> None:
    made = [
        house.short(path)
        for path in house.sources()
        for call in ast.walk(house.tree(path))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) in {"Facts", "facts"}
        and any(keyword.arg == "parts" for keyword in call.keywords)
    ]
    room = "hoaban/domains/onestop/dossiers/"
    assert made == [f"{room}models.py", f"{room}queries.py"]


def test_the_parts_say_what_the_tables_say(scenes: Scenes) -> None:
    signing = sheet(scenes, scenes.bring("at_signing"), "leader")
    assert (signing.signs, signing.next_signs, signing.comes_from_counter) == (True, False, False)
    assert (signing.examined_alone, signing.result_symbol, signing.asked) == (False, "", ())
    drafted = sheet(scenes, scenes.bring("drafted"), "specialist")
    assert (drafted.signs, drafted.next_signs, drafted.comes_from_counter) == (False, True, True)
    ready = sheet(scenes, scenes.bring("ready"), "clerk")
    assert ready.result_symbol.startswith("01/")
    assert isinstance(ready.last, Last)
    asked = sheet(scenes, scenes.bring("consulted"), "asked")
    assert ([one.is_own for one in asked.asked], asked.has_answered) == ([True], False)
    answered = scenes.act("answer_consultation", scenes.bring("consulted"))
    assert sheet(scenes, answered, "asked").has_answered
    assert not sheet(scenes, answered, "specialist").has_answered


ONCE = (
    "holds_originals",
    "last",
    "asked",
    "has_answered",
    "has_others",
    "lacks",
    "awaits_several",
)  # parts that cost a query of their own here


def test_the_sheet_costs_nothing_beyond_what_is_asked_and_each_part_once(scenes: Scenes) -> None:
    dossier = scenes.bring("consulted")
    with CaptureQueriesContext(connection) as read:
        facts = sheet(scenes, dossier, "specialist")
    assert [one["sql"] for one in read if "journal" in one["sql"]] == []
    assert [(cost(facts, part), cost(facts, part)) for part in ONCE] == [(1, 0)] * len(ONCE)
    assert [part for part in sorted(PARTS) if cost(facts, part)] == []


def test_what_was_not_read_before_a_change_is_not_read_after_it(scenes: Scenes) -> None:
    dossier = scenes.bring("drafted")
    facts, unread = (sheet(scenes, dossier, "specialist") for _ in range(2))
    read = {part: getattr(facts, part) for part in PARTS}
    scenes.act("do_step", dossier)
    dossier.refresh_from_db()
    assert {part: getattr(facts, part) for part in PARTS} == read
    for part in PARTS:
        with pytest.raises(ReadTooLate):
            getattr(unread, part)
