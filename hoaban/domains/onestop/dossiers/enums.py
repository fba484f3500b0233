"""The closed lists of dossiers: states, clocks, channels, and the names of what happens to them."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Where the business stands. The clock, the money and the delivery are states of their own."""

    SUBMITTED = "submitted", _("Mới nộp, chờ kiểm tra")
    AWAITING_COMPLETION = "awaiting_completion", _("Chờ hoàn thiện trước khi tiếp nhận")
    REFUSED = "refused", _("Không được tiếp nhận")
    RECEIVED = "received", _("Đã tiếp nhận")
    IN_PROCESS = "in_process", _("Đang xử lý")
    AWAITING_SUPPLEMENT = "awaiting_supplement", _("Chờ bổ sung giấy tờ")
    DONE = "done", _("Đã có kết quả")
    RETURNED = "returned", _("Đã trả kết quả")
    WITHDRAWN = "withdrawn", _("Công dân rút hồ sơ")
    STOPPED = "stopped", _("Dừng xử lý")
    CLOSED = "closed", _("Đóng vì không bổ sung")


# What the applicant reads of a state, and the states in which something is asked of them.
STATES: dict[str, str | Promise] = {
    State.SUBMITTED: _("Đã gửi, cơ quan đang kiểm tra"),
    State.AWAITING_COMPLETION: _("Cần bạn bổ sung để được tiếp nhận"),
    State.REFUSED: _("Không được tiếp nhận"),
    State.RECEIVED: _("Đã tiếp nhận, đang giải quyết"),
    State.IN_PROCESS: _("Đang giải quyết"),
    State.AWAITING_SUPPLEMENT: _("Cần bạn bổ sung giấy tờ"),
    State.DONE: _("Đã có kết quả"),
    State.RETURNED: _("Đã trả kết quả"),
    State.WITHDRAWN: _("Bạn đã rút hồ sơ"),
    State.STOPPED: _("Dừng giải quyết"),
    State.CLOSED: _("Đã đóng vì không bổ sung"),
}
YOURS = frozenset({State.AWAITING_COMPLETION, State.AWAITING_SUPPLEMENT})


class Money(TextChoices):
    NONE = "none", _("Không thu phí, lệ phí")
    ASKED = "asked", _("Chưa nộp phí, lệ phí")
    PAID = "paid", _("Đã nộp phí, lệ phí")


class Delivery(TextChoices):
    """Of the result: not there yet, waiting for the citizen, in the citizen's hands."""

    NOTHING = "nothing", _("Chưa có kết quả")
    READY = "ready", _("Chờ công dân nhận")
    HANDED = "handed", _("Đã trao")


class Outcome(TextChoices):
    NONE = "", _("Chưa có")
    POSITIVE = "positive", _("Đồng ý giải quyết")
    NEGATIVE = "negative", _("Không đủ điều kiện giải quyết")


class Method(StrEnum):
    """How the result reaches the citizen."""

    COUNTER = "counter"
    POST = "post"
    PORTAL = "portal"


class Who(StrEnum):
    """Whose turn it is, in the words a rule may use."""

    CLERK = "clerk"
    SPECIALIST = "specialist"
    LEADER = "leader"
    CITIZEN = "citizen"
    PARTNER = "partner"
    SYSTEM = "system"
    NOBODY = ""


OTHER_PAPERS = "supplement"  # the component of papers asked for by a name that the list lacks


class Stage(TextChoices):
    """When a supplement is asked: the law allows one request at each stage."""

    BEFORE = "before", _("Trước khi tiếp nhận")
    AFTER = "after", _("Sau khi tiếp nhận")


class Event(StrEnum):
    """What the journal says happened to a dossier."""

    SUBMITTED = "dossiers.submitted"
    RECEIVED = "dossiers.received"
    COMPLETION_ASKED = "dossiers.completion_asked"
    COMPLETED = "dossiers.completed"
    REFUSED = "dossiers.refused"
    FEE_PAID = "dossiers.fee_paid"
    TRANSFERRED = "dossiers.transferred"
    ASSIGNED = "dossiers.assigned"
    STEP_DONE = "dossiers.step_done"
    HANDED_ON = "dossiers.handed_on"
    STEP_RETURNED = "dossiers.step_returned"
    SUPPLEMENT_ASKED = "dossiers.supplement_asked"
    SUPPLIED = "dossiers.supplied"
    CONSULTED = "dossiers.consulted"
    CONSULTATION_ANSWERED = "dossiers.consultation_answered"
    SILENCE_RECORDED = "dossiers.silence_recorded"
    CONSULTATION_WITHDRAWN = "dossiers.consultation_withdrawn"
    EXTENDED = "dossiers.extended"
    CORRECTED = "dossiers.corrected"
    RESULT_DRAFTED = "dossiers.result_drafted"
    SIGNED = "dossiers.signed"
    RELEASED = "dossiers.released"
    HANDED_OVER = "dossiers.handed_over"
    WITHDRAWN = "dossiers.withdrawn"
    STOPPED = "dossiers.stopped"
    CLOSED = "dossiers.closed"
    UNDONE = "dossiers.undone"
    SHEET_ISSUED = "dossiers.sheet_issued"
    DRAFT_KEPT = "dossiers.draft_kept"
    DRAFT_DROPPED = "dossiers.draft_dropped"
    DRAFT_EXPIRED = "dossiers.draft_expired"
    VIEWED = "dossiers.viewed"


# What the timeline calls each event. Events without words are the archive's alone.
EVENT_WORDS = {
    Event.SUBMITTED: pgettext_lazy("diễn biến", "Nộp hồ sơ"),
    Event.RECEIVED: _("Tiếp nhận hồ sơ, hẹn ngày trả kết quả"),
    Event.COMPLETION_ASKED: _("Yêu cầu hoàn thiện trước khi tiếp nhận"),
    Event.COMPLETED: _("Nộp lại hồ sơ"),
    Event.REFUSED: pgettext_lazy("diễn biến", "Từ chối tiếp nhận"),
    Event.FEE_PAID: pgettext_lazy("diễn biến", "Thu phí, lệ phí"),
    Event.TRANSFERRED: _("Chuyển bộ phận xử lý"),
    Event.ASSIGNED: pgettext_lazy("diễn biến", "Phân công"),
    Event.STEP_DONE: pgettext_lazy("diễn biến", "Hoàn thành bước"),
    Event.HANDED_ON: _("Chuyển người khác xử lý"),
    Event.STEP_RETURNED: pgettext_lazy("diễn biến", "Trả lại bước trước"),
    Event.SUPPLEMENT_ASKED: _("Yêu cầu bổ sung, tạm dừng thời hạn"),
    Event.SUPPLIED: _("Nhận bổ sung, tính lại thời hạn"),
    Event.CONSULTED: pgettext_lazy("diễn biến", "Lấy ý kiến cơ quan khác"),
    Event.CONSULTATION_ANSWERED: _("Cơ quan được lấy ý kiến trả lời"),
    Event.SILENCE_RECORDED: _("Ghi nhận không trả lời trong thời hạn"),
    Event.CONSULTATION_WITHDRAWN: pgettext_lazy("diễn biến", "Thôi lấy ý kiến"),
    Event.EXTENDED: _("Xin lỗi và hẹn lại"),
    Event.CORRECTED: pgettext_lazy("diễn biến", "Sửa nội dung khai"),
    Event.RESULT_DRAFTED: pgettext_lazy("diễn biến", "Dự thảo kết quả"),
    Event.SIGNED: pgettext_lazy("diễn biến", "Ký kết quả"),
    Event.RELEASED: _("Chuyển kết quả ra Bộ phận Một cửa"),
    Event.HANDED_OVER: pgettext_lazy("diễn biến", "Trả kết quả"),
    Event.WITHDRAWN: pgettext_lazy("diễn biến", "Rút hồ sơ"),
    Event.STOPPED: pgettext_lazy("diễn biến", "Dừng xử lý"),
    Event.CLOSED: _("Đóng hồ sơ vì không bổ sung"),
    Event.UNDONE: pgettext_lazy("diễn biến", "Hoàn tác việc vừa làm"),
    Event.SHEET_ISSUED: pgettext_lazy("diễn biến", "Lập phiếu kiểm soát"),
}

# What the applicant reads of it; how an office divides its work is its own.
TOLD = frozenset(
    {
        Event.SUBMITTED,
        Event.RECEIVED,
        Event.COMPLETION_ASKED,
        Event.COMPLETED,
        Event.REFUSED,
        Event.FEE_PAID,
        Event.TRANSFERRED,
        Event.STEP_DONE,
        Event.CORRECTED,
        Event.UNDONE,
        Event.SUPPLEMENT_ASKED,
        Event.SUPPLIED,
        Event.EXTENDED,
        Event.SIGNED,
        Event.RELEASED,
        Event.HANDED_OVER,
        Event.WITHDRAWN,
        Event.STOPPED,
        Event.CLOSED,
    }
)

# What each form of a circular is called, by what it is for.
FORM_WORDS = {
    "receipt": _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    "supplement": _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    "refusal": _("Phiếu từ chối tiếp nhận hồ sơ"),
    "extension": _("Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
    "stop": _("Thông báo dừng giải quyết hồ sơ"),
    "control": _("Phiếu kiểm soát quá trình giải quyết hồ sơ"),
}

# What may be taken back: it has told nobody outside and taken no number.
UNDOABLE = frozenset(
    {
        Event.FEE_PAID,
        Event.TRANSFERRED,
        Event.STEP_DONE,
        Event.STEP_RETURNED,
        Event.HANDED_ON,
    }
)
