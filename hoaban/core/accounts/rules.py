"""Who vouches for a password that a keeper drew. Pure: facts in, a Refusal out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hoaban.core.people import rules as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Standing
from hoaban.core.refusals import NotAllowed, Refusal

# A drawn password has no letter or figure that is read as another (I, l, 1, O, o, 0).
READABLE = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789"


class PasswordUnconfirmed(NotAllowed):
    """Mật khẩu của bạn do người quản trị đặt, hoặc ứng dụng xác thực do người quản trị gỡ
    ({who}, {at}). Chưa thể làm việc ở vị trí có quyền ký cho đến khi một người quản trị khác, hoặc
    người đứng đầu cơ quan, xác nhận ở trang “Chờ người thứ hai xác nhận” rằng chính bạn đang giữ
    tài khoản này.

    transactions.security
    """


class ContactsShut(NotAllowed):
    """Mật khẩu của tài khoản này do người quản trị đặt ({who}, {at}): chưa thêm hay đổi được số
    điện thoại, thư điện tử, ứng dụng xác thực cho đến khi một người quản trị khác, hoặc người đứng
    đầu cơ quan, xác nhận rằng chính bạn đang giữ tài khoản.

    transactions.security
    """


class PasswordNeedsAnother(Refusal):
    """Người đặt mật khẩu, và người được đặt, không tự xác nhận được: hãy để một người quản trị
    khác, hoặc người đứng đầu cơ quan, xác nhận.

    transactions.security
    """


class PasswordNotChanged(Refusal):
    """Người này chưa tự đổi mật khẩu được cấp nên người đặt vẫn còn biết: hãy xác nhận sau khi
    người ấy đã đổi.

    transactions.security
    """


class PasswordNotWaiting(Refusal):
    """Mật khẩu này đã được xác nhận hoặc không cần ai xác nhận."""


class FirstPasswordRanOut(NotAllowed):
    """Mật khẩu được cấp ngày {on} chỉ dùng được {days} ngày nếu chưa tự đổi, nay đã hết hạn: hãy
    nhờ người quản trị đặt mật khẩu mới.

    transactions.security
    """


class NoFactor(Refusal):
    """Tài khoản này không có ứng dụng xác thực nào để gỡ."""


class HeldAPost(Refusal):
    """Tài khoản này giữ, hoặc từng giữ, một vị trí trong cơ quan nên không tự đóng được: văn bản và
    nhật ký còn nêu tên người đã làm việc. Hãy đề nghị người quản trị khóa tài khoản.
    """


class HasLeft(Refusal):
    """Chủ tài khoản đã tự đóng hẳn tài khoản này, thông tin cá nhân đã xóa: không mở lại được."""


def check_has_factor(*, has_factor: bool) -> None:
    """Whether there is an app to take away."""
    if not has_factor:
        raise NoFactor


def check_leaves(*, is_own: bool, has_left: bool, held_a_post: bool) -> None:
    """Whether somebody may close the own account for good."""
    if not is_own or has_left:
        raise NotAllowed
    if held_a_post:
        raise HeldAPost


def check_may_come_back(*, has_left: bool) -> None:
    """Whether a closed account may be opened again."""
    if has_left:
        raise HasLeft


def ran_out(*, is_first: bool, drawn_at: datetime | None, now: datetime, days: int) -> bool:
    """Whether a drawn password that was never changed is too old to be changed by who holds it."""
    return is_first and drawn_at is not None and now - drawn_at >= timedelta(days=days)


def must_have_factor(role: str, standing: Standing, *, from_on: date | None, on: date) -> bool:
    """Whether a post, which signs or keeps the system, acts only with an authenticator app then.

    `from_on` is the first day of that duty; None where there is none.
    """
    return from_on is not None and from_on <= on and people.has_powers(role, standing)


def is_held(role: str, standing: Standing, *, waits: bool) -> bool:
    """Whether a post may not act: it signs, and nobody has vouched for a password drawn by one."""
    return waits and people.signs(role, standing)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn password that somebody would vouch for."""

    by: Actor
    hand: frozenset[int]  # who could have signed in as that somebody (`powers.hands`)
    drawer_hand: frozenset[int]  # and as who drew it
    person_pk: int
    drawer_pk: int | None
    agencies: frozenset[str]  # where the person's posts with powers are
    waits: bool
    is_first: bool  # still the one that was drawn


def may_confirm(drawing: Drawing) -> None:
    """A keeper or the agency's head in person, who is neither of the two and in neither's hand."""
    by = drawing.by
    if not any(people.heads(by, agency) for agency in drawing.agencies):
        people.may_keep(by)
    if not drawing.waits:
        raise PasswordNotWaiting
    if by.behalf or by.person_pk in {drawing.person_pk, drawing.drawer_pk}:
        raise PasswordNeedsAnother
    if drawing.hand & (drawing.drawer_hand | {drawing.person_pk}):
        raise people.PasswordByTheOther
    if drawing.is_first:
        raise PasswordNotChanged
