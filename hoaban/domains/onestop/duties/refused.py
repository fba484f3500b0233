"""Refusals of financial obligations."""

from hoaban.core.refusals import Refusal


class DutyUnsaid(Refusal):
    """Cần ghi số, ngày của thông báo và số tiền phải nộp để người nộp biết nộp khoản nào.

    duty.payment
    """


class EvidenceMissing(Refusal):
    """Cần ghi số, ngày của chứng từ nộp tiền.

    duty.payment
    """


class FeeNotOwed(Refusal):
    """Hồ sơ {code} không còn phí, lệ phí chưa nộp nên không có gì để chờ.

    duty.payment
    """


class FeeStillOwed(Refusal):
    """Phí, lệ phí của hồ sơ {code} chưa nộp; khi thu phí, thời hạn tự được tính tiếp.

    duty.payment
    """
