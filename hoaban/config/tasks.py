"""Background entry points that belong to no room: the table's reactions and the daily copy."""

from django_tasks import task

from hoaban.config import backups, wiring
from hoaban.core.journal.models import Entry


@task()
def react(reaction: str, entry: int) -> None:
    """Run one reaction of the table on one journal entry."""
    wiring.reactions()[reaction](Entry.objects.get(pk=entry))


@task()
def back_up() -> None:
    """Make the daily copy."""
    backups.make()
