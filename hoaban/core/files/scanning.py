"""What the scan says of a file decides whether it is served."""

from datetime import datetime

from django.db import transaction

from hoaban.core.files.enums import Event
from hoaban.core.files.models import State, Use
from hoaban.core.journal import actions as journal


@transaction.atomic
def settle(pk: int, *, found: str, by: journal.By, at: datetime) -> Use:
    """Write down what the scan found in a file: "" nothing, so it may be served; else its name."""
    use = Use.objects.select_for_update().get(pk=pk)
    state = State.INFECTED if found else State.CLEAN
    if use.state == state:
        return use
    use.state = state
    use.save(update_fields=["state"])
    journal.record(Event.SCANNED, use, by=by, at=at, state=state, found=found[:100])
    return use
