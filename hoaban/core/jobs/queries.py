"""Read the queue."""

from datetime import timedelta

from hoaban.core import clock
from hoaban.core.jobs.models import Job, State


def oldest_waiting_age() -> timedelta | None:
    """How long the oldest job that is due has been waiting; None where none is."""
    now = clock.machine_now()
    waiting = Job.objects.filter(state=State.WAITING, run_after__lte=now)
    oldest = waiting.order_by("run_after").values_list("run_after", flat=True).first()
    return now - oldest if oldest else None
