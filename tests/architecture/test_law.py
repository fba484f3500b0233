"""Law cited is law listed and the other way round; what law may change is no constant."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from hoaban.core.kept import folders
from tests.architecture import house

CITATION = re.compile(r"\[([A-ZĐ]+\d*/\d{4}) ([^\]\n]+)\]")
ARTICLE = re.compile(r"(Đ\d+[a-zđ]?|PL\w*|m\d+)((?: [km]\d+[a-z]?)?(?: đ\w)?)")
FIELDS = {"key", "number", "title", "issuer", "issued", "in_force", "embodied"}


def acts() -> dict[str, dict[str, object]]:
    listed = tomllib.loads((folders.country() / "law.toml").read_text())["act"]
    return {str(act["key"]): act for act in listed}


def texts() -> list[Path]:
    return [*house.sources(tests=True), *house.CONTENT.rglob("*.typ")]


def cited() -> set[tuple[str, str]]:
    return {
        (key, article.partition(" ")[0])
        for path in texts()
        for key, article in CITATION.findall(path.read_text())
    }


def embodied() -> set[tuple[str, str]]:
    return {
        (key, str(article))
        for key, act in acts().items()
        if isinstance(articles := act.get("embodied", []), list)
        for article in articles
    }


def test_each_act_says_who_issued_it_and_from_when_it_was_in_force() -> None:
    lacking = {key: sorted(FIELDS - set(act)) for key, act in acts().items() if FIELDS - set(act)}
    assert lacking == {}


def test_what_code_cites_is_listed_and_what_is_listed_as_embodied_is_cited() -> None:
    assert sorted(cited() - embodied()) == []
    assert sorted(embodied() - cited()) == []


def test_every_citation_is_written_so_that_this_test_can_read_it() -> None:
    unread = [
        (house.short(path), key, article)
        for path in texts()
        for key, article in CITATION.findall(path.read_text())
        if not ARTICLE.fullmatch(article)
    ]
    assert unread == []


RULES = house.named("rules", floors=("domains", "gateways", "engines", "core"))


@pytest.mark.parametrize("path", RULES, ids=house.short)
def test_no_integer_above_one_stands_in_a_rule(path: Path) -> None:
    numbers = {
        (node.lineno, node.value)
        for node in ast.walk(house.tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
        and abs(node.value) > 1
    }
    assert numbers == set()
