"""Tells once a day what became late, and what nobody can do."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.casework.notices import actions, queries
from hoaban.casework.turns import queries as turns
from hoaban.core import clock
from hoaban.core.people import agencies
from hoaban.core.people.roles import Role

UNHELD = "turns.unheld"
LOOKS_BACK = timedelta(days=7)  # a worker that stood still for some days forgets nobody


@task(words=_("Báo việc quá hạn"))
def tell_late() -> None:
    """Tell whoever has a turn whose moment passed since yesterday, each once."""
    late(clock.now())


@task(words=_("Báo việc không ai đảm nhận"))
def tell_unheld() -> None:
    """Tell who leads an agency of turns there that nobody can take, once for each that waits
    longest; where nobody leads it, those who keep the system see it among their work.
    """
    on = clock.today()
    found = turns.unheld([row.code for row in agencies.at(on).taking_part()], on)
    held = turns.by_keys([one.first for one in found])
    for one in found:
        actions.tell_role(
            UNHELD,
            held[one.first],
            role=Role.LEADER,
            cause=f"unheld:{one.first}:{one.post.pk if one.post else ''}",
            at=clock.now(),
        )


def late(now: datetime) -> None:
    for lapsed in queries.lapsed(now - LOOKS_BACK, now):
        actions.tell_late(lapsed)
