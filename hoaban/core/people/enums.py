"""The names of what happens to people, posts, agencies and partner systems."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Event(StrEnum):
    """Journal events of this room."""

    PERSON_KEPT = "people.kept"
    RENAMED = "people.renamed"
    VIEWED = "people.viewed"
    SEARCHED = "people.searched"
    PASSWORD_SET = "people.password_set"  # noqa: S105 - the name of an event
    PASSWORD_CHANGED = "people.password_changed"  # noqa: S105 - the name of an event
    PASSWORD_CONFIRMED = "people.password_confirmed"  # noqa: S105 - the name of an event
    SIGNED_IN = "people.signed_in"
    SIGN_IN_FAILED = "people.sign_in_failed"
    SECOND_FACTOR = "people.second_factor"
    FACTOR_TAKEN = "people.factor_taken"
    CLOSED = "people.closed"
    REOPENED = "people.reopened"
    LEFT = "people.left"
    LANGUAGE_CHOSEN = "people.language_chosen"
    PHONE_SET = "people.phone_set"
    REGISTERED = "people.registered"
    APPOINTED = "people.appointed"
    NOMINATED = "people.nominated"
    NOMINATION_DECLINED = "people.nomination_declined"
    POST_ENDED = "people.post_ended"
    DELEGATED = "people.delegated"
    DELEGATION_ENDED = "people.delegation_ended"
    PARTNER_REGISTERED = "people.partner_registered"
    PARTNER_REVOKED = "people.partner_revoked"


WORDS = {
    Event.PERSON_KEPT: _("Lập người dùng"),
    Event.RENAMED: pgettext_lazy("diễn biến", "Sửa họ và tên"),
    Event.VIEWED: _("Xem hồ sơ người dùng"),
    Event.SEARCHED: _("Tìm hồ sơ, người theo tên hoặc số"),
    Event.PASSWORD_SET: _("Đặt mật khẩu"),
    Event.PASSWORD_CHANGED: _("Tự đổi mật khẩu"),
    Event.PASSWORD_CONFIRMED: _("Xác nhận người đang giữ mật khẩu được cấp"),
    Event.SIGNED_IN: _("Đăng nhập"),
    Event.SIGN_IN_FAILED: _("Đăng nhập không thành công"),
    Event.SECOND_FACTOR: _("Thay đổi xác thực hai lớp"),
    Event.FACTOR_TAKEN: _("Gỡ ứng dụng xác thực đã mất"),
    Event.CLOSED: _("Khóa tài khoản"),
    Event.REOPENED: _("Mở lại tài khoản"),
    Event.LEFT: _("Tự đóng hẳn tài khoản"),
    Event.LANGUAGE_CHOSEN: _("Chọn ngôn ngữ"),
    Event.PHONE_SET: _("Ghi số điện thoại"),
    Event.REGISTERED: pgettext_lazy("diễn biến", "Mở tài khoản"),
    Event.APPOINTED: pgettext_lazy("diễn biến", "Giao vị trí"),
    Event.NOMINATED: _("Đề nghị giao vị trí có quyền ký hoặc quản trị"),
    Event.NOMINATION_DECLINED: _("Từ chối đề nghị giao vị trí"),
    Event.POST_ENDED: pgettext_lazy("diễn biến", "Kết thúc vị trí"),
    Event.DELEGATED: pgettext_lazy("diễn biến", "Ủy quyền"),
    Event.DELEGATION_ENDED: pgettext_lazy("diễn biến", "Kết thúc ủy quyền"),
    Event.PARTNER_REGISTERED: _("Đăng ký hệ thống đối tác"),
    Event.PARTNER_REVOKED: _("Thu hồi mã truy cập"),
}
