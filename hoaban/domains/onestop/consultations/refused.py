"""Refusals of asking another agency."""

from hoaban.core.refusals import Refusal


class NoTimeToConsult(Refusal):
    """Hồ sơ {code} hẹn trả kết quả {due}: không còn ngày làm việc nào để cơ quan khác trả lời."""


class LimitAfterDue(Refusal):
    """Hạn trả lời ({until}) sau giờ hẹn trả kết quả hồ sơ {code} ({due}); hãy cho ít ngày hơn."""


class NotConsulted(Refusal):
    """Không lấy ý kiến cơ quan này được: cơ quan đang giải quyết hồ sơ, đang được lấy ý kiến, hoặc
    hôm nay không hoạt động dưới tên này.

    process.consultation
    """


class NothingAsked(Refusal):
    """Hồ sơ {code} không chờ ý kiến của cơ quan nào.

    process.consultation
    """


class OpinionMissing(Refusal):
    """Cần ghi nội dung lấy ý kiến, hoặc ý kiến trả lời, bằng lời.

    process.consultation
    """


class AlreadyAnswered(Refusal):
    """Cơ quan của bạn đã trả lời lấy ý kiến về hồ sơ {code}; không cần trả lời lần nữa.

    process.consultation
    """


class StillTimeToAnswer(Refusal):
    """{agency} còn được trả lời đến {until}; sau đó mới ghi nhận là không trả lời.

    process.consultation
    """


class ConsultationOpen(Refusal):
    """Hồ sơ {code} còn chờ ý kiến của: {agencies}. Hãy ghi nhận không trả lời hoặc thôi lấy ý kiến
    trước khi ký.

    process.consultation
    """
