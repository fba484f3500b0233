"""How people say it: the table that the search reads (the country's words.toml), checked."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from hoaban.engines.content.places import Problem

HEAD = "[[word]]"


def check(path: Path) -> list[Problem]:
    """What is wrong with the table, each by the line of its `[[word]]`."""
    text = path.read_text(encoding="utf-8")
    try:
        rows = tomllib.loads(text).get("word", [])
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        lines = text.splitlines()
        end = len(lines), len(lines[-1]) + 1  # what begins there ends nowhere
        line, column = map(int, place.groups()) if place else end
        return [Problem(path.name, line, column, f"không phải TOML: {error}")]
    heads = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == HEAD]
    return [
        Problem(path.name, line, 1, words)
        for line, row in zip(heads, rows, strict=True)
        for words in _wrong(row)
    ]


def _wrong(row: dict[str, object]) -> Iterator[str]:
    said, means = row.get("said"), row.get("means")
    if unknown := set(row) - {"said", "means"}:
        yield f"không có khoá {', '.join(sorted(unknown))} ở đây (có: said, means)"
    if not isinstance(means, str) or not means.strip():
        yield '"means" phải là một đoạn chữ'
    if not isinstance(said, list) or not said or not all(isinstance(x, str) and x for x in said):
        yield '"said" phải là danh sách đoạn chữ'
