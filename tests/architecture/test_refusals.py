"""Every "no" has its sentence, a topic that is known, its English, every placeholder filled."""

import ast
import tomllib
from importlib import import_module
from string import Formatter

import pytest

from hoaban.core.kept import folders
from hoaban.core.refusals import Refusal
from hoaban.engines.law import lookup
from tests.architecture import house

for _path in house.sources():
    if "Refusal" in _path.read_text():
        import_module(house.module_name(_path))

OURS = {
    name: refusal
    for name, refusal in Refusal.known.items()
    if refusal.__module__.startswith("hoaban.") and ".tests" not in refusal.__module__
}


def placeholders(sentence: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in Formatter().parse(sentence) if name}


def english() -> dict[str, str]:
    folder = folders.country() / "refusals" / "en"
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        found |= tomllib.loads(path.read_text())
    return found


@pytest.mark.parametrize("name", OURS)
def test_a_refusal_speaks_vietnamese_names_a_known_topic_and_speaks_english(name: str) -> None:
    refusal = OURS[name]
    assert refusal.sentence.endswith((".", "!"))
    assert not refusal.topic or refusal.topic in lookup.law().topics
    assert placeholders(english()[name]) == placeholders(refusal.sentence)


def test_english_has_no_sentence_for_a_refusal_that_is_gone() -> None:
    assert set(english()) <= set(OURS)


def raised() -> list[tuple[str, int, str, set[str]]]:
    """Where a refusal is made, its name and the facts it is given."""
    return [
        (house.short(path), call.lineno, name, {word.arg or "**" for word in call.keywords})
        for path in house.sources()
        for call in house.nodes(path)
        if isinstance(call, ast.Call)
        and (name := ast.unparse(call.func).rpartition(".")[2]) in OURS
    ]


def test_every_placeholder_is_filled_wherever_a_refusal_is_raised() -> None:
    unfilled = [
        (place, line, name)
        for place, line, name, facts in raised()
        if "**" not in facts and not placeholders(OURS[name].sentence) <= facts
    ]
    bare = [
        (house.short(path), node.lineno, ast.unparse(node.exc))
        for path in house.sources()
        for node in house.nodes(path)
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Name | ast.Attribute)
        and (refusal := OURS.get(ast.unparse(node.exc).rpartition(".")[2]))
        and placeholders(refusal.sentence)
    ]
    assert (unfilled, bare) == ([], [])


def test_no_refusal_is_left_that_nobody_raises() -> None:
    used = {
        node.id if isinstance(node, ast.Name) else node.attr
        for path in house.sources()
        for node in house.nodes(path)
        if isinstance(node, ast.Name | ast.Attribute)
    }
    assert set(OURS) - used == set()
