"""What keeps the first view light and free of anything inline."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

UI = Path(__file__).resolve().parent.parent
SHEETS = UI / "static" / "ui"
TEMPLATES = sorted((UI / "templates").rglob("*.html"))


def test_the_portal_is_light() -> None:
    htmx = str(finders.find("django_htmx/htmx-2.min.js"))
    sent = [SHEETS / name for name in ("tokens.css", "hoaban.css", "portal.css", "app.js")]
    packed = sum(len(gzip.compress(file.read_bytes())) for file in [*sent, Path(htmx)])
    fonts = sum(font.stat().st_size for font in (SHEETS / "fonts").glob("*.woff2"))
    assert packed + fonts < 50_000


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_a_style_or_a_script_of_its_own(template: Path) -> None:
    text = template.read_text()
    assert re.findall(r"""\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|<style""", text) == []


def test_colours_stand_in_the_tokens_alone() -> None:
    allowed = {"#fff", "#000"}
    found = set(re.findall(r"#[0-9a-f]{3,8}\b", (SHEETS / "hoaban.css").read_text()))
    assert found - allowed == set()


def test_both_grounds_define_the_same_colours() -> None:
    tokens = (SHEETS / "tokens.css").read_text()
    light, dark, system = (
        set(re.findall(r"(--[a-z0-9-]+):", block))
        for block in re.findall(r"color-scheme: \w+;([^}]+)}", tokens)
    )
    assert light == dark == system
