"""Reads what a provider says of a payment, whatever way it came."""

from collections.abc import Mapping
from datetime import datetime

from hoaban.core import clock, typed
from hoaban.gateways.payments.contract import NotAConfirmation, Said

LONGEST, MOST = 80, 10**12  # letters of a number, VND


def read(
    message: Mapping[str, str], agency: str, *, provider: str, is_numbered_once: bool = False
) -> Said:
    """As the contract says."""
    number = typed.text(message.get("number", "")).strip()
    if not 0 < len(number) <= LONGEST:
        raise NotAConfirmation(what="thiếu số giao dịch")
    amount = message.get("amount", "")
    if not (amount.isascii() and amount.isdecimal()) or not 0 < int(amount[:20]) < MOST:
        raise NotAConfirmation(what="số tiền không đúng")
    try:
        paid_at = datetime.fromisoformat(message.get("paid_at", ""))
    except ValueError:
        raise NotAConfirmation(what="thời điểm không đúng") from None
    if paid_at.tzinfo is None:
        raise NotAConfirmation(what="thời điểm không có múi giờ")
    if not clock.is_countable(paid_at.date()):
        raise NotAConfirmation(what="thời điểm không đúng")
    memo = typed.text(message.get("memo", "")).strip()
    return Said(provider, agency, number, memo, int(amount), paid_at, is_numbered_once)
