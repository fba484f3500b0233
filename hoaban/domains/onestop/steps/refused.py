"""Refusals of the work inside the agency."""

from hoaban.core.refusals import Refusal


class NothingToUndo(Refusal):
    """Việc vừa làm với hồ sơ {code} đã báo cho người nộp hoặc đã lấy số nên không hoàn tác được.

    Nghị định 61/2018/NĐ-CP, Điều 21.
    """


class UndoTooLate(Refusal):
    """Đã quá lúc tự hoàn tác việc vừa làm với hồ sơ {code} (đến {until}); người đứng đầu cơ quan còn làm được và phải nêu lý do.

    Nghị định 61/2018/NĐ-CP, Điều 21.
    """  # noqa: E501


class NothingBefore(Refusal):
    """Hồ sơ {code} đang ở bước xử lý đầu tiên, không còn bước nào trước để trả lại.

    Thông tư 01/2018/TT-VPCP, Điều 8.
    """


class NotAColleague(Refusal):
    """Người được giao phải có vị trí phù hợp với bước này tại cơ quan giải quyết.

    Thông tư 01/2018/TT-VPCP, Điều 8.
    """


class HandedToOneself(Refusal):
    """Bước này của hồ sơ {code} đang do chính ông/bà giữ; hãy chọn người khác.

    Thông tư 01/2018/TT-VPCP, Điều 8.
    """


class NoDraftResult(Refusal):
    """Hồ sơ {code} chưa có dự thảo kết quả để trình ký.

    Thông tư 01/2018/TT-VPCP, Điều 8.
    """


class SignInstead(Refusal):
    """Bước này hoàn thành bằng việc ký kết quả hồ sơ {code}.

    Thông tư 01/2018/TT-VPCP, Điều 8.
    """
