"""Refusals of the work inside the agency."""

from hoaban.core.refusals import Refusal


class NothingToUndo(Refusal):
    """Việc vừa làm với hồ sơ {code} đã báo cho người nộp hoặc đã lấy số nên không hoàn tác được."""


class UndoTooLate(Refusal):
    """Đã quá lúc tự hoàn tác việc vừa làm với hồ sơ {code} (đến {until}); người đứng đầu cơ quan
    còn làm được và phải nêu lý do.
    """


class NothingBefore(Refusal):
    """Hồ sơ {code} đang ở bước xử lý đầu tiên, không còn bước nào trước để trả lại.

    process.internal
    """


class NotAColleague(Refusal):
    """Người được giao phải có vị trí phù hợp với bước này tại cơ quan giải quyết.

    process.internal
    """


class HandedToOneself(Refusal):
    """Bước này của hồ sơ {code} đang do chính bạn giữ; hãy chọn người khác."""


class NobodyElse(Refusal):
    """Cơ quan đang giữ hồ sơ {code} không có ai khác giữ vai trò của bước này để giao."""


class NoDraftResult(Refusal):
    """Hồ sơ {code} chưa có dự thảo kết quả để trình ký.

    process.internal
    """


class SignInstead(Refusal):
    """Bước này hoàn thành bằng việc ký kết quả hồ sơ {code}.

    process.internal
    """
