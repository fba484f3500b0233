"""Refusals of what is brought in parts."""

from hoaban.core.refusals import Refusal


class OnePaperAwaited(Refusal):
    """Hồ sơ {code} chỉ còn thiếu một giấy tờ; hãy gửi cả phần bổ sung.

    supplement.request
    """


class PartBringsNothing(Refusal):
    """Cần có ít nhất một giấy tờ trong số còn phải nộp: {papers}.

    supplement.request
    """


class PartIsAll(Refusal):
    """Phần này đã đủ mọi giấy tờ còn phải nộp; hãy nộp cả phần bổ sung để cơ quan xem tiếp.

    supplement.request
    """
