"""Tells once a day what became late."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_noop as _
from django_tasks import task

from hoaban.casework.notices import actions, queries
from hoaban.casework.notices.enums import Kind
from hoaban.core import clock

LOOKS_BACK = timedelta(days=7)  # a worker that stood still for some days forgets nobody


@task()
def tell_late() -> None:
    """Tell whoever has a turn whose moment passed since yesterday, each once."""
    late(clock.now())


def late(now: datetime) -> None:
    for turns in queries.lapsed(now - LOOKS_BACK, now):
        for turn in turns:
            cause = f"late:{turn.act_by:%Y%m%d%H%M}"
            actions.tell([turn], Kind.LATE, _("Quá hạn xử lý"), cause=cause, at=turn.act_by)
