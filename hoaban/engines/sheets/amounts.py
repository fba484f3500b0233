"""Sums of money as the tables of others write them, such as the statements of banks. Pure text."""

import re

from hoaban.core import figures
from hoaban.core.refusals import Refusal

_CURRENCY = re.compile(r"(?:VND|VNĐ|₫|đ)", re.IGNORECASE)
_DEBIT_BEHIND = re.compile(r"\s*(?:DR|D|-)$", re.IGNORECASE)
CREDIT_BEHIND = re.compile(r"\s*(?:CR|C|\+)$", re.IGNORECASE)
_NO_PART = re.compile(r"(?<=\d)[.,]0{1,2}$")


def signed(text: str) -> int | None:
    """Whole VND: below 0 what went out, 0 an empty cell; None for what is no sum."""
    given = _CURRENCY.sub("", text).strip()
    if given in {"", "-"}:
        return 0
    if given.startswith("(") and given.endswith(")"):
        given = f"-{given[1:-1]}"
    goes = given.startswith("-") or bool(_DEBIT_BEHIND.search(given))
    bare = CREDIT_BEHIND.sub("", _DEBIT_BEHIND.sub("", given)).lstrip("+-").strip()
    try:
        whole = figures.whole(_NO_PART.sub("", bare))
    except Refusal:
        return None
    return -whole if goes else whole
