"""Background entry points that belong to no room: reactions, seals, the daily copy."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.config import backups, naming, seals, wiring
from hoaban.core import clock
from hoaban.core.files import intake, pieces
from hoaban.core.http import parked, throttle
from hoaban.core.journal.models import Entry


def _followed(reaction: str, entry: int) -> object:
    """What one reaction does, in words."""
    del entry
    return naming.REACTIONS.get(reaction, "")


@task(words=_("Làm việc tiếp theo của một diễn biến"), about=_followed)
def react(reaction: str, entry: int) -> None:
    """Run one reaction of the table on one journal entry."""
    wiring.reactions()[reaction](Entry.objects.get(pk=entry))


@task(words=_("Niêm nhật ký"))
def seal_journal() -> None:
    """Seal what was written since the last seal."""
    seals.seal()


@task(words=_("Xóa bộ đếm truy cập"))
def forget_counts() -> None:
    """Forget how often an address asked, and typed forms that nobody came back for."""
    throttle.prune()
    parked.prune()


@task(words=_("Xóa tệp gửi dở"))
def forget_pieces() -> None:
    """Remove files on their way that nobody went on sending."""
    before = clock.machine_now() - timedelta(hours=pieces.HOURS)
    pieces.forget(before)
    intake.forget(before)


@task(words=_("Xóa phiên đăng nhập đã hết hạn"))
def forget_sessions() -> None:
    """Remove sessions whose time is over, with what was typed in them and from where they came."""
    SessionStore.clear_expired()
    living = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=living).delete()


@task(words=_("Sao lưu dữ liệu và tệp"))
def back_up() -> None:
    """Make the daily copy."""
    backups.make(last_seal=seals.last())
