"""Refusals of results."""

from hoaban.core.refusals import Refusal


class FeeUnpaid(Refusal):
    """Hồ sơ {code} chưa nộp phí, lệ phí {amount} đồng nên chưa trả kết quả được.

    Nghị định 61/2018/NĐ-CP, Điều 22.
    """

    def __init__(self, *, code: str | None, amount: int) -> None:
        super().__init__(code=code, amount=f"{amount:,}".replace(",", "."))


class FindingMissing(Refusal):
    """Kết quả này phải ghi: {what}.

    Nghị định 61/2018/NĐ-CP, Điều 20.
    """


class NotReleased(Refusal):
    """Kết quả của hồ sơ {code} chưa chuyển ra Bộ phận Một cửa.

    Nghị định 61/2018/NĐ-CP, Điều 20.
    """


class ReceiverMissing(Refusal):
    """Cần ghi tên người nhận kết quả.

    Nghị định 61/2018/NĐ-CP, Điều 6 khoản 2.
    """


class WrongOutcome(Refusal):
    """Cần chọn kết quả giải quyết: đồng ý hoặc không đủ điều kiện.

    Nghị định 61/2018/NĐ-CP, Điều 19 khoản 8.
    """


class SignedAlone(Refusal):
    """Hồ sơ {code} do chính ông/bà thẩm tra và dự thảo nên phải do người khác ký.

    Nghị định 61/2018/NĐ-CP, Điều 19; Thông tư 01/2018/TT-VPCP, Điều 8.
    """


class NotAtSigning(Refusal):
    """Hồ sơ {code} chưa đến bước ký.

    Thông tư 01/2018/TT-VPCP, Điều 8.
    """


class ResultWithdrawn(Refusal):
    """Kết quả số {symbol} đã bị cơ quan ban hành thu hồi: {reason}.

    Nghị định 30/2020/NĐ-CP, Điều 18.
    """


class WrongMethod(Refusal):
    """Cách trả kết quả phải là tại quầy, qua bưu chính, hoặc do người nộp tự tải trên Cổng dịch vụ công.

    Nghị định 61/2018/NĐ-CP, Điều 20.
    """  # noqa: E501
