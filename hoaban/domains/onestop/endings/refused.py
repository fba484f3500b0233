"""Refusals of other ends."""

from hoaban.core.refusals import Refusal


class StillTimeToPay(Refusal):
    """Người nộp hồ sơ {code} còn thời gian nộp khoản đã thông báo đến {until}."""


class RefundUndecided(Refusal):
    """Hồ sơ {code} đã thu phí, lệ phí: cần ghi hoàn trả hay không hoàn trả cho người nộp.

    dossier.refund
    """


class RefusedNotClosed(Refusal):
    """Hồ sơ {code} chưa được tiếp nhận: hết thời gian hoàn thiện thì lập phiếu từ chối tiếp nhận,
    không đóng hồ sơ.

    reception.refusal
    """
