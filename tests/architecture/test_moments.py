"""What is done is done now: no page, task or reaction hands an action a moment of its own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import house

DOORS = {"desk", "portal", "api", "tasks", "reactions", "acts"}
FLOORS = {"core", "gateways", "casework", "domains", "faces"}
MOMENTS = {"at", "now"}
# Moments that are told, not handed to an action that writes them as its own.
TOLD = {
    "domains/office/powers/reactions.py: entry.at",  # of a message: when the password was drawn
    "domains/onestop/casefile/api.py: core_clock.local(one.at)",  # of an answer: a message's
    "domains/onestop/duties/reactions.py: entry.at",  # the clock goes on from when the money came
    "domains/onestop/papers/api.py: paper.at",  # of an answer: a paper's
    "domains/onestop/reminders/tasks.py: turn.act_by",  # of a notice: when the time ended
    "domains/onestop/supplements/api.py: one.at",  # of an answer: a part's
}


def doors() -> Iterator[Path]:
    for path in house.sources():
        floor, *_ = path.relative_to(house.HOUSE).parts
        if floor == "faces" or (floor in FLOORS and path.stem in DOORS):
            yield path


def is_now(value: ast.AST) -> bool:
    """Whether an expression is `clock.now()`."""
    return isinstance(value, ast.Call) and ast.unparse(value).rpartition("clock.")[2] == "now()"


def bound_otherwise(function: ast.FunctionDef) -> set[str]:
    """The names of moments that a function binds to anything but now."""
    return {
        target.id
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and not is_now(node.value)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in MOMENTS
    }


def handed(path: Path) -> Iterator[ast.expr]:
    """What a file hands on as the moment of something."""
    for node in ast.walk(house.tree(path)):
        if isinstance(node, ast.Call):
            yield from (one.value for one in node.keywords if one.arg == "at")


def test_every_moment_that_is_handed_on_is_now_or_was_handed_in() -> None:
    strange = {
        f"{house.short(path)}: {ast.unparse(value)}"
        for path in doors()
        for value in handed(path)
        if not is_now(value) and not (isinstance(value, ast.Name) and value.id in MOMENTS)
    }
    assert {one.removeprefix("hoaban/") for one in strange} == TOLD


def test_a_name_for_a_moment_is_bound_to_now_alone() -> None:
    bound = {
        f"{house.short(path)}: {function.name}"
        for path in doors()
        for function in house.functions(path)
        if bound_otherwise(function)
    }
    assert bound == set()


WRITES = re.compile(r"%H:%M[^\"]*%d/%m|%d/%m[^\"]*%H:%M")
WRITING = {  # each leaves the hour out where none is told, or writes the hour of a press
    "core/days.py",
    "engines/sheets/writing.py",
    "casework/papers/papers.py",
    "ui/formats/en/formats.py",
    "ui/formats/vi/formats.py",
}


def test_hour_and_day_are_written_in_one_place() -> None:
    """A moment that only says the day has no hour to show; who writes both by hand shows 00:00."""
    found = {
        str(path.relative_to(house.HOUSE))
        for path in house.sources()
        if WRITES.search(path.read_text())
    }
    assert found == WRITING
