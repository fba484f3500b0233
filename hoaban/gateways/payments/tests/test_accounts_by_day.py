"""An account serves from its first day to the day before its last, then the next one does."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from hoaban.core.kept import folders
from hoaban.gateways.payments import accounts

HEAD = "agency,bank,bank_name,account,holder,synthetic,valid_from,valid_to,note\n"
LINES = (
    "so-tp,999999,Ngân hàng A,CU,SO TU PHAP,,2018-01-01,2020-01-01,\n"
    "so-tp,999999,Ngân hàng B,MOI,SO TU PHAP,,2020-02-01,,\n"
)


@pytest.fixture
def lines(tmp_path: Path, settings: Settings) -> None:
    """A province with two accounts of one agency, a month without any between them."""
    shutil.copy(folders.province() / "agencies.csv", tmp_path)
    (tmp_path / "accounts.csv").write_text(HEAD + LINES, encoding="utf-8")
    settings.HOABAN_PROVINCE = str(tmp_path)


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize(
    ("on", "account"),
    [
        (date(2017, 12, 31), ""),
        (date(2018, 1, 1), "CU"),
        (date(2019, 12, 31), "CU"),
        (date(2020, 1, 1), ""),
        (date(2020, 2, 1), "MOI"),
        (date(2099, 1, 1), "MOI"),
    ],
)
def test_an_account_serves_on_its_days_alone(on: date, account: str) -> None:
    found = accounts.of("so-tp", on)
    assert (found.account if found else "") == account
