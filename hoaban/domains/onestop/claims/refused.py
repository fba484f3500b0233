"""What keeps somebody from having a counter's dossier in the own account."""

from hoaban.core.refusals import Refusal


class NothingToClaim(Refusal):
    """Không có hồ sơ nào mang mã này mà điều đã khai khi nộp khớp với tài khoản này; hãy xem lại mã
    trên giấy tiếp nhận, số giấy tờ vừa ghi, hoặc hỏi nơi tiếp nhận nếu đã khai khác.
    """


class NothingConfirmed(Refusal):
    """Tài khoản này chưa xác nhận số điện thoại hay thư điện tử: hãy ghi thêm số giấy tờ đã khai
    khi nộp, với mã tra cứu trên giấy tiếp nhận.
    """
