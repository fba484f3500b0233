"""Tables (CSV as spreadsheets write it) with places: rows by the names of their columns.

The columns `name.vi` and `name.en` make one value `name` with the parts `vi` and `en`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from hoaban.engines.content.places import Place, Problem, Wrong

CELL = re.compile(r'"((?:[^"]|"")*)"|([^",\r\n]*)')
END = re.compile(r",|\r\n|\n|\r|\Z")


def places(text: str, file: str) -> Place:
    """The rows of a table, each a mapping by column. Refuses another number of cells than columns.

    Empty lines are left out. A column's name stands once.
    """
    lines = [row for row in _rows(text, file) if len(row) > 1 or row[0].value]
    if not lines:
        raise Wrong(Problem(file, 1, 1, "tệp rỗng"))
    columns = [str(cell.value) for cell in lines[0]]
    for place, name in enumerate(columns):
        if name in columns[:place] or name.partition(".")[0] in columns[:place]:
            raise lines[0][place].wrong(f'cột "{name}" lặp lại')
    rows = []
    for cells in lines[1:]:
        if len(cells) != len(columns):
            raise cells[-1].wrong(f"dòng này có {len(cells)} ô, cần {len(columns)}")
        rows.append(Place(_by_column(columns, cells), file, cells[0].line, cells[0].column))
    return Place(rows, file, 1, 1)


def columns(text: str) -> list[str]:
    """The names of a table's columns; of `name.vi` and `name.en` once `name`."""
    header = next(_rows(text, ""))
    return list(dict.fromkeys(str(cell.value).partition(".")[0] for cell in header))


def _by_column(columns: list[str], cells: list[Place]) -> dict[str, Place]:
    """The cells by the names of their columns. A part that is empty is left out."""
    row: dict[str, Place] = {}
    parts: dict[str, dict[str, Place]] = {}
    for column, cell in zip(columns, cells, strict=True):
        name, dot, part = column.partition(".")
        if not dot:
            row[name] = cell
            continue
        row.setdefault(name, replace(cell, value=parts.setdefault(name, {})))
        if cell.value:
            parts[name][part] = cell
    return row


def _rows(text: str, file: str) -> Iterator[list[Place]]:
    at, line, start = 0, 1, 0  # `start`: where the line of `at` begins
    row: list[Place] = []
    while True:
        found = CELL.match(text, at)
        ends = END.match(text, found.end()) if found else None
        if found is None or ends is None:
            raise Wrong(Problem(file, line, at - start + 1, "dấu nháy kép không khớp trong ô"))
        quoted = found[1]
        value = found[2] if quoted is None else quoted.replace('""', '"')
        row.append(Place(value, file, line, at - start + 1))
        if breaks := found[0].count("\n"):
            line, start = line + breaks, found.start() + found[0].rfind("\n") + 1
        at = ends.end()
        if ends[0] == ",":
            continue
        yield row
        if at >= len(text):
            return
        row, line, start = [], line + 1, at
