"""Refusals of what a citizen keeps for the next forms."""

from hoaban.core.refusals import Refusal


class TooManyKept(Refusal):
    """Đã giữ {most} người; hãy xóa bớt trước khi thêm."""


class KeptAlready(Refusal):
    """Đã giữ “{name}” ({relation}) rồi; hãy mở mục đó để sửa, không thêm lần nữa."""


class OnlyCitizensKeep(Refusal):
    """Cần đăng nhập bằng tài khoản công dân để giữ thông tin cho lần sau."""
