"""What became of a payment, and the names of what happens to payments."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    """How a payment fits what was asked for; each a sentence for the counter."""

    MATCHED = "matched", _("Đủ số tiền")
    SHORT = "short", _("Chưa đủ: chờ người nộp chuyển thêm, hoặc trả lại")
    OVER = "over", _("Thừa: phí đã thu đủ, phần thừa phải trả lại")
    DOUBLE = "double", _("Nộp lần hai: phí đã thu trước đó, phải trả lại")
    ELSEWHERE = (
        "account",
        _("Vào tài khoản của cơ quan khác với cơ quan thu phí: không trừ vào phí, trả lại"),
    )
    LEFT = "left", _("Chưa đủ và nay không còn tính vào phí: trả lại")
    LATE = "late", _("Đến khi không còn phải nộp: trả lại")
    CLASH = (
        "clash",
        _(
            "Số giao dịch này đã ghi cho một khoản khác (khác số tiền, nội dung, ngày hoặc giờ): "
            "đối chiếu với ngân hàng"
        ),
    )
    TWIN = "twin", _("Có thể là khoản đã ghi từ sao kê khác: đối chiếu với ngân hàng")
    SEVERAL = "several", _("Nêu nhiều mã thanh toán, số tiền không khớp: chọn hồ sơ hoặc trả lại")
    UNKNOWN = "unknown", _("Không tìm thấy mã thanh toán trong nội dung: tìm hồ sơ hoặc trả lại")
    TAKEN_BACK = "taken", _("Ngân hàng đã thu hồi khoản này")


class Nature(TextChoices):
    """What money that left an account was; each a sentence for the counter."""

    TAKEN_BACK = "taken", _("Ngân hàng thu hồi khoản đã nộp")
    REFUND = "refund", _("Cơ quan hoàn trả phí, lệ phí")
    CHARGE = "charge", _("Phí của ngân hàng")
    OWN = "own", _("Chi khác của cơ quan")
    DOUBT = "doubt", _("Nêu một khoản đã nộp nhưng chưa rõ có phải thu hồi không: chọn cách xử lý")
    TWIN = "twin", _("Có thể là dòng đã ghi từ sao kê khác: đối chiếu với ngân hàng")
    UNKNOWN = "unknown", _("Tiền ra chưa rõ là gì: chọn cách xử lý")


SAID_BY_HAND = (Nature.CHARGE, Nature.REFUND, Nature.OWN)  # what the counter may call it


TRANSFER, PLATFORM = "transfer", "platform"  # ways to be paid that come with the house
TAKES = frozenset({Verdict.MATCHED, Verdict.OVER})  # by which the fee is paid
ALLOTTED = frozenset(  # of which a person may say what they came for
    {
        *(Verdict.UNKNOWN, Verdict.SEVERAL, Verdict.CLASH, Verdict.TWIN),
        *(Verdict.DOUBLE, Verdict.LEFT, Verdict.LATE),
    }
)


class Event(StrEnum):
    """What the journal says happened to a demand for money, or to a payment."""

    ASKED = "payments.asked"
    CLOSED = "payments.closed"
    COUNTED = "payments.counted"  # what came to a demand, or does no more
    CONFIRMED = "payments.confirmed"
    ALLOTTED = "payments.allotted"
    JUDGED = "payments.judged"
    SETTLED = "payments.settled"
    REOPENED = "payments.reopened"
    TAKEN_BACK = "payments.taken_back"
    DEBITED = "payments.debited"
    DEBIT_SETTLED = "payments.debit_settled"
    DEBIT_REOPENED = "payments.debit_reopened"
