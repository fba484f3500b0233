"""Frees once a day what posts that have ended by then still have."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.casework.turns import actions
from hoaban.core import clock


@task(words=_("Giao lại việc của vị trí đã kết thúc"))
def free_left() -> None:
    """A post may end on a day that was said long before."""
    actions.free_left(clock.today())
