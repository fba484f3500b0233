"""Refusals of what the counter says is missing."""

from hoaban.core.refusals import Refusal


class LackingNotAsked(Refusal):
    """Chỉ báo thiếu những giấy tờ đã nêu trong phiếu yêu cầu bổ sung.

    supplement.once
    """


class NothingSentYet(Refusal):
    """Người nộp chưa nộp lại hồ sơ {code} theo phiếu yêu cầu nào; hãy lập phiếu yêu cầu hoàn thiện.

    supplement.before
    """
