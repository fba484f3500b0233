"""The closed lists of the statistics: what is counted, and the figures that open."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Measure(StrEnum):
    """What is counted; each is a column of the kept sums.

    `OVERDUE` and `WAITING` are changes: from that day on one more dossier in progress is late, or
    waits for its applicant, or one less. Of what `ENDED` counts, the last measures say how it ended
    and what had broken its promise. `REFUSED` was never received. `HANDED_OUT` left an agency
    while it was open and is as many times `HANDED_IN` at another.
    """

    RECEIVED = "received"
    PROCESSED_BEFORE = "processed_before"
    PROCESSED_ON = "processed_on"
    PROCESSED_LATE = "processed_late"
    ENDED = "ended"
    OVERDUE = "overdue"
    WAITING = "waiting"
    ENDED_LATE = "ended_late"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    REFUSED = "refused"
    HANDED_OUT = "handed_out"
    HANDED_IN = "handed_in"


class Share(TextChoices):
    """The figures of a period that open to the dossiers behind them."""

    CARRIED_OVER = "carried_over", _("Kỳ trước chuyển sang")
    RECEIVED = "received", _("Tiếp nhận trong kỳ")
    HANDED_IN = "handed_in", _("Cơ quan khác chuyển đến")
    PROCESSED = "processed", _("Đã xử lý")
    PROCESSED_BEFORE = "processed_before", _("Xử lý trước hạn")
    PROCESSED_ON = "processed_on", _("Xử lý đúng hạn")
    PROCESSED_ON_TIME = "processed_on_time", _("Xử lý trước và đúng hạn")
    PROCESSED_LATE = "processed_late", _("Xử lý quá hạn")
    ENDED = "ended", _("Kết thúc khác")
    WITHDRAWN = "withdrawn", _("Công dân rút")
    STOPPED = "stopped", _("Dừng giải quyết")
    CLOSED = "closed", _("Đóng vì quá hạn chờ người nộp")
    ENDED_LATE = "ended_late", _("Kết thúc khác, đã quá hạn")
    HANDED_OUT = "handed_out", _("Chuyển cơ quan khác")
    IN_PROGRESS = "in_progress", _("Đang xử lý cuối kỳ")
    IN_PROGRESS_WITHIN = "in_progress_within", _("Đang xử lý, trong hạn")
    IN_PROGRESS_LATE = "in_progress_late", _("Đang xử lý, đã quá hạn")
    WAITING = "waiting", _("Đang chờ người nộp")
    REFUSED = "refused", pgettext_lazy("số liệu", "Từ chối tiếp nhận")
