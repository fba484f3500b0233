"""Refusals of payments."""

from hoaban.core.refusals import Refusal


class WrongAmount(Refusal):
    """Số tiền phải thu là {asked} đồng, không phải {given} đồng.

    fees.payment
    """


class NothingToPay(Refusal):
    """Hồ sơ {code} không còn khoản phí, lệ phí nào phải nộp.

    fees.payment
    """
