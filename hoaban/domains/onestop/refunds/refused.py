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


class NothingPaidBack(Refusal):
    """Hồ sơ {code} chưa hoàn trả phí, lệ phí nên không có khoản hoàn trả nào để thu lại.

    fees.payment
    """


class RefundUnnamed(Refusal):
    """Hồ sơ {code} có nhiều phiếu hoàn trả: cần chọn khoản nào đã về lại.

    fees.payment
    """


class NothingToDecide(Refusal):
    """Hồ sơ {code} không có khoản phí, lệ phí nào chờ quyết định số tiền hoàn trả.

    fees.payment
    """


class RefundNotDecided(Refusal):
    """Số tiền hoàn trả của hồ sơ {code} còn chờ lãnh đạo duyệt.

    fees.payment
    """


class TooMuchBack(Refusal):
    """Số tiền hoàn trả từ {least} đến {paid} đồng đã nộp, không phải {given} đồng.

    fees.payment
    """
