"""Refusals of messages about a dossier."""

from hoaban.core.refusals import Refusal


class MessagesClosed(Refusal):
    """Hồ sơ {code} đã kết thúc quá {days} ngày nên không nhắn thêm được. Việc mới, bạn hỏi trực
    tiếp nơi nhận hồ sơ.

    dossier.messages
    """


class TooManyMessages(Refusal):
    """Hồ sơ {code} đã có {most} tin nhắn từ phía này. Bạn hỏi trực tiếp nơi nhận hồ sơ.

    dossier.messages
    """


class MessageEmpty(Refusal):
    """Tin nhắn chưa có nội dung.

    dossier.messages
    """
