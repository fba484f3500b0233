"""The table of what follows from what names only what exists."""

import ast
import re
from importlib import import_module

import pytest
from croniter import croniter
from django.utils.module_loading import import_string

from hoaban.casework.cases.states import Line
from hoaban.config import schedule, wiring
from hoaban.config.commands import load, names
from tests.architecture import house

FLOORS = ("core", "engines", "gateways", "casework", "domains")


def events() -> dict[str, str]:
    """Every event of every room with the name it has in code; of a verb, that of its line."""
    named = {
        event.value: f"Event.{event.name}"
        for path in house.named("enums", floors=FLOORS)
        for event in getattr(import_module(house.module_name(path)), "Event", [])
    }
    return named | {
        line.event: f"{name}.event"
        for path in house.named("rules", floors=FLOORS)
        for name, line in vars(import_module(house.module_name(path))).items()
        if isinstance(line, Line)
    }


def test_the_wiring_table_names_events_that_exist() -> None:
    assert set(wiring.REACTIONS) <= set(events())


def test_the_timeline_tells_events_that_exist() -> None:
    assert set(wiring.SENTENCES) <= set(events())


def test_an_event_bears_the_name_of_its_room() -> None:
    strays = {
        event.value
        for path in house.named("enums", floors=FLOORS)
        for event in getattr(import_module(house.module_name(path)), "Event", [])
        if event.value.partition(".")[0] != house.room(path).rpartition(".")[2]
    }
    assert strays == set()


def test_every_event_is_recorded_by_some_action() -> None:
    written = {
        re.sub(r"^(enums|rules)\.", "", ast.unparse(node))
        for stem in ("actions", "content")  # loading content is written into the journal too
        for path in house.named(stem, floors=FLOORS)
        for node in house.nodes(path)
        if isinstance(node, ast.Attribute)
    }
    assert {name for name in events().values() if name not in written} == set()


def test_each_reaction_and_each_sum_says_why_and_comes_from_its_room() -> None:
    followers = [*wiring.reactions().values(), *wiring.SUMS]
    assert [wiring.path_of(f) for f in followers if not (f.__doc__ or "").strip()] == []
    strays = [
        f.__module__
        for f in followers
        if house.door_of(f.__module__)
        not in {"reactions", "indicators", "tasks"}  # tasks: what must be typeset
    ]
    assert strays == []


def test_each_recurring_task_exists_and_has_a_cron_line() -> None:
    for recurring in schedule.SCHEDULE:
        assert callable(import_string(recurring.task).func)
        assert croniter.is_valid(recurring.cron)


def test_every_task_that_asks_for_nothing_is_started_by_the_clock() -> None:
    tasks = {
        f"{house.module_name(path)}.{node.name}"
        for path in house.named(
            "tasks", floors=("config", "core", "gateways", "casework", "domains")
        )
        for node in house.tree(path).body
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(one).startswith("task(") for one in node.decorator_list)
        and not node.args.args
    }
    assert tasks == {recurring.task for recurring in schedule.SCHEDULE}


@pytest.mark.parametrize("name", names())
def test_each_command_says_what_it_does_in_one_line(name: str) -> None:
    command = load(name)
    assert command.SUMMARY
    assert "\n" not in command.SUMMARY
    assert callable(command.configure)
    assert callable(command.run)
