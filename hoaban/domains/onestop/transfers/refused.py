"""Refusals of online payments."""

from hoaban.core.refusals import Refusal


class ColumnsUnknown(Refusal):
    """Không thấy dòng tiêu đề: sao kê cần các cột ngày giao dịch, số tiền ghi có, nội dung."""


class NotPaidOnline(Refusal):
    """Cơ quan này chưa có cách nhận phí, lệ phí trực tuyến; hãy nộp tại nơi nhận hồ sơ.

    fees.payment
    """
