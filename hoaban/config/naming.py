"""What each reaction of the wiring table does, in words for who looks after background jobs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REACTIONS: dict[str, Promise] = {
    "hoaban.core.files.reactions.scan": _("Quét mã độc trong tệp"),
    "hoaban.domains.documents.tasks.seal_wanted": _("Vẽ và ký số văn bản"),
    "hoaban.domains.documents.tasks.put_wanted": _("Đóng dấu số của cơ quan"),
    "hoaban.casework.papers.tasks.draw_wanted": _("Vẽ giấy tờ"),
    "hoaban.domains.onestop.notices.reactions.tell": _("Báo cho người nộp và cán bộ"),
    "hoaban.domains.onestop.notices.reactions.tell_of_file": _("Báo kết quả đã có tệp ký"),
    "hoaban.domains.onestop.notices.reactions.settle": _("Cất tin báo của việc đã xong"),
    "hoaban.domains.onestop.postponements.tasks.move_promises": _("Dời hạn theo ngày nghỉ mới"),
    "hoaban.domains.onestop.handovers.tasks.move_announced": _("Chuyển hồ sơ sang cơ quan khác"),
    "hoaban.casework.turns.reactions.free_left": _("Giao lại việc của vị trí đã kết thúc"),
    "hoaban.domains.onestop.claims.reactions.give_found": _("Đưa hồ sơ ở quầy vào tài khoản"),
    "hoaban.domains.onestop.contacts.reactions.follow_number": _(
        "Đổi số điện thoại trong hồ sơ theo tài khoản"
    ),
    "hoaban.domains.onestop.transfers.reactions.take": _("Ghi phí, lệ phí bằng tiền đã đến"),
    "hoaban.domains.onestop.transfers.reactions.close": _("Thôi đòi phí không còn phải nộp"),
    "hoaban.domains.onestop.revocations.reactions.replace": _(
        "Dẫn từ kết quả đã thu hồi đến kết quả thay thế"
    ),
    "hoaban.domains.onestop.revocations.reactions.open_refund": _(
        "Hỏi việc hoàn trả phí khi không cấp lại kết quả"
    ),
    "hoaban.domains.onestop.revocations.reactions.reopen_refund": _(
        "Hỏi việc hoàn trả khoản nộp lại khi không cấp lại kết quả"
    ),
    "hoaban.domains.onestop.duties.reactions.go_on": _("Tính tiếp thời hạn khi đã thu phí"),
    "hoaban.domains.office.powers.reactions.tell_of_password": _("Báo mật khẩu được đặt lại"),
    "hoaban.domains.office.powers.reactions.tell_of_confirmation": _(
        "Báo mật khẩu được cấp đã được xác nhận"
    ),
}
