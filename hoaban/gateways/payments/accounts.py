"""The account into which an agency is paid on a day: the province's `accounts.csv`."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from django.conf import settings
from pydantic import field_validator

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.core.people import names
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


def numbers(agencies: Collection[str]) -> frozenset[str]:
    """The accounts that these agencies (codes) had on whatever day."""
    held = _accounts.get()
    return frozenset(line.account for code in agencies for line in held.get(code, ()))


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


def named_above(rows: Sequence[Sequence[str]], before: int) -> str:
    """The account of which a statement says above its headings (the row `before`) that it is; its
    letters and figures, empty where it names none.
    """
    for row in rows[:before]:
        for at, cell in enumerate(row):
            found = _ACCOUNT.search(names.fold(cell))
            if found is None or any(word in names.fold(cell) for word in NOT_OWN):
                continue
            beside = next((one for one in row[at + 1 :] if one), "")
            for said in (cell.partition(":")[2], cell, beside):
                if number := _ACCOUNT_NUMBER.search(said):
                    return _plain(number[0])
    return ""


def is_account(named: str, known: str) -> bool:
    """Whether an account as a statement names it is one that is known; of one that is written with
    its middle hidden what is shown must fit.
    """
    shown = [part for part in re.split(r"[X*]+", named.upper()) if part]
    if len(shown) == 1 and shown[0] == named.upper():
        return named.upper() == known.upper()
    own = known.upper()
    begins, ends = named[:1].upper() not in HIDDEN, named[-1:].upper() not in HIDDEN
    fits = (not begins or own.startswith(shown[0])) and (not ends or own.endswith(shown[-1]))
    return bool(shown) and fits


HIDDEN = frozenset("X*")


NOT_OWN = ("doi ung", "counter", "beneficiary", "thu huong")


_ACCOUNT = re.compile(r"\b(?:so tai khoan|tai khoan|so tk|stk|account|acct|a c)\b")


_ACCOUNT_NUMBER = re.compile(
    r"(?<![0-9A-Za-z*])(?:(?=[*xX .-]*[0-9])[0-9*xX](?:[ .-]?[0-9*xX]){5,24}"
    r"|(?=[0-9A-Z*]*[0-9])[0-9A-Z*]{6,25})(?![0-9A-Za-z*])"
)


def _plain(written: str) -> str:
    return "".join(one for one in written if one.isalnum() or one == "*")
