"""The closed lists of dossiers: states, clocks, channels, and the names of what happens to them."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoaban.gateways.payments import enums as payments


class State(TextChoices):
    """Where the business stands. The clock, the money and the delivery are states of their own."""

    SUBMITTED = "submitted", _("Mới nộp, chờ kiểm tra")
    AWAITING_COMPLETION = "awaiting_completion", _("Chờ hoàn thiện trước khi tiếp nhận")
    REFUSED = "refused", _("Không được tiếp nhận")
    RECEIVED = "received", _("Đã tiếp nhận")
    IN_PROCESS = "in_process", _("Đang xử lý")
    SUPPLEMENT_PROPOSED = "supplement_proposed", _("Chờ duyệt yêu cầu bổ sung")
    AWAITING_SUPPLEMENT = "awaiting_supplement", _("Chờ bổ sung giấy tờ")
    SUPPLEMENT_SENT = "supplement_sent", _("Chờ kiểm tra giấy tờ bổ sung")
    AWAITING_PAYMENT = "awaiting_payment", _("Chờ thực hiện nghĩa vụ tài chính")
    DONE = "done", _("Đã có kết quả")
    RETURNED = "returned", _("Đã trả kết quả")
    WITHDRAWN = "withdrawn", _("Công dân rút hồ sơ")
    STOPPED = "stopped", _("Dừng xử lý")
    CLOSED = "closed", _("Đóng vì quá hạn chờ người nộp")
    REVOKED = "revoked", _("Kết quả đã bị thu hồi")


# What the applicant reads of a state, and the states in which something is asked of them.
STATES: dict[str, str | Promise] = {
    State.SUBMITTED: _("Đã gửi, cơ quan đang kiểm tra"),
    State.AWAITING_COMPLETION: _("Cần bạn bổ sung để được tiếp nhận"),
    State.REFUSED: _("Không được tiếp nhận"),
    State.RECEIVED: _("Đã tiếp nhận, đang giải quyết"),
    State.IN_PROCESS: _("Đang giải quyết"),
    State.SUPPLEMENT_PROPOSED: _("Đang giải quyết"),
    State.AWAITING_SUPPLEMENT: _("Cần bạn bổ sung giấy tờ"),
    State.SUPPLEMENT_SENT: _("Đã gửi bổ sung, cơ quan đang kiểm tra"),
    State.AWAITING_PAYMENT: _("Cần bạn nộp khoản đã thông báo"),
    State.DONE: _("Đã có kết quả"),
    State.RETURNED: _("Đã trả kết quả"),
    State.WITHDRAWN: _("Bạn đã rút hồ sơ"),
    State.STOPPED: _("Dừng giải quyết"),
    State.CLOSED: _("Đã đóng vì quá hạn chờ"),
    State.REVOKED: _("Kết quả đã bị thu hồi"),
}
# What anyone with the code reads where it is not under way: nothing of what was asked, nor why.
TRACKED: dict[str, str | Promise] = {
    State.AWAITING_COMPLETION: _(
        "Hồ sơ cần được hoàn thiện rồi mới được tiếp nhận. Đăng nhập hoặc xem phiếu yêu cầu để "
        "biết cần gì, rồi gửi trên cổng hoặc mang đến nơi nhận hồ sơ."
    ),
    State.REFUSED: _("Hồ sơ không được tiếp nhận. Lý do ghi trong phiếu từ chối gửi người nộp."),
    State.AWAITING_SUPPLEMENT: _(
        "Hồ sơ đang chờ giấy tờ bổ sung. Đăng nhập hoặc xem phiếu yêu cầu để biết cần gì, rồi gửi "
        "trên cổng hoặc mang đến nơi nhận hồ sơ."
    ),
    State.AWAITING_PAYMENT: _(
        "Hồ sơ đang chờ người nộp thực hiện nghĩa vụ tài chính. Đăng nhập hoặc xem thông báo để "
        "biết số tiền và nơi nộp."
    ),
    State.WITHDRAWN: _("Người nộp đã rút hồ sơ. Hồ sơ không được giải quyết tiếp."),
    State.STOPPED: _("Cơ quan đã dừng giải quyết hồ sơ. Lý do đã được báo cho người nộp."),
    State.CLOSED: _(
        "Hồ sơ đã đóng vì quá hạn chờ mà chưa có giấy tờ bổ sung, hoặc chưa có chứng từ nộp tiền. "
        "Có thể nộp lại như một hồ sơ mới."
    ),
    State.REVOKED: _("Cơ quan đã thu hồi kết quả của hồ sơ này. Lý do đã được báo cho người nộp."),
}
SUPPLYING = frozenset({State.AWAITING_COMPLETION, State.AWAITING_SUPPLEMENT})
YOURS = SUPPLYING | {State.AWAITING_PAYMENT}


class Money(TextChoices):
    NONE = "none", _("Không thu phí, lệ phí")
    ASKED = "asked", _("Chưa nộp phí, lệ phí")
    PAID = "paid", _("Đã nộp phí, lệ phí")
    OWED = "owed", _("Phải hoàn trả phí, lệ phí")
    UNSAID = "unsaid", _("Chưa quyết định hoàn trả phí, lệ phí")
    PROPOSED = "proposed", _("Chờ lãnh đạo duyệt số tiền hoàn trả")
    REFUNDED = "refunded", _("Đã hoàn trả phí, lệ phí")
    DEBT = "debt", _("Ngân hàng đã thu hồi khoản nộp, phải nộp lại")


UNPAID = frozenset({Money.ASKED, Money.DEBT})  # whoever filed has to pay


class PaidBy(TextChoices):
    """How the fee came."""

    CASH = "cash", _("Tiền mặt")
    TRANSFER = payments.TRANSFER, _("Chuyển khoản")
    PLATFORM = payments.PLATFORM, _("Nền tảng thanh toán trực tuyến")


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
    """What the journal says happened to a dossier, where another room asks for it by name.

    What nobody else asks for is named by the line of its verb alone.
    """

    SUBMITTED = "dossiers.submitted"
    RECEIVED = "dossiers.received"
    REFUSED = "dossiers.refused"
    FEE_PAID = "dossiers.fee_paid"
    FEE_CANCELLED = "dossiers.fee_cancelled"
    FEE_REFUNDED = "dossiers.fee_refunded"
    FEE_KEPT = "dossiers.fee_kept"
    REFUND_PROPOSED = "dossiers.refund_proposed"
    REFUND_DECIDED = "dossiers.refund_decided"
    REFUND_TAKEN_BACK = "dossiers.refund_taken_back"
    FEE_TAKEN_BACK = "dossiers.fee_taken_back"
    DEBT_WRITTEN_OFF = "dossiers.debt_written_off"
    TRANSFERRED = "dossiers.transferred"
    STEP_DONE = "dossiers.step_done"
    HANDED_ON = "dossiers.handed_on"
    STEP_RETURNED = "dossiers.step_returned"
    SUPPLEMENT_ASKED = "dossiers.supplement_asked"
    SUPPLIED = "dossiers.supplied"
    PAYMENT_ASKED = "dossiers.payment_asked"
    PAYMENT_CONFIRMED = "dossiers.payment_confirmed"
    PAYMENT_RECALLED = "dossiers.payment_recalled"
    EXTENDED = "dossiers.extended"
    POSTPONED = "dossiers.postponed"
    POSTPONEMENT_ANNOUNCED = "dossiers.postponement_announced"
    RESULT_DRAFTED = "dossiers.result_drafted"
    SIGNED = "dossiers.signed"
    RELEASED = "dossiers.released"
    RESULT_REVOKED = "dossiers.result_revoked"
    NOT_GIVEN_AGAIN = "dossiers.not_given_again"
    REFUND_OPENED = "dossiers.refund_opened"
    WITHDRAWN = "dossiers.withdrawn"
    MOVED = "dossiers.moved"
    MOVE_ANNOUNCED = "dossiers.move_announced"
    STOPPED = "dossiers.stopped"
    CLOSED = "dossiers.closed"
    UNDONE = "dossiers.undone"
    DRAFT_KEPT = "dossiers.draft_kept"
    DRAFT_DROPPED = "dossiers.draft_dropped"
    DRAFT_EXPIRED = "dossiers.draft_expired"
    VIEWED = "dossiers.viewed"
    NUMBERS_VIEWED = "dossiers.numbers_viewed"
    LOOKED_AT = "dossiers.looked_at"
    CLAIMED = "dossiers.claimed"
    WROTE_TO_APPLICANT = "dossiers.wrote_to_applicant"
    WROTE_TO_AGENCY = "dossiers.wrote_to_agency"
    RATED = "dossiers.rated"


# What changes nothing of the handling: it is not what was done last.
BESIDE_THE_HANDLING = (
    *(Event.VIEWED, Event.NUMBERS_VIEWED, Event.LOOKED_AT, Event.RATED),
    *(Event.FEE_PAID, Event.FEE_CANCELLED, Event.FEE_TAKEN_BACK, Event.DEBT_WRITTEN_OFF),
    *(Event.WROTE_TO_APPLICANT, Event.WROTE_TO_AGENCY),
)


# What each form of a circular is called, by what it is for.
FORM_WORDS = {
    "receipt": _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    "supplement": _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    "refusal": _("Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    "extension": _("Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
    "stop": _("Thông báo dừng giải quyết hồ sơ"),
    "control": _("Phiếu kiểm soát quá trình giải quyết hồ sơ"),
    "fee_receipt": _("Biên lai thu phí, lệ phí"),
    "fee_refund": _("Phiếu hoàn trả phí, lệ phí"),
    "withdrawal": _("Giấy xác nhận rút hồ sơ"),
    "end": _("Giấy báo kết thúc giải quyết hồ sơ"),
    "revocation": _("Thông báo thu hồi kết quả giải quyết hồ sơ"),
}
# Where a circular calls them otherwise.
FORM_WORDS_BY_CIRCULAR = {
    "03/2025/TT-VPCP": {
        "extension": _("Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết hồ sơ"),
    },
}
# Papers that no circular on the one-stop mechanism has: in our own layout, with doubt shown.
OF_MONEY = frozenset({"fee_receipt", "fee_refund"})
GIVEN_AGAIN = frozenset({"receipt"})  # each takes the place of the one before it
OWN_FORMS = OF_MONEY | {"withdrawal", "end", "revocation"}
OWN = "own"  # stands where papers name their circular
