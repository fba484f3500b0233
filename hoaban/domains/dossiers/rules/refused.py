"""Every "no" a dossier can meet, in the words the person reads."""

from hoaban.core.refusals import Refusal


class WrongState(Refusal):
    """Hồ sơ {code} đang ở trạng thái “{state}” nên không thể {action}.

    Nghị định 61/2018/NĐ-CP, Điều 17 và Điều 19.
    """


class NotYourStep(Refusal):
    """Bước này của hồ sơ {code} đã giao cho người khác.

    Nghị định 61/2018/NĐ-CP, Điều 19; Thông tư 01/2018/TT-VPCP, Điều 8.
    """


class NotYourTurn(Refusal):
    """Hồ sơ {code} đang ở bước của vị trí khác, không phải bước của ông/bà.

    Thông tư 01/2018/TT-VPCP, Điều 8.
    """


class SupplementAlreadyAsked(Refusal):
    """Hồ sơ {code} đã được yêu cầu bổ sung một lần ở giai đoạn này; lần nữa phải do người đứng đầu cơ quan yêu cầu và nêu lý do.

    Nghị định 61/2018/NĐ-CP, Điều 11 khoản 2 và Điều 15 khoản 3.
    """  # noqa: E501


class SupplementTooLate(Refusal):
    """Đã quá hạn yêu cầu bổ sung hồ sơ {code} (hạn cuối {until}).

    Nghị định 61/2018/NĐ-CP, Điều 19 khoản 4.
    """


class NothingToSupply(Refusal):
    """Phiếu yêu cầu phải nêu ít nhất một giấy tờ cần bổ sung và việc cần làm với giấy tờ đó.

    Nghị định 61/2018/NĐ-CP, Điều 15 khoản 3 và Điều 17 khoản 1.
    """


class ReasonMissing(Refusal):
    """Cần ghi rõ lý do bằng lời để người nộp hồ sơ hiểu.

    Nghị định 61/2018/NĐ-CP, Điều 17 khoản 1.
    """


class AlreadyExtended(Refusal):
    """Hồ sơ {code} đã được hẹn lại một lần; pháp luật chỉ cho phép hẹn lại một lần.

    Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9.
    """


class ExtensionTooLate(Refusal):
    """Đã quá thời điểm được gửi văn bản xin lỗi và hẹn lại cho hồ sơ {code} (chậm nhất {until}).

    Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9.
    """


class NewDateNotLater(Refusal):
    """Ngày hẹn mới phải sau thời điểm đã hẹn ({due}).

    Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9.
    """


class StillTimeToSupply(Refusal):
    """Người nộp hồ sơ {code} còn thời gian bổ sung đến {until}.

    Nghị định 61/2018/NĐ-CP, Điều 15 khoản 3.
    """


class PaperMissing(Refusal):
    """Hồ sơ còn thiếu giấy tờ: {papers}.

    Nghị định 61/2018/NĐ-CP, Điều 17 khoản 1.
    """


class NotFiledThere(Refusal):
    """Cơ quan đã chọn không tiếp nhận thủ tục này vào ngày {on}.

    Nghị định 61/2018/NĐ-CP, Điều 14.
    """


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


class OnlyCitizensDraft(Refusal):
    """Cần đăng nhập bằng tài khoản công dân để soạn hồ sơ trực tuyến.

    Nghị định 61/2018/NĐ-CP, Điều 16.
    """


class NotOnline(Refusal):
    """Thủ tục này chưa nhận hồ sơ trực tuyến; xin mời nộp tại Bộ phận Một cửa.

    Nghị định 43/2011/NĐ-CP, Điều 3; Nghị định 61/2018/NĐ-CP, Điều 16.
    """


class HandedToOneself(Refusal):
    """Bước này của hồ sơ {code} đang do chính ông/bà giữ; hãy chọn người khác.

    Thông tư 01/2018/TT-VPCP, Điều 8.
    """
