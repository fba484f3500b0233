"""Tells once a day what became late."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.casework.notices import actions, queries
from hoaban.core import clock

LOOKS_BACK = timedelta(days=7)  # a worker that stood still for some days forgets nobody


@task(words=_("Báo việc quá hạn"))
def tell_late() -> None:
    """Tell whoever has a turn whose moment passed since yesterday, each once."""
    late(clock.now())


def late(now: datetime) -> None:
    for turns in queries.lapsed(now - LOOKS_BACK, now):
        actions.tell_late(turns)
