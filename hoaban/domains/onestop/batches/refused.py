"""Why nothing of a batch is printed."""

from hoaban.core.refusals import Refusal


class NoReceiptToPrint(Refusal):
    """Chưa chọn hồ sơ nào đã được cấp giấy tiếp nhận và hẹn trả kết quả."""
