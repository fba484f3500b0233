"""Templates build on their own room, on casework or on ui, and each of them is used."""

import re
from pathlib import Path

import pytest

from tests.architecture import house

LINK = re.compile(r"{%\s*(?:extends|include)\s+['\"]([^'\"#]+)")
NAME = re.compile(r"['\"]([\w./-]+\.(?:html|txt|typ|svg))['\"]")
ASKED_BY_PACKAGES = {"account", "mfa", "allauth", "django", "400.html", "403.html", "404.html"}
ASKED_BY_PACKAGES |= {"403_csrf.html", "500.html", "usersessions", "registration"}
SHARED = {"casework", "ui"}
TEMPLATES = [path for path in house.sources("*.html") if "templates" in path.parts]


def name_of(path: Path) -> str:
    parts = path.relative_to(house.HOUSE).parts
    return "/".join(parts[parts.index("templates") + 1 :])


def home(path: Path) -> str:
    """The room that owns a template, sub-rooms being one; `casework` and `ui` are whole floors."""
    floor, name, *_ = path.relative_to(house.HOUSE).parts
    return floor if floor in SHARED else f"{floor}.{name}"


HOMES = {name_of(path): home(path) for path in TEMPLATES}


@pytest.mark.parametrize("path", TEMPLATES, ids=house.short)
def test_a_template_builds_on_its_own_room_or_on_a_shared_floor(path: Path) -> None:
    links = set(LINK.findall(path.read_text()))
    assert {link for link in links if link not in HOMES} == set()
    assert {HOMES[link] for link in links} <= {home(path), *SHARED}


def test_every_template_is_used() -> None:
    texts = [path.read_text() for path in [*house.sources(tests=True), *TEMPLATES]]
    used = {name for text in texts for name in NAME.findall(text)}
    unused = {
        name for name in HOMES if name not in used and name.split("/")[0] not in ASKED_BY_PACKAGES
    }
    assert unused == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=house.short)
def test_a_template_keeps_to_the_content_security_policy(path: Path) -> None:
    text = path.read_text()
    html = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
    inline = re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", html)
    assert inline == []
    assert re.findall(r"(?:src|href|action)=['\"](?:https?:)?//", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=house.short)
def test_a_form_that_posts_carries_its_token(path: Path) -> None:
    text = path.read_text()
    posts = len(re.findall(r"<form[^>]*method=['\"]post", text, re.IGNORECASE))
    assert posts <= text.count("csrf_token")
