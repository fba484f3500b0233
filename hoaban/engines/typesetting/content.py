"""The templates of papers as content: text that is there, and builds on files that are there."""

from collections.abc import Iterator
from pathlib import Path

from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem, Wrong
from hoaban.engines.content.reading import written
from hoaban.engines.typesetting import templates


def paths() -> list[Path]:
    """Every template, and every file that templates build on."""
    return sorted(templates.folder().rglob("*.typ"))


def check() -> list[Problem]:
    """Templates that are no text, or build on a file that is not there."""
    return [problem for path in paths() for problem in _wrong(path)]


def _wrong(path: Path) -> Iterator[Problem]:
    try:
        lines = written(path).splitlines()
    except Wrong as wrong:
        yield wrong.problem
        return
    for number, line in enumerate(lines, 1):
        for found in templates.BUILDS_ON.finditer(line):
            root = templates.folder() if found[1].startswith("/") else path.parent
            if not (root / found[1].lstrip("/")).is_file():
                words = f'không có tệp "{found[1]}"'
                yield Problem(path.name, number, found.start(1) + 1, words)


KINDS = [Kind("papers", paths, check)]
