"""What happens to messages after they were sent."""

from datetime import datetime, timedelta

from django.db import transaction

from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.gateways.notify import queries
from hoaban.gateways.notify.enums import Event
from hoaban.gateways.notify.models import SentMessage

KEPT_DAYS = 90
AT_ONCE = 500


@transaction.atomic
def blank(*, by: Actor, at: datetime, days: int = KEPT_DAYS) -> int:
    """Blank body and address of messages older than so many days; how many, at most 500 at once."""
    due = queries.due_for_blanking(at - timedelta(days=days))
    found = list(due.select_for_update()[:AT_ONCE])
    for message in found:
        message.address, message.body, message.blanked_at = "", "", at
    SentMessage.objects.bulk_update(found, ["address", "body", "blanked_at"])
    if found:
        journal.record(Event.BLANKED, found[-1], by=by, at=at, count=len(found), first=found[0].pk)
    return len(found)
