"""The closed lists of the room, and the names of what happens in it."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    DRAFT = "draft", _("Dự thảo")
    ISSUED = "issued", _("Đã ban hành, chờ ký số")
    SEALED = "sealed", _("Đã ký số")


class Event(StrEnum):
    DRAFTED = "documents.drafted"
    REVISED = "documents.revised"
    ISSUED = "documents.issued"
    WANTED = "documents.wanted"
    SEALED = "documents.sealed"
    VIEWED = "documents.viewed"
    RELEASED = "documents.released"
    WITHDRAWN = "documents.withdrawn"


TITLES = {
    Event.DRAFTED: _("Soạn dự thảo"),
    Event.REVISED: _("Sửa dự thảo"),
    Event.ISSUED: _("Ký ban hành, lấy số và ngày"),
    Event.WANTED: _("Yêu cầu dựng tệp ký số"),
    Event.SEALED: _("Đã ký số tệp PDF/A"),
    Event.VIEWED: _("Xem văn bản"),
    Event.RELEASED: _("Gửi cho người nhận"),
    Event.WITHDRAWN: pgettext_lazy("diễn biến", "Thu hồi"),
}
