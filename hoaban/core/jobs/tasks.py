"""Housekeeping of the queue itself."""

from django_tasks import task

from hoaban.core.jobs import actions


@task()
def prune() -> None:
    """Delete jobs that were done long ago, some at a time."""
    while actions.prune():
        pass
