"""A search asks every kind of thing and shows those that have something."""

from collections.abc import Iterator

import pytest

from hoaban.core.people.actors import STRANGER, Actor
from hoaban.engines.search import registry
from hoaban.engines.search.registry import Found, Hit, Searcher

BOOK = Hit("/books/1/", "Truyện Kiều")


def books(_actor: Actor, text: str, limit: int) -> list[Hit]:
    return [BOOK][:limit] if text == "kiều" else []


@pytest.fixture(autouse=True)
def connected() -> Iterator[None]:
    before = list(registry._searchers)
    registry.connect([Searcher("Sách", books), Searcher("Bản đồ", lambda *_asked: [])])
    yield
    registry.connect(before)


def test_kinds_without_a_hit_are_left_out() -> None:
    assert registry.find(STRANGER, "kiều", 5) == [Found("Sách", [BOOK])]
    assert registry.find(STRANGER, "khác", 5) == []


def test_nobody_is_asked_about_nothing() -> None:
    registry.connect([Searcher("Sách", lambda *_asked: [BOOK])])
    for nothing in ("", "%", "_", " - "):
        assert registry.find(STRANGER, nothing, 5) == []
