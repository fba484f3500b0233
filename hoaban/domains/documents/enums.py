"""The closed lists of the room, and the names of what happens in it."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    DRAFT = "draft", _("Dự thảo")
    ISSUED = "issued", _("Đã ban hành, chờ ký số")
    SEALED = "sealed", _("Đã ký số")
    STAMPED = "stamped", _("Đã ký số và đóng dấu cơ quan")


class Sealing(TextChoices):
    """Who puts the agency's own signature beside that of the person [ND30/2020 Đ17]."""

    NONE = "none", _("Không")  # the person's signature alone
    AUTOMATIC = "auto", _("Tự động ngay sau khi ký")
    CLERK = "clerk", _("Văn thư đóng dấu")


class Event(StrEnum):
    DRAFTED = "documents.drafted"
    REVISED = "documents.revised"
    HANDED_OVER = "documents.handed_over"
    ISSUED = "documents.issued"
    WANTED = "documents.wanted"
    SEALED = "documents.sealed"
    SEAL_PUT = "documents.seal_put"
    STAMPED = "documents.stamped"
    VIEWED = "documents.viewed"
    RELEASED = "documents.released"
    WITHDRAWN = "documents.withdrawn"
    REPLACED = "documents.replaced"


TITLES = {
    Event.DRAFTED: _("Soạn dự thảo"),
    Event.REVISED: _("Sửa dự thảo"),
    Event.HANDED_OVER: _("Chuyển dự thảo cho cơ quan tiếp tục giải quyết"),
    Event.ISSUED: _("Ký ban hành, lấy số và ngày"),
    Event.WANTED: _("Yêu cầu dựng tệp ký số"),
    Event.SEALED: _("Đã ký số tệp PDF/A"),
    Event.SEAL_PUT: _("Cho đóng dấu cơ quan"),
    Event.STAMPED: _("Đã đóng dấu cơ quan bằng chữ ký số thứ hai"),
    Event.VIEWED: _("Xem văn bản"),
    Event.RELEASED: _("Gửi cho người nhận"),
    Event.WITHDRAWN: pgettext_lazy("diễn biến", "Thu hồi"),
    Event.REPLACED: pgettext_lazy("diễn biến", "Thay bằng văn bản khác"),
}
