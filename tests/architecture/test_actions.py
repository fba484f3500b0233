"""An action: one transaction, told who and when, written into the journal."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.architecture import house

ACTIONS = [
    (path, function)
    for path in house.named("actions")
    if path.stem == "__init__" or not path.stem.startswith("_")  # _parts of actions, not actions
    for function in house.tree(path).body
    if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
]
WRITES = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
MAY_WRITE = {"actions", "content"}


def label(value: Path | ast.FunctionDef) -> str:
    return house.short(value) if isinstance(value, Path) else value.name


def called(node: ast.AST) -> set[str]:
    """The names of all that is called, with the module where it is written: `journal.record`."""
    calls = (call.func for call in ast.walk(node) if isinstance(call, ast.Call))
    return {ast.unparse(function) for function in calls}


@cache
def recorders(room: str) -> frozenset[str]:
    """The functions of a room's actions that write the journal, themselves or through another."""
    calls = {
        function.name: {name.rpartition(".")[2] for name in called(function)}
        | ({"journal.record"} & called(function))
        for path in house.named("actions")
        if house.room(path) == room
        for function in house.functions(path)
    }
    found: set[str] = {"journal.record"}
    while more := {name for name, used in calls.items() if used & found} - found:
        found |= more
    return frozenset(found - {"journal.record"})


@pytest.mark.parametrize(("path", "action"), ACTIONS, ids=label)
def test_an_action_is_atomic_says_who_and_when_and_writes_the_journal(
    path: Path, action: ast.FunctionDef
) -> None:
    assert "transaction.atomic" in {ast.unparse(d) for d in action.decorator_list}
    assert {"by", "at"} <= {argument.arg for argument in action.args.kwonlyargs}
    assert action.name in recorders(house.room(path))


@pytest.mark.parametrize(("path", "action"), ACTIONS, ids=label)
def test_an_action_says_what_it_does_and_never_asks_the_time(
    path: Path, action: ast.FunctionDef
) -> None:
    assert ast.get_docstring(action)
    assert not {"clock.now", "clock.today", "timezone.now"} & called(action)


@pytest.mark.parametrize("path", house.sources(), ids=house.short)
def test_in_the_rooms_only_actions_write(path: Path) -> None:
    places = set(path.relative_to(house.HOUSE).with_suffix("").parts)
    if "domains" not in places or MAY_WRITE & places:
        return
    written = {name.rpartition(".")[2] for name in called(house.tree(path)) if ".objects." in name}
    written |= {
        name.rpartition(".")[2] for name in called(house.tree(path)) if name.endswith(".save")
    }
    assert not written & WRITES
