"""Frees once a day what posts that have ended by then still have."""

from django_tasks import task

from hoaban.casework.turns import actions
from hoaban.core import clock


@task()
def free_left() -> None:
    """A post may end on a day that was said long before."""
    actions.free_left(clock.today())
