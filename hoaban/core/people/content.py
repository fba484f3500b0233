"""Loads units and agencies from content files: idempotent, and never over living records."""

import csv
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import ProtectedError

from hoaban.core.kept import folders, stamps
from hoaban.core.people import agencies, areas, names
from hoaban.core.people.models import Agency, AgencyChange, Area, AreaChange
from hoaban.core.refusals import Refusal

Complaint = tuple[str, int, int, str]  # file, line, column (both from 1), message
Row = TypeVar("Row", bound=models.Model)

LEVELS = {"tinh": "province", "thanh_pho": "district", "thi_xa": "district", "huyen": "district"}
FOR_EVER = "9999-12-31"
COMMUNES = {"phuong", "thi_tran", "xa"}


class ContentWouldOrphan(Refusal):
    """Không nạp được: {what} đang được hồ sơ hoặc vị trí việc làm dùng, không thể bỏ khỏi nội
    dung.
    """


@dataclass(frozen=True)
class Table:
    """One content file: its columns, those that must be filled, and what a line becomes."""

    file: str
    columns: tuple[str, ...]
    filled: frozenset[str]
    model: type[models.Model]
    key: tuple[str, ...]
    make: Callable[[dict[str, str]], dict[str, Any]]  # values of a row, as many types as columns


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _aliases(text: str) -> list[str]:
    return [alias for alias in text.split("|") if alias]


def _area(line: dict[str, str]) -> dict[str, Any]:
    aliases = _aliases(line["aliases"])
    return {
        "code": line["code"],
        "name": line["name"],
        "short_name": line["short_name"],
        "kind": line["kind"],
        "level": LEVELS.get(line["kind"], "commune"),
        "parent_code": line["parent"],
        "aliases": aliases,
        "search_text": names.fold(" ".join([line["name"], *aliases]))[:240],
        "valid_from": _day(line["from"]),
        "valid_to": _day(line["to"]),
    }


def _agency(line: dict[str, str]) -> dict[str, Any]:
    aliases = _aliases(line["aliases"])
    searched = [line["name"], line["short_name"], line["abbreviation"], line["name_en"], *aliases]
    return {
        "code": line["code"],
        "name": line["name"],
        "short_name": line["short_name"],
        "name_en": line["name_en"],
        "abbreviation": line["abbreviation"],
        "kind": line["kind"],
        "level": line["level"],
        "area_code": line["area"],
        "parent_code": line["parent"],
        "official_code": line["official_code"],
        "note": line["note"],
        "takes_part": line["takes_part"] == "yes",
        "aliases": aliases,
        "search_text": names.fold(" ".join(searched))[:400],
        "valid_from": _day(line["from"]),
        "valid_to": _day(line["to"]),
    }


def _change(line: dict[str, str]) -> dict[str, Any]:
    return {
        "old_code": line["old"],
        "new_code": line["new"],
        "on": _day(line["on"]),
        "act": line["act"],
        "is_illustrative": line["illustrative"] == "yes",
        "note": line["note"],
    }


def _area_change(line: dict[str, str]) -> dict[str, Any]:
    return {**_change(line), "clause": line["clause"]}


TABLES = (
    Table(
        "areas.csv",
        (
            *("code", "kind", "name", "short_name", "parent", "from", "to"),
            *("aliases", "created_by", "ended_by"),
        ),
        frozenset({"code", "kind", "name", "short_name", "from"}),
        Area,
        ("code", "valid_from"),
        _area,
    ),
    Table(
        "areas_changes.csv",
        ("on", "old", "new", "act", "clause", "illustrative", "note"),
        frozenset({"on", "old", "new"}),
        AreaChange,
        ("old_code", "on"),
        _area_change,
    ),
    Table(
        "agencies.csv",
        (
            *("code", "kind", "level", "name", "short_name", "name_en", "abbreviation", "area"),
            *("parent", "official_code", "takes_part", "from", "to", "aliases", "note"),
        ),
        frozenset({"code", "kind", "level", "name", "short_name", "from"}),
        Agency,
        ("code", "valid_from"),
        _agency,
    ),
    Table(
        "agencies_changes.csv",
        ("on", "old", "new", "act", "illustrative", "note"),
        frozenset({"on", "old", "new"}),
        AgencyChange,
        ("old_code", "on"),
        _change,
    ),
)


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: v or "" for k, v in line.items()} for line in csv.DictReader(file)]


def load(root: Path | None = None) -> int:
    """Bring the tables to what the files say; the number of rows added, changed or removed.

    A row that left the files is removed unless something points at it: then nothing changes at
    all and ContentWouldOrphan names it. Rows that stay keep their primary keys.
    """
    root = root or folders.province()
    digest = hashlib.sha256(b"".join((root / t.file).read_bytes() for t in TABLES)).hexdigest()
    if stamps.is_loaded("people", digest):
        return 0
    with transaction.atomic():
        changed = sum(_bring(table, _lines(root / table.file)) for table in TABLES)
        stamps.stamp("people", digest=digest)
    agencies.forget()
    areas.forget()
    return changed


def _bring(table: Table, lines: list[dict[str, str]]) -> int:
    wanted = {}
    for line in lines:
        values = table.make(line)
        wanted[tuple(values[name] for name in table.key)] = values
    there = {
        tuple(getattr(row, name) for name in table.key): row
        for row in table.model._default_manager.all()
    }
    gone = [row for key, row in there.items() if key not in wanted]
    for row in gone:
        try:
            row.delete()
        except ProtectedError as refused:
            raise ContentWouldOrphan(what=f"«{row}»") from refused
    new = [table.model(**values) for key, values in wanted.items() if key not in there]
    table.model._default_manager.bulk_create(new)
    return (
        len(gone) + len(new) + sum(_renew(there[key], wanted[key]) for key in there & wanted.keys())
    )


def _renew(row: models.Model, values: dict[str, Any]) -> bool:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return bool(changed)


def check(root: Path | None = None) -> list[Complaint]:
    """What is wrong in the files, by file, line and column. Nothing is loaded."""
    root = root or folders.province()
    complaints = [c for table in TABLES for c in _check_file(root / table.file, table)]
    if complaints:
        return complaints
    lines = {table.file: _lines(root / table.file) for table in TABLES}
    for kind in ("areas", "agencies"):
        complaints += _check_links(root, kind, lines[f"{kind}.csv"], lines[f"{kind}_changes.csv"])
    known = {line["code"] for line in lines["areas.csv"]}
    complaints += [
        (str(root / "agencies.csv"), number, 8, f"no such unit: {line['area']}")
        for number, line in enumerate(lines["agencies.csv"], 2)
        if line["area"] and line["area"] not in known
    ]
    return complaints


def _check_file(path: Path, table: Table) -> Iterator[Complaint]:
    if not path.exists():
        yield str(path), 1, 1, "the file is missing"
        return
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or tuple(rows[0]) != table.columns:
        yield str(path), 1, 1, f"the columns must be {','.join(table.columns)}"
        return
    seen: dict[tuple[str, str], int] = {}
    for number, cells in enumerate(rows[1:], 2):
        if len(cells) != len(table.columns):
            yield str(path), number, len(cells), f"{len(table.columns)} cells wanted"
            continue
        line = dict(zip(table.columns, cells, strict=True))
        for column, message in _check_line(table, line):
            yield str(path), number, table.columns.index(column) + 1, message
        key = (line.get("code") or line.get("old", ""), line.get("from") or line.get("on", ""))
        if key in seen:
            yield str(path), number, 1, f"already on line {seen[key]}: {' '.join(key)}"
        seen[key] = number


def _check_line(table: Table, line: dict[str, str]) -> Iterator[tuple[str, str]]:
    for column in sorted(table.filled):
        if not line[column]:
            yield column, "must not be empty"
    for column in ("from", "to", "on"):
        try:
            _day(line.get(column, ""))
        except ValueError:
            yield column, f"not a day (YYYY-MM-DD): {line[column]}"
    if table.model is Area and line["kind"] not in {*LEVELS, *COMMUNES}:
        yield "kind", f"unknown kind: {line['kind']}"
    if line.get("to") and line["to"] <= line["from"]:
        yield "to", "ends before it begins"
    for column in ("takes_part", "illustrative"):
        if line.get(column, "") not in {"", "yes"}:
            yield column, "only 'yes' or empty"


def _check_links(
    root: Path, kind: str, lines: list[dict[str, str]], changes: list[dict[str, str]]
) -> Iterator[Complaint]:
    periods: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        periods.setdefault(line["code"], []).append((line["from"], line["to"] or FOR_EVER))
    yield from _check_heirs(root, kind, lines, {(line["old"], line["on"]) for line in changes})
    column = 5 if kind == "areas" else 9
    for number, line in enumerate(lines, 2):
        if line["parent"] and not _lives(periods, line["parent"], line["from"]):
            message = f"no such parent on {line['from']}: {line['parent']}"
            yield str(root / f"{kind}.csv"), number, column, message
    for number, line in enumerate(changes, 2):
        if line["old"] not in periods:
            yield str(root / f"{kind}_changes.csv"), number, 2, f"unknown: {line['old']}"
        if not _lives(periods, line["new"], line["on"]):
            message = f"does not live on {line['on']}: {line['new']}"
            yield str(root / f"{kind}_changes.csv"), number, 3, message


def _check_heirs(
    root: Path, kind: str, lines: list[dict[str, str]], changes: set[tuple[str, str]]
) -> Iterator[Complaint]:
    """Somebody answers for what ended: the next version of the code, or whoever a change names."""
    begun = {(line["code"], line["from"]) for line in lines}
    column = 7 if kind == "areas" else 13
    for number, line in enumerate(lines, 2):
        end = line["code"], line["to"]
        if line["to"] and end not in begun | changes:
            message = f"nobody answers from {line['to']} on: a line in {kind}_changes.csv is wanted"
            yield str(root / f"{kind}.csv"), number, column, message


def _lives(periods: dict[str, list[tuple[str, str]]], code: str, on: str) -> bool:
    return any(since <= on < until for since, until in periods.get(code, ()))
