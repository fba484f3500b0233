"""Who puts an agency's own signature beside the person's: dated content [ND30/2020 Đ17]."""

from datetime import date
from pathlib import Path

from pydantic import field_validator

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.engines.content.shapes import Dated, Filled, Found, Yes, table

EVERY = "*"  # agency
NOBODY = "none"
WAYS = (NOBODY, "auto", "clerk")


class Row(Dated):
    """Who seals an agency's documents from a day on; `*` stands for every agency."""

    agency: Filled
    sealing: Filled
    act: str = ""
    illustrative: Yes = False
    note: str = ""

    @field_validator("sealing")
    @classmethod
    def _is_known(cls, value: str) -> str:
        if value not in WAYS:
            raise ValueError(f"là một trong: {', '.join(WAYS)}")
        return value


def paths() -> list[Path]:
    """The country's table, and the province's own where it has one."""
    found = (folder / "sealing.csv" for folder in (folders.country(), folders.province()))
    return [path for path in found if path.exists()]


def read(path: Path) -> Found[Row]:
    """The lines of a table, and what is wrong in it."""
    return table(path, Row, key=("agency", "valid_from"))


def _all() -> list[Row]:
    return [row for path in paths() for row in read(path).all()]


_rows = KeptFiles(paths, _all)


def of(agency: str, on: date) -> str:
    """Who puts the seal of an agency (its code) on what it issues that day: one of `WAYS`.

    The agency's own line, else the province's, else the country's; the later one where several
    hold.
    """
    living = [row for row in _rows.get() if row.valid_from <= on < (row.valid_to or date.max)]
    own = [row for row in living if row.agency == agency]
    every = own or [row for row in living if row.agency == EVERY]
    return every[-1].sealing if every else NOBODY
