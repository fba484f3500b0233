"""Refusals of results."""

from hoaban.core.refusals import Refusal


class FeeUnpaid(Refusal):
    """Hồ sơ {code} chưa nộp phí, lệ phí {amount} đồng nên chưa trả kết quả được.

    fees.payment
    """


class FindingMissing(Refusal):
    """Kết quả này phải ghi: {what}.

    result.return
    """


class NotReleased(Refusal):
    """Kết quả của hồ sơ {code} chưa chuyển ra quầy trả kết quả.

    result.return
    """


class NotGivenOutYet(Refusal):
    """Kết quả đang được chuyển đến nơi trả kết quả nên chưa tải được: khi có, cơ quan sẽ báo tin.

    result.return
    """


class ReceiverMissing(Refusal):
    """Cần ghi tên người nhận kết quả.

    result.receiver
    """


class WrongOutcome(Refusal):
    """Cần chọn kết quả giải quyết: đồng ý hoặc không đủ điều kiện.

    result.refusal
    """


class SignedAlone(Refusal):
    """Hồ sơ {code} do chính bạn thẩm tra và dự thảo nên phải do người khác ký."""


class NotAtSigning(Refusal):
    """Hồ sơ {code} chưa đến bước ký.

    process.internal
    """


class ResultWithdrawn(Refusal):
    """Kết quả số {symbol} đã bị cơ quan ban hành thu hồi: {reason}.

    documents.withdrawal
    """


class ResultNotSealed(Refusal):
    """Kết quả số {symbol} chưa đóng dấu cơ quan nên chưa chuyển ra quầy được: văn thư đóng dấu ở
    mục “Chờ đóng dấu” của Sổ văn bản đi.

    documents.sealing
    """


class WrongMethod(Refusal):
    """Cách trả kết quả phải là tại quầy, qua bưu chính, hoặc do người nộp tự tải trên Cổng dịch vụ
    công.

    result.return
    """


class DraftChanged(Refusal):
    """Dự thảo kết quả của hồ sơ {code} đã thay đổi từ khi bạn mở ra; hãy đọc lại rồi ký."""
