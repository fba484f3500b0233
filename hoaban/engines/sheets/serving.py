"""Tables to take away, in each kind of file that people ask for."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.http import HttpResponse, QueryDict

from hoaban.engines.sheets import workbook, writing
from hoaban.engines.sheets.writing import Sheet

Row = TypeVar("Row")


class Kind(StrEnum):
    """A kind of file, as `format` in an address names it."""

    XLSX = "xlsx"
    CSV = "csv"


TYPES = {
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.CSV: "text/csv; charset=utf-8",
}


def asked(given: Mapping[str, str]) -> Kind | None:
    """The kind of file that an address asks for; None for the page itself."""
    name = given.get("format", "")
    return Kind(name) if name in set(Kind) else None


def addresses(given: QueryDict, *dropped: str) -> dict[str, str]:
    """The same page as each kind of file, without these parts of its query."""
    query = given.copy()
    for name in dropped:
        query.pop(name, None)
    found = {}
    for kind in Kind:
        query["format"] = kind.value
        found[kind.value] = f"?{query.urlencode()}"
    return found


def answer(sheet: Sheet[Row], kind: Kind) -> HttpResponse:
    """The file to take away, under its name and the ending of its kind."""
    write = workbook.as_xlsx if kind == Kind.XLSX else writing.as_csv
    found = HttpResponse(write(sheet), content_type=TYPES[kind])
    found["Content-Disposition"] = f'attachment; filename="{sheet.name}.{kind}"'
    return found
