"""Who holds a post that signs or keeps the system is told when somebody else sets the password."""

from django.utils import translation
from django.utils.translation import gettext as _

from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people import queries, rules
from hoaban.core.people.models import Person
from hoaban.core.people.roles import KEEPERS, Standing
from hoaban.gateways.notify import contract as notify


def tell_of_password(entry: Entry) -> None:
    """Tell that a keeper drew a password: a leader and the heads of the leader's agencies, or of a
    keeper all who keep the system.
    """
    if not entry.by.startswith("post:"):
        return
    person, today = queries.person_of(entry.subject_pk), clock.day(entry.at)
    posts = queries.posts_by_person([person], today)[person.pk]
    signing = [post for post in posts if rules.signs(post.role, post.standing)]
    to = {person.pk: person} if signing else {}
    for post in signing:
        held = queries.posts_at(post.agency.code, today)
        to |= {one.person_id: one.person for one in held if one.standing == Standing.HEAD}
    if any(post.role in KEEPERS for post in posts):
        to |= {one.pk: one for one in [person, *queries.keepers(today)]}
    for one in to.values():
        with translation.override(one.language):
            notify.get().send(_message(one, person, entry))


def _message(to: Person, of: Person, entry: Entry) -> notify.Message:
    body = _(
        "Người quản trị vừa đặt mật khẩu mới cho tài khoản của %(who)s lúc %(at)s. "
        "Nếu không ai trong cơ quan yêu cầu, hãy báo ngay cho thanh tra hoặc người quản trị khác."
    ) % {"who": of.full_name, "at": f"{clock.local(entry.at):%H:%M %d/%m/%Y}"}
    contact = notify.Contact(
        f"person:{to.public_id}", phone=to.own_number, email=to.email, name=to.full_name
    )
    return notify.Message(
        to=contact,
        template="account.password_drawn",
        subject=_("Mật khẩu được đặt lại"),
        body=body,
        about="",
        at=entry.at,
        key=f"password:{entry.pk}:{to.public_id}",
    )
