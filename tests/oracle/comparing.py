"""Two recordings side by side: what is missing, what is new, what reads differently."""

import difflib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

MOST_LINES = 60  # of the difference of one file
LONGEST = 400  # characters of a shown line
LARGE = 4_000_000  # bytes: above it lines are compared place by place


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def differences(before: Path, after: Path, *, without: str = "") -> list[str]:
    """Lines to read; none where both say the same. `without` leaves a part of it out."""
    old, new = (
        {name for name in names(folder) if not without or not name.startswith(without)}
        for folder in (before, after)
    )
    found = [f"missing: {name}" for name in sorted(old - new)]
    found += [f"new: {name}" for name in sorted(new - old)]
    for name in sorted(old & new):
        if (before / name).read_bytes() != (after / name).read_bytes():
            found += _difference(name, before / name, after / name)
    return found


def _difference(name: str, before: Path, after: Path) -> list[str]:
    old, new = (path.read_text(encoding="utf-8").splitlines() for path in (before, after))
    if before.stat().st_size > LARGE:
        lines = _by_place(old, new)
    else:
        lines = difflib.unified_diff(old, new, "before", "after", n=1, lineterm="")
    shown = [line[:LONGEST] for line in islice(lines, MOST_LINES)]
    more = ["(and more)"] if len(shown) == MOST_LINES else []
    return [f"differs: {name}", *(f"    {line}" for line in [*shown, *more])]


def _by_place(old: list[str], new: list[str]) -> Iterator[str]:
    """Cheap for long files: the lines that differ at the same place, and how many there are."""
    if len(old) != len(new):
        yield f"{len(old)} lines before, {len(new)} after"
    for place, (one, two) in enumerate(zip(old, new, strict=False), start=1):
        if one != two:
            yield f"@ line {place}"
            yield f"-{one}"
            yield f"+{two}"
