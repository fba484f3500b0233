"""Who may keep people, posts, delegations and partner systems. Pure: facts in, a Refusal out."""

import re
from dataclasses import dataclass
from datetime import date

from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import AUTHORITIES, KEEPERS, Role, Standing
from hoaban.core.refusals import NotAllowed, Refusal


class UsernameTaken(Refusal):
    """Tên đăng nhập “{username}” đã có người dùng: hãy chọn tên khác."""


class PhoneTaken(Refusal):
    """Số điện thoại này đã gắn với một tài khoản khác."""


class EndsBeforeItBegins(Refusal):
    """Ngày kết thúc phải sau ngày bắt đầu ({begins})."""


class AlreadyEnded(Refusal):
    """Vị trí hoặc ủy quyền này đã kết thúc từ ngày {on}."""


class DelegationToOneself(Refusal):
    """Không thể ủy quyền cho chính mình: hãy chọn người khác.

    documents.delegation
    """


class DelegationOutsideAgency(Refusal):
    """Chỉ ủy quyền được cho người đang giữ vị trí trong cùng cơ quan.

    documents.delegation
    """


class DelegationNotTheirs(Refusal):
    """Chỉ chính người ủy quyền hoặc người đứng đầu cơ quan mới ủy quyền được vị trí có quyền ký.

    documents.delegation
    """


class DelegationToNobodySuch(Refusal):
    """Quyền ký của người đứng đầu chỉ ủy quyền được cho cấp phó hoặc người đứng đầu phòng, bộ phận;
    của cấp phó thì cho một cấp phó khác.

    documents.delegation
    """


class DelegationToLocked(Refusal):
    """Tài khoản của người được chọn đang bị khóa nên không làm việc thay được: hãy chọn người khác
    hoặc mở lại tài khoản trước.

    documents.delegation
    """


class OrderToNobodySuch(Refusal):
    """Chỉ người đứng đầu cơ quan giao ký thừa lệnh, và chỉ giao cho người đứng đầu phòng, bộ phận
    của cơ quan.

    documents.delegation
    """


class OrderWithoutKinds(Refusal):
    """Ký thừa lệnh chỉ cho một số loại văn bản: hãy ghi ký hiệu từng loại, ví dụ GM, PC.

    documents.delegation
    """


class DelegationUnwritten(Refusal):
    """Ủy quyền ký phải bằng văn bản: hãy ghi số, ký hiệu của quyết định.

    documents.delegation
    """


class DelegationOverlaps(Refusal):
    """Vị trí này đã ủy quyền cho người khác trong những ngày đó.

    documents.delegation
    """


class OwnAppointment(Refusal):
    """Không ai tự giao vị trí hay ủy quyền cho chính mình: hãy để người quản trị khác ghi."""


class OwnAccount(Refusal):
    """Không ai tự khóa tài khoản của chính mình: hãy để người quản trị khác làm."""


class NeedsAnother(Refusal):
    """Vị trí có quyền ký hoặc quản trị chỉ có hiệu lực khi một người quản trị khác, hoặc người
    đứng đầu cơ quan đó, xác nhận.
    """


class PasswordByTheOther(Refusal):
    """Trong hai người đề nghị và xác nhận, mật khẩu của một người do người kia, hoặc của cả hai do
    cùng một người, đặt lần cuối: hãy để người khác xác nhận.
    """


class AlreadyDecided(Refusal):
    """Đề nghị này đã được xác nhận hoặc từ chối."""


class SlugTaken(Refusal):
    """Mã hệ thống “{slug}” đã được đăng ký: hãy chọn mã khác."""


def may_keep(actor: Actor) -> None:
    """People, posts and partner systems are kept by administrators and IT officers alone.

    The system itself does it when it loads content and demo people.
    """
    if not (actor.is_system or (actor.is_official and actor.role in KEEPERS)):
        raise NotAllowed


def may_close(actor: Actor, person_pk: int) -> None:
    """A keeper closes an account that was taken over or misused, but not the own one."""
    may_keep(actor)
    if actor.person_pk == person_pk:
        raise OwnAccount


def signs(role: str, standing: Standing) -> bool:
    """Whether a post binds its agency by a signature: a leader's, or that of a head or deputy."""
    return role == Role.LEADER or standing in AUTHORITIES


def has_powers(role: str, standing: Standing) -> bool:
    """Whether a post signs, or keeps the system: no one person gives it."""
    return signs(role, standing) or role in KEEPERS


def may_nominate(actor: Actor, person_pk: int) -> None:
    """A keeper enters posts, but none for the own person: who keeps the system acts on no case."""
    may_keep(actor)
    if actor.person_pk == person_pk:
        raise OwnAppointment


def may_appoint(actor: Actor, person_pk: int, *, powers: bool = False) -> None:
    """A keeper gives posts without powers; one with powers only the operator of the machine."""
    may_nominate(actor, person_pk)
    if powers and not actor.is_system:
        raise NeedsAnother


@dataclass(frozen=True, slots=True)
class Waiting:
    """A nomination that somebody would confirm or decline."""

    by: Actor
    hand: frozenset[int]  # who could have signed in as that somebody (`powers.hands`)
    nominator_hand: frozenset[int]  # and as who entered it
    person_pk: int
    nominator_pk: int | None
    agency: str
    is_decided: bool


def may_decline(waiting: Waiting) -> None:
    """Any keeper, also who entered it, or the agency's head."""
    if not (heads(waiting.by, waiting.agency) or waiting.by.is_system):
        may_keep(waiting.by)
    if waiting.is_decided:
        raise AlreadyDecided


def may_confirm(waiting: Waiting) -> None:
    """A keeper or the agency's head in person, who is neither of the two and in neither's hand."""
    may_decline(waiting)
    by = waiting.by
    if by.behalf or by.person_pk in {waiting.person_pk, waiting.nominator_pk}:
        raise NeedsAnother
    if waiting.hand & (waiting.nominator_hand | {waiting.person_pk}):
        raise PasswordByTheOther


@dataclass(frozen=True, slots=True)
class Absence:
    """A delegation that is asked for."""

    by: Actor
    giver_pk: int
    giver_person_pk: int
    giver_role: str
    giver_standing: Standing
    giver_agency: str
    taker_standing: Standing
    taker_person_pk: int
    taker_is_locked: bool
    decision: str
    by_order: bool
    kinds: frozenset[str]
    taker_agency: str
    begins: date
    ends: date
    overlaps: bool


def may_delegate(absence: Absence) -> None:
    """A leader delegates the own post, the agency's head any of its leaders', a keeper the others.

    [ND30/2020 Đ13 k3] delegation is in writing, for a time, and is not passed on.
    """
    by = absence.by
    if not gives_away(by, absence.giver_pk, absence.giver_role, absence.giver_agency):
        raise DelegationNotTheirs if by.role in KEEPERS else NotAllowed
    if absence.giver_role != Role.LEADER:
        may_nominate(by, absence.taker_person_pk)
    _may_take(absence)
    if absence.ends <= absence.begins:
        raise EndsBeforeItBegins(begins=f"{absence.begins:%d/%m/%Y}")
    if absence.overlaps:
        raise DelegationOverlaps
    if absence.giver_standing in AUTHORITIES or absence.by_order:
        _check_signature(absence)


def _check_signature(absence: Absence) -> None:
    """The power to sign goes in writing, and only to whom the decree names."""
    able = takers(absence.giver_standing, by_order=absence.by_order)
    if absence.taker_standing not in able:
        raise OrderToNobodySuch if absence.by_order else DelegationToNobodySuch
    if not any(sign.isalnum() for sign in absence.decision):
        raise DelegationUnwritten
    if absence.by_order and not absence.kinds:
        raise OrderWithoutKinds


def _may_take(absence: Absence) -> None:
    """Another person of the agency, whose account is open."""
    if absence.giver_person_pk == absence.taker_person_pk:
        raise DelegationToOneself
    if absence.taker_is_locked:
        raise DelegationToLocked
    if absence.giver_agency != absence.taker_agency:
        raise DelegationOutsideAgency


# Who may sign for whom: a head's deputies and the heads of the units; for a deputy, another one.
TAKERS = {
    Standing.HEAD: frozenset({Standing.DEPUTY, Standing.UNIT_HEAD}),
    Standing.DEPUTY: frozenset({Standing.HEAD, Standing.DEPUTY}),
}


def takers(giver: Standing, *, by_order: bool) -> frozenset[Standing]:
    """Who may sign for a post: by order only the heads of units, for the agency's head."""
    if by_order:
        return frozenset({Standing.UNIT_HEAD} if giver == Standing.HEAD else ())
    return TAKERS.get(giver, frozenset())


def kinds_of(written: str) -> frozenset[str]:
    """`gm, pc; TL-BS` as the abbreviations of kinds of documents: GM, PC, TL-BS."""
    return frozenset(one.upper() for one in re.split(r"[\s,;]+", written) if one)


def gives_away(by: Actor, post_pk: int, role: str, agency: str) -> bool:
    """Whether an actor may delegate a post: nobody who keeps the system gives powers over cases."""
    if role != Role.LEADER:
        return by.is_system or by.role in KEEPERS
    own = by.post_pk == post_pk and not by.behalf
    return own or heads(by, agency) or by.is_system


def heads(actor: Actor, agency: str) -> bool:
    """Whether the actor is the head of this agency, in person."""
    return actor.standing == Standing.HEAD and actor.agency == agency and not actor.behalf


def may_end_delegation(actor: Actor, giver_pk: int) -> None:
    """The giver takes the own post back at any time; keepers may too."""
    if not (actor.post_pk == giver_pk and not actor.behalf):
        may_keep(actor)
