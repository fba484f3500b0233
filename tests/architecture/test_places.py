"""No code, template or test of code names the country or the province: settings choose folders."""

import re

import pytest
import yaml
from django.conf import settings

from hoaban.core.kept import folders
from tests.architecture import house

CHOSEN = {settings.HOABAN_COUNTRY, settings.HOABAN_PROVINCE}
SETTINGS = house.HOUSE / "config" / "settings.py"  # the defaults


def names() -> set[str]:
    """The province's bare name in every language, such as it stands in its content."""
    facts = yaml.safe_load((folders.province() / "province.yaml").read_text(encoding="utf-8"))
    kinds = re.compile("^(tỉnh|thành phố) | province$|^province of ", re.IGNORECASE)
    return {kinds.sub("", name) for name in facts["name"].values()}


@pytest.mark.parametrize("pattern", ["*.py", "*.html", "*.js", "*.typ"])
def test_no_code_or_template_names_the_province(pattern: str) -> None:
    known = names()
    naming = {
        f"{house.short(path)}: {name}"
        for path in house.sources(pattern)
        for text in [path.read_text(encoding="utf-8").lower()]
        for name in known
        if name.lower() in text
    }
    assert naming == set()


def test_no_code_or_test_finds_content_by_a_folder_of_its_own() -> None:
    """As a path's part in quotes; `content/` is reached through `core.kept.folders`."""
    part = re.compile(rf"""["'/](?:{"|".join(map(re.escape, sorted(CHOSEN)))})["'/]""")
    checked = [*house.sources(tests=True), *sorted((house.ROOT / "tests").rglob("*.py"))]
    naming = {
        f"{house.short(path)}: {found[0]}"
        for path in checked
        if path != SETTINGS and "violations" not in path.parts
        for found in part.finditer(path.read_text(encoding="utf-8"))
    }
    assert naming == set()


def test_the_names_that_are_looked_for_are_names() -> None:
    assert all(len(name) > len("Huế") - 1 for name in names())
