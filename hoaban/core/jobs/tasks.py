"""Housekeeping of the queue itself."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.core.jobs import actions


@task(words=_("Dọn việc nền đã xong"))
def prune() -> None:
    """Delete jobs that were done long ago, some at a time."""
    while actions.prune():
        pass
