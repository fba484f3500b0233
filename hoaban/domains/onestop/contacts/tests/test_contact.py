"""Whom to call: the line of the day, the agency's own before the one of all."""

from datetime import date
from pathlib import Path

import pytest

from hoaban.core.kept import folders
from hoaban.domains.onestop.contacts import queries

LINES = """agency,phone,email,address,valid_from,valid_to,illustrative,note
,0215 000 0000,all@tinh.example,,2018-01-01,,yes,
so-a,0215 000 0001,,Tầng 1,2018-01-01,2020-01-01,yes,
so-a,0215 000 0002,,Tầng 2,2020-01-01,,yes,
"""


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A province with two agencies, one of which has lines of its own."""
    (tmp_path / "contacts.csv").write_text(LINES)
    monkeypatch.setattr(folders, "province", lambda: tmp_path)
    monkeypatch.setattr(queries._lines, "_kept", None)
    monkeypatch.setattr(queries._lines, "_looks_at", 0.0)


def reached(code: str, on: date) -> tuple[str, str, str]:
    found = queries.contact(code, on)
    return found.phone, found.email, found.address


@pytest.mark.usefixtures("lines")
def test_an_agency_is_reached_as_the_line_of_the_day_says() -> None:
    assert reached("so-a", date(2019, 12, 31)) == ("0215 000 0001", "all@tinh.example", "Tầng 1")
    assert reached("so-a", date(2020, 1, 1)) == ("0215 000 0002", "all@tinh.example", "Tầng 2")
    assert reached("so-b", date(2020, 1, 1)) == ("0215 000 0000", "all@tinh.example", "")
    assert reached("so-a", date(2017, 1, 1)) == ("", "", "")
