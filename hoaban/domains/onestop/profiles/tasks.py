"""Forgets whom nobody wrote anew for long, and tells the owner before."""

from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from hoaban.core import clock
from hoaban.core.people import actors
from hoaban.domains.onestop.profiles import actions, queries
from hoaban.domains.onestop.profiles.models import Known
from hoaban.gateways.notify import contract as notify


@task(words=gettext_lazy("Xóa người đã lưu mà lâu không cập nhật"))
def expire_known() -> None:
    """Tell the owners first, each once, then forget what was told of long ago."""
    at = clock.now()
    for known in queries.stale(at, soon=True).iterator():
        _tell(known)
    while actions.expire(by=actors.system("expiry"), at=at):
        pass


def _tell(known: Known) -> None:
    to = known.person
    contact = notify.Contact(
        f"citizen:{to.public_id}", phone=to.own_number, email=to.email, name=to.full_name
    )
    if not contact.is_reachable:
        return
    ends = known.updated_at + timedelta(days=queries.kept_days(clock.today()))
    with translation.override(to.language):
        said = _(
            "Thông tin một người mà bạn đã lưu để điền đơn sẽ bị xóa sau ngày %(day)s vì lâu không "
            "cập nhật. Muốn giữ, hãy đăng nhập, mở «Thông tin của tôi và gia đình» và lưu lại."
        ) % {"day": f"{clock.day(ends):%d/%m/%Y}"}
        message = notify.Message(
            to=contact,
            template="profiles.expiring",
            subject=_("Thông tin đã lưu sắp bị xóa"),
            body=said,
            about="",
            at=clock.now(),
            key=f"known:{known.public_id}:{known.updated_at:%Y%m%d%H%M%S}",
        )
        notify.get().send(message)
