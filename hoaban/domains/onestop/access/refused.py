"""Refusals of looking at a case."""

from hoaban.core.refusals import Refusal


class SilenceRecorded(Refusal):
    """Hồ sơ {code} không còn chờ ý kiến của {agency}: {until} là hạn trả lời, {at} cơ quan hỏi đã
    ghi nhận là không trả lời.

    process.consultation
    """


class QuestionTakenBack(Refusal):
    """Hồ sơ {code} không còn chờ ý kiến của {agency}: {at} cơ quan hỏi đã thôi lấy ý kiến.

    process.consultation
    """
