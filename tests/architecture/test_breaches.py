"""Every deliberate violation still finds the place that it edits: code moves, and nobody looks."""

from tests.architecture import house
from tests.violations import BREACHES


def test_each_breach_finds_the_text_that_it_replaces() -> None:
    lost = [
        breach.name
        for breach in BREACHES
        if breach.old and breach.old not in (house.ROOT / breach.path).read_text(encoding="utf-8")
    ]
    assert lost == []


def test_each_breach_bears_a_name_of_its_own() -> None:
    names = [breach.name for breach in BREACHES]
    assert len(names) == len(set(names))
