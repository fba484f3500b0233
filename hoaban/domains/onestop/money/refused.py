"""Refusals of payments."""

from hoaban.core.refusals import Refusal


class WrongAmount(Refusal):
    """Số tiền phải thu là {asked} đồng, không phải {given} đồng.

    Nghị định 61/2018/NĐ-CP, Điều 22.
    """


class NothingToPay(Refusal):
    """Hồ sơ {code} không còn khoản phí, lệ phí nào phải nộp.

    Nghị định 61/2018/NĐ-CP, Điều 22.
    """
