"""The province's published catalogue: facts of procedures that are shown and not filed here."""

import json
import re
from datetime import date
from pathlib import Path

from hoaban.domains.procedures.catalogue.enums import Channel, Level, Unit
from hoaban.domains.procedures.catalogue.models import CatalogueEntry, Field
from hoaban.engines.content import in_csv
from hoaban.engines.content.places import Problem, Wrong
from hoaban.engines.content.reading import read, written

CODE = re.compile(r"\d\.\d{6}")
COLUMNS = [
    *("code", "name", "field", "levels", "limits", "paper_count", "papers", "legal_basis"),
    "dated_on",
]


def check(path: Path, fields: set[str]) -> list[Problem]:
    """What is wrong with the table, row by row."""
    problems: list[Problem] = []
    if not path.exists():
        return problems
    try:
        if in_csv.columns(written(path)) != COLUMNS:
            return [Problem(path.name, 1, 1, f"các cột phải là: {', '.join(COLUMNS)}")]
        rows = read(path).items()
    except Wrong as wrong:
        return [wrong.problem]
    seen: set[str] = set()
    for place in rows:
        row = dict(place.plain())
        words = _wrong(row, fields)
        if row["code"] in seen:
            words = f"mã {row['code']} lặp lại"
        seen.add(row["code"])
        if words:
            problems.append(place.wrong(words).problem)
    return problems


def _rows(path: Path) -> list[dict[str, str]]:
    return [dict(place.plain()) for place in read(path).items()] if path.exists() else []


def _wrong(row: dict[str, str], fields: set[str]) -> str:
    if not CODE.fullmatch(row["code"]):
        return f'mã "{row["code"]}" không đúng mẫu 1.000020'
    if row["field"] not in fields:
        return f'không có lĩnh vực "{row["field"]}"'
    if unknown := set(row["levels"].split()) - set(Level.values):
        return f"không có cấp {', '.join(sorted(unknown))}"
    try:
        _limits(row["limits"])
        date.fromisoformat(row["dated_on"])
        int(row["paper_count"])
        json.loads(row["papers"])
    except ValueError as error:
        return f"giá trị sai: {error}"
    return ""


def _limits(text: str) -> list[dict[str, str | float]]:
    """`online:20:working_days counter:15:` to a list; the unit may be unpublished."""
    made: list[dict[str, str | float]] = []
    for part in text.split():
        channel, amount, unit = part.split(":")
        if channel not in Channel.values or unit not in {"", "months", *Unit.values}:
            raise ValueError(part)
        made.append({"channel": channel, "amount": float(amount), "unit": unit})
    return made


def load(path: Path, fields: dict[str, Field]) -> int:
    """Bring the table to what the file says; how many rows it has."""
    rows = [_entry(row, fields) for row in _rows(path)]
    if _same(rows):
        return len(rows)
    CatalogueEntry.objects.all().delete()
    CatalogueEntry.objects.bulk_create(rows, batch_size=200)
    return len(rows)


def _entry(row: dict[str, str], fields: dict[str, Field]) -> CatalogueEntry:
    return CatalogueEntry(
        code=row["code"],
        name=row["name"],
        field=fields[row["field"]],
        levels=row["levels"].split(),
        limits=_limits(row["limits"]),
        paper_count=int(row["paper_count"]),
        papers=json.loads(row["papers"]),
        legal_basis=row["legal_basis"].split(),
        dated_on=date.fromisoformat(row["dated_on"]),
    )


def _same(rows: list[CatalogueEntry]) -> bool:
    columns = [
        *("code", "name", "field_id", "levels", "limits", "paper_count", "papers"),
        *("legal_basis", "dated_on"),
    ]
    kept = list(CatalogueEntry.objects.order_by("code").values(*columns))
    new = [{column: getattr(row, column) for column in columns} for row in rows]
    return kept == sorted(new, key=lambda row: row["code"])
