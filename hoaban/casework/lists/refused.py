"""Refusals of saved views."""

from hoaban.core.refusals import Refusal


class ViewNameTaken(Refusal):
    """Bạn đã có bộ lọc tên “{name}”; hãy đặt tên khác."""


class TooManyViews(Refusal):
    """Mỗi vị trí giữ được {most} bộ lọc; hãy xóa bớt một bộ lọc rồi lưu lại."""


class ViewGone(Refusal):
    """Bộ lọc này không còn: có thể vừa được xóa ở thẻ khác của trình duyệt."""
