"""Who signs or keeps the system is told when somebody else sets the password, or vouches for it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock, days
from hoaban.core.journal.models import Entry
from hoaban.core.people import powers, queries, rules
from hoaban.core.people.models import Person
from hoaban.core.people.roles import KEEPERS, Standing
from hoaban.gateways.notify import contract as notify


class _Text(NamedTuple):
    template: str
    subject: Promise
    body: Promise


_DRAWN = _Text(
    "account.password_drawn",
    _("Mật khẩu được đặt lại"),
    _(
        "Người quản trị vừa đặt mật khẩu mới cho tài khoản của %(who)s lúc %(at)s. "
        "Nếu không ai trong cơ quan yêu cầu, hãy báo ngay cho thanh tra hoặc người quản trị khác."
    ),
)
_CONFIRMED = _Text(
    "account.password_confirmed",
    _("Mật khẩu được cấp đã được xác nhận"),
    _(
        "Mật khẩu được cấp cho tài khoản của %(who)s được xác nhận lúc %(at)s: người ấy làm việc "
        "lại ở mọi vị trí. Nếu chưa ai gặp hoặc gọi chính người ấy, hãy báo ngay cho thanh tra "
        "hoặc người quản trị khác."
    ),
)


def tell_of_password(entry: Entry) -> None:
    """Tell that a keeper drew a password: a leader and the heads of the leader's agencies, or of a
    keeper all who keep the system.
    """
    _tell(entry, _DRAWN)


def tell_of_confirmation(entry: Entry) -> None:
    """Tell the same people that somebody vouched for who holds that password."""
    _tell(entry, _CONFIRMED)


def _tell(entry: Entry, text: _Text) -> None:
    if not entry.by.startswith(("post:", "citizen:")):
        return
    person = queries.person_of(entry.subject_pk)
    for one in _concerned(person, entry):
        with translation.override(one.language):
            notify.get().send(_message(one, person, entry, text))


def _concerned(person: Person, entry: Entry) -> Iterable[Person]:
    today = clock.day(entry.at)
    posts = powers.held(person, today)
    signing = [post for post in posts if rules.signs(post.role, post.standing)]
    to = {person.pk: person} if signing else {}
    for post in signing:
        held = queries.posts_at(post.agency.code, today)
        to |= {one.person_id: one.person for one in held if one.standing == Standing.HEAD}
    if any(post.role in KEEPERS for post in posts):
        to |= {one.pk: one for one in [person, *powers.keepers(today)]}
    return to.values()


def _message(to: Person, of: Person, entry: Entry, text: _Text) -> notify.Message:
    contact = notify.Contact(
        f"person:{to.public_id}", phone=to.own_number, email=to.email, name=to.full_name
    )
    said = {"who": of.full_name, "at": days.written(entry.at)}
    return notify.Message(
        to=contact,
        template=text.template,
        subject=str(text.subject),
        body=str(text.body) % said,
        about="",
        at=entry.at,
        key=f"password:{entry.pk}:{to.public_id}",
    )
