"""The province's published catalogue: facts of procedures that are shown and not filed here."""

import json
import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from hoaban.domains.procedures.catalogue.enums import Channel, Level, Unit
from hoaban.domains.procedures.catalogue.models import CatalogueEntry
from hoaban.domains.procedures.catalogue.models import Field as FieldRow
from hoaban.engines.content.places import Problem
from hoaban.engines.content.shapes import Day, Filled, Found, Shape, table


def _code(value: str) -> str:
    if not re.fullmatch(r"\d\.\d{6}", value):
        raise ValueError(f'mã "{value}" không đúng mẫu 1.000020')
    return value


def _words(value: object) -> object:
    return str(value).split()


def _limits(value: object) -> object:
    """`online:20:working_days counter:15:` to a list; the unit may be unpublished."""
    made: list[dict[str, str | float]] = []
    for part in str(value).split():
        channel, amount, unit = f"{part}::".split(":")[:3]
        if channel not in Channel.values or unit not in {"", *Unit.values}:
            raise ValueError(f"giá trị sai: {part}")
        try:
            made.append({"channel": channel, "amount": float(amount), "unit": unit})
        except ValueError:
            raise ValueError(f"giá trị sai: {part}") from None
    return made


def _json(value: object) -> object:
    try:
        return json.loads(str(value))
    except json.JSONDecodeError as error:
        raise ValueError(f"giá trị sai: {error}") from None


class EntryLine(Shape):
    """A procedure of `catalogue.csv`, as the province published it."""

    code: Annotated[str, AfterValidator(_code)]
    name: Filled
    field: Filled
    levels: Annotated[list[Level], BeforeValidator(_words)]
    limits: Annotated[list[dict[str, Any]], BeforeValidator(_limits)]
    paper_count: Annotated[int, Field(ge=0)]
    papers: Annotated[list[str], BeforeValidator(_json)]
    legal_basis: Annotated[list[str], BeforeValidator(_words)]
    dated_on: Day


def _read(path: Path) -> Found[EntryLine]:
    """The rows of the table, and what is wrong in it; a province need not have one."""
    return table(path, EntryLine, key=("code",)) if path.exists() else Found()


def check(path: Path, fields: set[str]) -> list[Problem]:
    """What is wrong with the table, row by row."""
    found = _read(path)
    return found.problems + [
        place.need("field").wrong(f'không có lĩnh vực "{line.field}"').problem
        for place, line in found.rows
        if line.field not in fields
    ]


def load(path: Path, fields: dict[str, FieldRow]) -> int:
    """Bring the table to what the file says; how many rows it has."""
    rows = [_entry(line, fields) for line in _read(path).all()]
    if _same(rows):
        return len(rows)
    CatalogueEntry.objects.all().delete()
    CatalogueEntry.objects.bulk_create(rows, batch_size=200)
    return len(rows)


def _entry(line: EntryLine, fields: dict[str, FieldRow]) -> CatalogueEntry:
    return CatalogueEntry(
        code=line.code,
        name=line.name,
        field=fields[line.field],
        levels=line.levels,
        limits=line.limits,
        paper_count=line.paper_count,
        papers=line.papers,
        legal_basis=line.legal_basis,
        dated_on=line.dated_on,
    )


def _same(rows: list[CatalogueEntry]) -> bool:
    columns = [
        *("code", "name", "field_id", "levels", "limits", "paper_count", "papers"),
        *("legal_basis", "dated_on"),
    ]
    kept = list(CatalogueEntry.objects.order_by("code").values(*columns))
    new = [{column: getattr(row, column) for column in columns} for row in rows]
    return kept == sorted(new, key=lambda row: row["code"])
