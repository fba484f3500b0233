"""Drops drafts that have expired, and files that nobody uses."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.core import clock
from hoaban.core.files import actions as files
from hoaban.core.people import actors
from hoaban.domains.onestop.drafts import actions, queries


@task(words=_("Xóa bản nháp cũ"))
def expire_drafts() -> None:
    """Forget drafts that nobody touched for as long as the rules of the day keep them."""
    actions.expire_drafts(by=actors.system("expiry"), at=clock.now())


@task(words=_("Xóa tệp không còn dùng"))
def remove_left_files() -> None:
    """Take away the files that were let go, and those that never became part of anything."""
    remove_left(at=clock.now())


def remove_left(*, at: datetime) -> int:
    """How many were taken away; each is one transaction."""
    by = actors.system("expiry")
    return sum(files.remove(use.pk, by=by, at=at) for use in queries.left_files(at))
