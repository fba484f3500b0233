"""An action: one transaction, told who and when, written into the journal."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.architecture import house

PUBLIC = [
    (path, function)
    for path in house.named("actions")
    if path.stem == "__init__" or not path.stem.startswith("_")  # _parts of actions, not actions
    for function in house.tree(path).body
    if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
]
WRITES = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
MAY_WRITE = {"actions", "content"}
RECORDS = {f"hoaban.core.journal.actions.{name}" for name in ("record", "note")}
NOW = {"hoaban.core.clock.now", "hoaban.core.clock.today", "django.utils.timezone.now"}


def label(value: Path | ast.FunctionDef) -> str:
    return house.short(value) if isinstance(value, Path) else value.name


@cache
def known(path: Path) -> dict[str, str]:
    """What each imported name and each function of a file is called in full."""
    module = house.module_name(path)
    names = {function.name: f"{module}.{function.name}" for function in house.functions(path)}
    for node in house.nodes(path):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                names[name.asname or name.name] = f"{node.module}.{name.name}"
        elif isinstance(node, ast.Import):
            names |= {name.asname: name.name for name in node.names if name.asname}
    return names


def full(path: Path, name: str) -> str:
    """`journal.record` as it is called in full: `hoaban.core.journal.actions.record`."""
    first, dot, rest = name.partition(".")
    return known(path).get(first, first) + dot + rest


def called(path: Path, node: ast.AST) -> set[str]:
    """The full names of all that is called."""
    calls = (call.func for call in ast.walk(node) if isinstance(call, ast.Call))
    return {full(path, ast.unparse(function)) for function in calls}


@cache
def recorders() -> frozenset[str]:
    """The functions of actions that write the journal, themselves or through another."""
    calls = {
        full(path, function.name): called(path, function)
        for path in house.named("actions", floors=("core", "gateways", "domains"))
        for function in house.functions(path)
    }
    found = set(RECORDS)
    while more := {name for name, used in calls.items() if used & found} - found:
        found |= more
    return frozenset(found - RECORDS)


@cache
def users() -> dict[str, set[str]]:
    """By full name: the modules that name a function called as one of the public ones is."""
    wanted = {function.name for _path, function in PUBLIC}
    found: dict[str, set[str]] = {}
    for path in house.sources():
        module = house.module_name(path)
        for node in house.nodes(path):
            if last_word(path, node) in wanted:
                found.setdefault(full(path, ast.unparse(node)), set()).add(module)
    return found


def last_word(path: Path, node: ast.AST) -> str:
    """`record` for `journal.record`, and for a name that was imported as another one."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Name):
        return known(path).get(node.id, node.id).rpartition(".")[2]
    return ""


def serves_actions(path: Path, function: ast.FunctionDef) -> bool:
    """Whether it is a part of actions: with a row that they have locked, and they record."""
    callers = users().get(full(path, function.name), set())
    others = {caller for caller in callers if house.door_of(caller) != "actions"}
    arguments = {argument.arg for argument in function.args.args}
    records = RECORDS & called(path, function)
    return bool(callers) and not others and not records and "pk" not in arguments


@pytest.mark.parametrize(("path", "action"), PUBLIC, ids=label)
def test_an_action_is_atomic_says_who_and_when_and_writes_the_journal(
    path: Path, action: ast.FunctionDef
) -> None:
    if serves_actions(path, action):  # asked here: all sources are read for it
        return
    assert "transaction.atomic" in {ast.unparse(d) for d in action.decorator_list}
    assert {"by", "at"} <= {argument.arg for argument in action.args.kwonlyargs}
    assert full(path, action.name) in recorders()


@pytest.mark.parametrize(("path", "action"), PUBLIC, ids=label)
def test_an_action_and_its_parts_say_what_they_do_and_never_ask_the_time(
    path: Path, action: ast.FunctionDef
) -> None:
    assert ast.get_docstring(action)
    assert not called(path, action) & NOW
    assert not {"by", "at"} & {argument.arg for argument in action.args.args}


def writes(path: Path) -> set[str]:
    """The methods that write to tables and that a file calls."""
    names = called(path, house.tree(path))
    written = {name.rpartition(".")[2] for name in names if ".objects." in name}
    written |= {name.rpartition(".")[2] for name in names if name.endswith(".save")}
    return written & WRITES


def test_in_the_rooms_only_actions_write() -> None:
    others = [
        path
        for path in house.sources()
        if "domains" in path.parts
        and not MAY_WRITE & set(path.relative_to(house.HOUSE).with_suffix("").parts)
    ]
    assert {house.short(path): writes(path) for path in others if writes(path)} == {}
