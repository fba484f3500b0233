"""The account into which an agency is paid on a day: the province's `accounts.csv`."""

from datetime import date
from itertools import groupby
from pathlib import Path

from django.conf import settings
from pydantic import field_validator

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.engines.content.shapes import Dated, Filled, Found, Yes, table

BANK, ACCOUNT = 6, 19  # figures of a bank's BIN, signs of an account at most


class Account(Dated):
    """A line: the account of an agency from a day on. `synthetic` is what was made up."""

    agency: Filled
    bank: Filled  # its BIN
    bank_name: Filled
    account: Filled
    holder: Filled
    synthetic: Yes
    note: str = ""

    @field_validator("bank")
    @classmethod
    def _is_a_bin(cls, value: str) -> str:
        if not (value.isascii() and value.isdecimal() and len(value) == BANK):
            raise ValueError("mã ngân hàng có sáu chữ số")
        return value

    @field_validator("account")
    @classmethod
    def _is_an_account(cls, value: str) -> str:
        if not (value.isascii() and value.isalnum() and len(value) <= ACCOUNT):
            raise ValueError("số tài khoản có tối đa 19 chữ số, chữ cái không dấu")
        return value


def path() -> Path:
    """The province's `accounts.csv`."""
    return folders.province() / "accounts.csv"


def read() -> Found[Account]:
    """What the file says, and what is wrong in it. A province need not have one."""
    return table(path(), Account, key=("agency", "valid_from")) if path().exists() else Found()


def _read() -> dict[str, list[Account]]:
    lines = sorted(read().all(), key=lambda line: line.agency)
    return {code: list(found) for code, found in groupby(lines, key=lambda line: line.agency)}


_accounts = KeptFiles(lambda: [path()], _read)


def of(agency: str, on: date) -> Account | None:
    """The account of an agency (its code) on a day; None where content has none: it is off.

    An account that was made up serves in a demo alone: real money would go to nobody.
    """
    held = [
        line
        for line in _accounts.get().get(agency, ())
        if (settings.HOABAN_TODAY or not line.synthetic)
        and line.valid_from <= on < (line.valid_to or date.max)
    ]
    return held[-1] if held else None
