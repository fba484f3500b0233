"""Refusals of refunds."""

from hoaban.core.refusals import Refusal


class NothingToRefund(Refusal):
    """Hồ sơ {code} không có khoản phí, lệ phí nào phải hoàn trả.

    fees.payment
    """


class RefundDecided(Refusal):
    """Việc hoàn trả phí, lệ phí của hồ sơ {code} đã được quyết định.

    fees.payment
    """


class WrongRefund(Refusal):
    """Số tiền phải hoàn trả là {owed} đồng, không phải {given} đồng.

    fees.payment
    """


class PayeeMissing(Refusal):
    """Cần ghi họ và tên người nhận tiền hoàn trả.

    fees.payment
    """


class AccountMissing(Refusal):
    """Hoàn trả bằng chuyển khoản thì cần ghi tài khoản nhận tiền.

    fees.payment
    """
