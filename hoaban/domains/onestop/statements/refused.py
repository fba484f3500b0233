"""Refusals of statements."""

from hoaban.core.refusals import Refusal


class ColumnsUnknown(Refusal):
    """Không thấy dòng tiêu đề: sao kê cần các cột ngày giao dịch, số tiền ghi có, nội dung."""


class StatementOfAnother(Refusal):
    """Sao kê này ghi tài khoản {account}, không phải tài khoản nhận phí của cơ quan bạn. Chưa ghi
    nhận dòng nào.
    """
