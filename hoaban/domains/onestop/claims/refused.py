"""What keeps somebody from having a counter's dossier in the own account."""

from hoaban.core.refusals import Refusal


class NothingToClaim(Refusal):
    """Không có hồ sơ nào mang mã này mà số điện thoại đã khai là số của tài khoản này; hãy xem lại
    mã trên giấy tiếp nhận, hoặc hỏi Bộ phận Một cửa nếu đã khai số khác.
    """


class PhoneNotConfirmed(Refusal):
    """Tài khoản này chưa xác nhận số điện thoại nên chưa thêm được hồ sơ đã nộp tại quầy."""
