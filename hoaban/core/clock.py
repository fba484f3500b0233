"""The only clock. Business time may start on another day (`HOABAN_TODAY`); machine time never does.

Business time decides deadlines, numbers and the dates on papers. Machine time decides leases,
sessions, certificates and signatures, which outsiders check against their own clocks.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def machine_now() -> datetime:
    """The machine's time, aware, in UTC."""
    return datetime.now(UTC)


@cache
def _offset(start: str) -> timedelta:
    """How far business time lies from machine time, fixed when first asked."""
    began = datetime.fromisoformat(start)
    if began.tzinfo is None:
        began = began.replace(tzinfo=VIETNAM)
    origin = settings.HOABAN_STARTED or machine_now()
    return began - origin


def now() -> datetime:
    """Business time, aware, in UTC: the machine's, or the demo day's running on from its start."""
    start = settings.HOABAN_TODAY
    if not start:
        return machine_now()
    offset = _offset(start)  # first: its origin is the machine's time when it is asked
    return machine_now() + offset


def is_shifted() -> bool:
    """Whether business time is set to another day (a band on every page says so)."""
    return bool(settings.HOABAN_TODAY)


def local(moment: datetime) -> datetime:
    """The moment as the province's wall clocks show it."""
    return moment.astimezone(VIETNAM)


def today() -> date:
    """The business day in Vietnam."""
    return local(now()).date()


def day(moment: datetime) -> date:
    """The Vietnamese calendar day a moment falls on."""
    return local(moment).date()


FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(2999, 12, 31)


def is_countable(on: date) -> bool:
    """Whether a day that somebody typed can be counted with: `date` ends at the years 1 and 9999,
    and a day more, or the hours of a zone, fall out of it there.
    """
    return FIRST_DAY <= on <= LAST_DAY


def at(on: date, hour: time = time.min) -> datetime:
    """The aware moment of a Vietnamese wall-clock hour on a day, in UTC."""
    return datetime.combine(on, hour, VIETNAM).astimezone(UTC)
