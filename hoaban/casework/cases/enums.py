"""Closed lists of every case: its legal clock, its punctuality, who takes part."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Clock(TextChoices):
    """The legal clock, apart from the business state."""

    IDLE = "idle", _("Chưa tính thời hạn")
    RUNNING = "running", _("Đang tính thời hạn")
    PAUSED = "paused", _("Tạm dừng tính thời hạn")
    ENDED = "ended", _("Đã kết thúc thời hạn")


class Punctuality(TextChoices):
    """How the first result stands to the due moment; `before` is before its half-day."""

    BEFORE = "before", _("Trước hạn")
    ON = "on", _("Đúng hạn")
    LATE = "late", _("Quá hạn")


class Part(TextChoices):
    """What an agency has to do with a case; it says what the agency sees and may do."""

    OWNS = "owns", _("Tiếp nhận và giải quyết")
    RECEIVES = "receives", _("Tiếp nhận")
    DECIDES = "decides", _("Giải quyết")
    CONSULTED = "consulted", _("Được lấy ý kiến")
    FORMER = "former", _("Đã chuyển đi")  # it answers for what it did, and may do nothing


# The agency gives the case its number and its place in the figures.
RECEIVING = (Part.OWNS, Part.RECEIVES)
DECIDING = (Part.OWNS, Part.DECIDES)
# The case is another agency's.
ELSEWHERE = (Part.DECIDES, Part.CONSULTED, Part.FORMER)
