"""Loads units and agencies from content files: idempotent, and never over living records."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

from hoaban.core.kept import folders, stamps
from hoaban.core.people import agencies, areas, names
from hoaban.core.people.models import Agency, AgencyChange, Area, AreaChange
from hoaban.core.refusals import Refusal
from hoaban.engines.content import in_csv, kinds, province, sentences
from hoaban.engines.content.kinds import Kind, Outcome
from hoaban.engines.content.places import Place, Problem, Wrong
from hoaban.engines.content.reading import read, written

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
    return [dict(row.plain()) for row in read(path).items()]


def load(root: Path | None = None) -> Outcome:
    """Bring the tables to what the files say, and tell what was done.

    A row that left the files is removed unless something points at it: then nothing changes at
    all and ContentWouldOrphan names it. Rows that stay keep their primary keys.
    """
    root = root or folders.province()
    digest = kinds.digest(root / table.file for table in TABLES)
    if stamps.is_loaded("people", digest):
        return Outcome(kept=sum(table.model._default_manager.count() for table in TABLES))
    with transaction.atomic():
        done = [_bring(table, _lines(root / table.file)) for table in TABLES]
        stamps.stamp("people", digest=digest)
    agencies.forget()
    areas.forget()
    return sum(done, Outcome())


def _bring(table: Table, lines: list[dict[str, str]]) -> Outcome:
    wanted = {}
    for line in lines:
        values = table.make(line)
        wanted[tuple(values[name] for name in table.key)] = values
    there = {
        tuple(getattr(row, name) for name in table.key): row
        for row in table.model._default_manager.all()
    }
    done = Outcome()
    for key, row in there.items():
        if key not in wanted:
            done.removed.append(str(key[0]))
            _remove(row)
    new = {key: table.model(**values) for key, values in wanted.items() if key not in there}
    table.model._default_manager.bulk_create(new.values())
    done.created += [str(key[0]) for key in new]
    for key in wanted.keys() & there.keys():
        changed = _renew(there[key], wanted[key])
        if not changed:
            done.kept += 1
        elif changed == ["valid_to"]:
            done.closed.append(str(key[0]))
        else:
            done.changed.append(str(key[0]))
    return done


def _remove(row: models.Model) -> None:
    try:
        row.delete()
    except ProtectedError as refused:
        raise ContentWouldOrphan(what=f"«{row}»") from refused


def _renew(row: models.Model, values: dict[str, Any]) -> list[str]:
    """The columns that were changed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return changed


def check(root: Path | None = None) -> list[Problem]:
    """What is wrong in the files, by file, line and column. Nothing is loaded."""
    root = root or folders.province()
    problems: list[Problem] = []
    rows = {table.file: _checked(root / table.file, table, problems) for table in TABLES}
    if problems:
        return problems
    for kind in ("areas", "agencies"):
        problems += _check_links(kind, rows[f"{kind}.csv"], rows[f"{kind}_changes.csv"])
    known = {row.need("code").value for row in rows["areas.csv"]}
    for row in rows["agencies.csv"]:
        area = row.need("area")
        if area.value and area.value not in known:
            problems.append(area.wrong(f"không có đơn vị hành chính: {area.value}").problem)
    return problems


def _checked(path: Path, table: Table, problems: list[Problem]) -> list[Place]:
    """The rows of a file; what is wrong in them goes to `problems`."""
    try:
        columns, rows = in_csv.columns(written(path)), read(path).items()
    except Wrong as wrong:
        problems.append(wrong.problem)
        return []
    if tuple(columns) != table.columns:
        words = f"các cột phải là: {','.join(table.columns)}"
        problems.append(Problem(path.name, 1, 1, words))
        return []
    seen: dict[tuple[str, str], Place] = {}
    for row in rows:
        line = dict(row.plain())
        problems += [
            row.need(column).wrong(message).problem
            for column, message in sorted(_check_line(table, line))
        ]
        key = (line.get("code") or line.get("old", ""), line.get("from") or line.get("on", ""))
        if (first := seen.setdefault(key, row)) is not row:
            problems.append(row.wrong(f"đã có ở dòng {first.line}: {' '.join(key)}").problem)
    return rows


def _check_line(table: Table, line: dict[str, str]) -> Iterator[tuple[str, str]]:
    for column in sorted(table.filled):
        if not line[column]:
            yield column, "không được để trống"
    for column in ("from", "to", "on"):
        try:
            _day(line.get(column, ""))
        except ValueError:
            yield column, f"cần một ngày dạng 2019-09-01: {line[column]}"
    if table.model is Area and line["kind"] not in {*LEVELS, *COMMUNES}:
        yield "kind", f"không có loại đơn vị: {line['kind']}"
    if line.get("to") and line["to"] <= line["from"]:
        yield "to", "kết thúc trước khi bắt đầu"
    for column in ("takes_part", "illustrative"):
        if line.get(column, "") not in {"", "yes"}:
            yield column, 'chỉ "yes" hoặc để trống'


def _check_links(kind: str, rows: list[Place], changes: list[Place]) -> Iterator[Problem]:
    periods: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        line = row.plain()
        periods.setdefault(line["code"], []).append((line["from"], line["to"] or FOR_EVER))
    lines = [row.plain() for row in changes]
    yield from _check_heirs(kind, rows, {(line["old"], line["on"]) for line in lines})
    for row in rows:
        line, parent = row.plain(), row.need("parent")
        if line["parent"] and not _lives(periods, line["parent"], line["from"]):
            words = f"không có cấp trên vào {line['from']}: {line['parent']}"
            yield parent.wrong(words).problem
    for row, line in zip(changes, lines, strict=True):
        if line["old"] not in periods:
            yield row.need("old").wrong(f"không có mã: {line['old']}").problem
        if not _lives(periods, line["new"], line["on"]):
            words = f"không hoạt động vào {line['on']}: {line['new']}"
            yield row.need("new").wrong(words).problem


def _check_heirs(kind: str, rows: list[Place], changes: set[tuple[str, str]]) -> Iterator[Problem]:
    """Somebody answers for what ended: the next version of the code, or whoever a change names."""
    lines = [row.plain() for row in rows]
    begun = {(line["code"], line["from"]) for line in lines}
    for row, line in zip(rows, lines, strict=True):
        if line["to"] and (line["code"], line["to"]) not in begun | changes:
            words = f"từ {line['to']} không ai thay: thêm một dòng vào {kind}_changes.csv"
            yield row.need("to").wrong(words).problem


def _lives(periods: dict[str, list[tuple[str, str]]], code: str, on: str) -> bool:
    return any(since <= on < until for since, until in periods.get(code, ()))


def _files() -> list[Path]:
    return [folders.province() / table.file for table in TABLES]


KINDS = [
    Kind("people", _files, check, load),
    Kind("province", lambda: [province.path()], province.check),
    Kind("refusals", sentences.paths, sentences.check),
]
