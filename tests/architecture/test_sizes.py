"""Nothing is too long to read at one sitting."""

from pathlib import Path

import pytest

from tests.architecture import house

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
LONGEST_TEMPLATE_LINE = 120
MEDIAN_FILE, NINE_IN_TEN_FILES = 75, 200
MEDIAN_FUNCTION = 12
ALL = [*house.sources(tests=True), *sorted((house.ROOT / "tests").rglob("*.py"))]


def _lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def _at(share: float, sizes: list[int]) -> int:
    return sorted(sizes)[int(len(sizes) * share)]


def test_files_stay_small() -> None:
    assert [house.short(path) for path in ALL if _lines(path) > LONGEST_FILE] == []


def test_functions_stay_small() -> None:
    long = [
        f"{house.short(path)}: {f.name}"
        for path in ALL
        for f in house.functions(path)
        if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("pattern", ["*.html", "*.txt"])
def test_no_line_of_a_template_is_too_wide(pattern: str) -> None:
    wide = [
        f"{house.short(path)}:{number}"
        for path in house.sources(pattern)
        if "templates" in path.parts
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > LONGEST_TEMPLATE_LINE
    ]
    assert wide == []


def test_most_files_are_short() -> None:
    sizes = [_lines(path) for path in house.sources() if path.stat().st_size]
    assert _at(0.5, sizes) < MEDIAN_FILE
    assert _at(0.9, sizes) < NINE_IN_TEN_FILES


def test_most_functions_are_short() -> None:
    lengths = [
        (f.end_lineno or 0) - f.lineno + 1
        for path in house.sources()
        for f in house.functions(path)
    ]
    assert _at(0.5, lengths) < MEDIAN_FUNCTION
