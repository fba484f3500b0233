"""Refusals about money that left an account."""

from hoaban.core.refusals import Refusal


class NothingTakenBack(Refusal):
    """Hồ sơ {code} không có khoản nộp {amount} đồng nào mà ngân hàng có thể thu hồi.

    fees.payment
    """


class DebitSettledAlready(Refusal):
    """Khoản tiền ra này đã xử lý xong lúc {when}: {nature}.

    fees.payment
    """
