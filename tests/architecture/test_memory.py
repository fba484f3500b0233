"""What a process remembers of rows and content goes through core/kept, which asks for stamps."""

import ast
from pathlib import Path

import pytest

from tests.architecture import house

MEMOS = {"functools.cache", "functools.lru_cache", "functools.cached_property"}
MEMOS |= {"django.utils.functional.cached_property"}
PLACE = "settings.CONTENT"
LAST = {name.rpartition(".")[2] for name in {*MEMOS, PLACE}}
FILES = {"csv", "tomllib", "yaml"}  # who imports one of these reads content
NOT_CONTENT = ("hoaban/core/rows.py",)  # statements by model class: of no row


def imported(path: Path) -> set[str]:
    """Every name a module imports, written whole."""
    found: set[str] = set()
    for node in house.nodes(path):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def attributes(path: Path) -> set[str]:
    """Every dotted name that a module uses and that ends as one of those looked for here."""
    nodes = (node for node in house.nodes(path) if isinstance(node, ast.Attribute))
    return {ast.unparse(node) for node in nodes if node.attr in LAST}


def memos(path: Path) -> set[str]:
    """The memos that a module uses, imported by name or through `functools`."""
    return MEMOS & (imported(path) | attributes(path))


def reads(path: Path) -> set[str]:
    """By what a module reads rows or content: models, queries, content folders, file formats."""
    ours = {name for name in imported(path) if name.startswith("hoaban.")}
    rows = {name for name in ours if {"models", "queries", "folders"} & set(name.split("."))}
    return rows | (imported(path) & FILES) | (attributes(path) & {PLACE})


def test_rows_and_content_are_remembered_through_core_kept_alone() -> None:
    remembered = [
        f"{house.short(path)}: {', '.join(sorted(memos(path)))} beside {min(reads(path))}"
        for path in house.sources()
        if "cache" in path.read_text(encoding="utf-8")  # as every memo has it in its name
        if house.short(path) not in NOT_CONTENT and memos(path) and reads(path)
    ]
    assert remembered == []


@pytest.mark.parametrize("path", NOT_CONTENT)
def test_what_is_left_out_still_remembers_something(path: str) -> None:
    assert memos(house.ROOT / path)
