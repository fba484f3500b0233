"""What runs behind the messages."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.core import clock
from hoaban.core.people import actors
from hoaban.gateways.notify import actions


@task(words=_("Xóa nội dung tin nhắn cũ"))
def blank() -> None:
    """Blank messages whose time has passed, some at a time."""
    while actions.blank(by=actors.system("retention"), at=clock.now()):
        pass
