"""Loads units and agencies from content files: idempotent, and never over living records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from django.db import models, transaction
from django.db.models import ProtectedError
from pydantic import BeforeValidator, Field

from hoaban.core.kept import folders, stamps
from hoaban.core.language import FIRST
from hoaban.core.people import agencies, areas, names
from hoaban.core.people.models import Agency, AgencyChange, Area, AreaChange
from hoaban.core.refusals import Refusal
from hoaban.engines.content import kinds, province, sentences
from hoaban.engines.content.kinds import Kind, Outcome
from hoaban.engines.content.places import Place, Problem
from hoaban.engines.content.shapes import (
    Dated,
    Day,
    DayOrNone,
    Filled,
    Found,
    Shape,
    Text,
    Yes,
    table,
)

LEVELS = {"tinh": "province", "thanh_pho": "district", "thi_xa": "district", "huyen": "district"}
Values = dict[str, Any]  # of a row, as many types as columns


class ContentWouldOrphan(Refusal):
    """Không nạp được: {what} đang được hồ sơ hoặc vị trí việc làm dùng, không thể bỏ khỏi nội
    dung.
    """


def _aliases(text: object) -> object:
    return [alias for alias in str(text).split("|") if alias]


class Version(Dated):
    """A version of a unit or an agency: a line that holds on `[from, to)`."""

    code: Filled
    parent: str
    aliases: Annotated[list[str], BeforeValidator(_aliases)]
    valid_from: Day = Field(alias="from")
    valid_to: DayOrNone = Field(alias="to")


class AreaLine(Version):
    """A line of `areas.csv`."""

    kind: Literal["tinh", "thanh_pho", "thi_xa", "huyen", "phuong", "thi_tran", "xa"]
    name: Filled
    short_name: Filled
    created_by: str
    ended_by: str

    def values(self) -> Values:
        return {
            "code": self.code,
            "name": self.name,
            "short_name": self.short_name,
            "kind": self.kind,
            "level": LEVELS.get(self.kind, "commune"),
            "parent_code": self.parent,
            "aliases": self.aliases,
            "search_text": names.fold(" ".join([self.name, *self.aliases]))[:240],
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
        }


class AgencyLine(Version):
    """A line of `agencies.csv`; where a language has no short name, the whole one stands for it."""

    kind: Filled
    level: Filled
    name: Text
    short_name: Text
    abbreviation: str
    area: str
    official_code: str
    takes_part: Yes
    note: str

    def values(self) -> Values:
        short = {**self.name, **self.short_name}
        searched = [
            *(self.name[FIRST], short[FIRST], self.abbreviation),
            *(words for language, words in short.items() if language != FIRST),
            *self.aliases,
        ]
        return {
            "code": self.code,
            "name": self.name,
            "short_name": short,
            "abbreviation": self.abbreviation,
            "kind": self.kind,
            "level": self.level,
            "area_code": self.area,
            "parent_code": self.parent,
            "official_code": self.official_code,
            "note": self.note,
            "takes_part": self.takes_part,
            "aliases": self.aliases,
            "search_text": names.fold(" ".join(searched))[:400],
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
        }


class ChangeLine(Shape):
    """A line that says what follows a unit or an agency from a day on."""

    on: Day
    old: Filled
    new: Filled
    act: str
    illustrative: Yes
    note: str

    def values(self) -> Values:
        return {
            "old_code": self.old,
            "new_code": self.new,
            "on": self.on,
            "act": self.act,
            "is_illustrative": self.illustrative,
            "note": self.note,
        }


class AgencyChangeLine(ChangeLine):
    """A line of `agencies_changes.csv`. With a `field` it says whose the open cases of that field
    are; `by` area gives each open case to the commune in which it lies, the rest to `new`.
    """

    field: str = ""
    by: Literal["", "area"] = ""

    def values(self) -> Values:
        return {**super().values(), "field": self.field, "by_area": self.by == "area"}


class AreaChangeLine(ChangeLine):
    """A line of `areas_changes.csv`."""

    clause: str

    def values(self) -> Values:
        return {**super().values(), "clause": self.clause}


@dataclass(frozen=True)
class Table:
    """A content file, the shape of its lines, and the rows that they become; with their keys."""

    file: str
    shape: type[AreaLine | AgencyLine | ChangeLine]
    model: type[models.Model]
    line_key: tuple[str, ...]
    row_key: tuple[str, ...]

    def read(self, root: Path) -> Found[Any]:  # Any: one of the shapes
        return table(root / self.file, self.shape, key=self.line_key)


VERSION, CHANGE = ("code", "valid_from"), ("old", "on")
TABLES = (
    Table("areas.csv", AreaLine, Area, VERSION, VERSION),
    Table("areas_changes.csv", AreaChangeLine, AreaChange, CHANGE, ("old_code", "on")),
    Table("agencies.csv", AgencyLine, Agency, VERSION, VERSION),
    Table(
        "agencies_changes.csv",
        AgencyChangeLine,
        AgencyChange,
        (*CHANGE, "field"),
        ("old_code", "on", "field"),
    ),
)


def load(root: Path | None = None) -> Outcome:
    """Bring the tables to what the files say, and tell what was done.

    A row that left the files is removed unless something points at it: then nothing changes at
    all and ContentWouldOrphan names it. Rows that stay keep their primary keys.
    """
    root = root or folders.province()
    digest = kinds.digest(root / one.file for one in TABLES)
    if stamps.is_loaded("people", digest):
        return Outcome(kept=sum(one.model._default_manager.count() for one in TABLES))
    with transaction.atomic():
        done = [_bring(one, one.read(root).all()) for one in TABLES]
        stamps.stamp("people", digest=digest)
    agencies.forget()
    areas.forget()
    return sum(done, Outcome())


def _bring(table: Table, lines: list[AreaLine | AgencyLine | ChangeLine]) -> Outcome:
    rows = [line.values() for line in lines]
    wanted = {tuple(row[name] for name in table.row_key): row for row in rows}
    there = {
        tuple(getattr(row, name) for name in table.row_key): row
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
        raise ContentWouldOrphan(what=f"“{row}”") from refused


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
    read = {one.file: one.read(root or folders.province()) for one in TABLES}
    if problems := [problem for found in read.values() for problem in found.problems]:
        return problems
    for kind in ("areas", "agencies"):
        problems += _check_links(kind, read[f"{kind}.csv"].rows, read[f"{kind}_changes.csv"].rows)
    known = {line.code for line in read["areas.csv"].shapes()}
    problems += [
        place.need("area").wrong(f"không có đơn vị hành chính: {line.area}").problem
        for place, line in read["agencies.csv"].rows
        if line.area and line.area not in known
    ]
    return problems


Versions = list[tuple[Place, Version]]
Changes = list[tuple[Place, ChangeLine]]


def _check_links(kind: str, rows: Versions, changes: Changes) -> Iterator[Problem]:
    periods: dict[str, list[tuple[date, date]]] = {}
    for _place, line in rows:
        ends = line.valid_to or date.max
        periods.setdefault(line.code, []).append((line.valid_from, ends))
    heirs = {(line.old, line.on) for _place, line in changes if not getattr(line, "field", "")}
    yield from _check_heirs(kind, rows, heirs)
    for place, line in rows:
        if line.parent and not _lives(periods, line.parent, line.valid_from):
            words = f"không có cấp trên vào {line.valid_from}: {line.parent}"
            yield place.need("parent").wrong(words).problem
    for place, change in changes:
        if change.old not in periods:
            yield place.need("old").wrong(f"không có mã: {change.old}").problem
        if not _lives(periods, change.new, change.on):
            words = f"không hoạt động vào {change.on}: {change.new}"
            yield place.need("new").wrong(words).problem


def _check_heirs(kind: str, rows: Versions, changes: set[tuple[str, date]]) -> Iterator[Problem]:
    """Somebody answers for what ended: the next version of the code, or whoever a change names."""
    begun = {(line.code, line.valid_from) for _place, line in rows}
    for place, line in rows:
        if line.valid_to and (line.code, line.valid_to) not in begun | changes:
            words = f"từ {line.valid_to} không ai thay: thêm một dòng vào {kind}_changes.csv"
            yield place.need("to").wrong(words).problem


def _lives(periods: dict[str, list[tuple[date, date]]], code: str, on: date) -> bool:
    return any(since <= on < until for since, until in periods.get(code, ()))


def _files() -> list[Path]:
    return [folders.province() / one.file for one in TABLES]


KINDS = [
    Kind("people", _files, check, load),
    Kind("province", lambda: [province.path()], province.check),
    Kind("refusals", sentences.paths, sentences.check),
]
