"""Drops drafts that have expired."""

from django_tasks import task

from hoaban.core import clock
from hoaban.core.people import actors
from hoaban.domains.onestop.drafts import actions


@task()
def expire_drafts() -> None:
    """Forget drafts that nobody touched for as long as the rules of the day keep them."""
    actions.expire_drafts(by=actors.system("expiry"), at=clock.now())
