"""Does the clock stand where time has surely been already? Then nothing is done any more.

Numbers, dates and promises run forward only: whoever acts while the clock stands before the newest
entry would give a paper a day before the paper with the number before it. The machine's time is
held against machine times, business time (`HOABAN_TODAY`) against business times. A process asks
the database once, and again only when its clock stands before where it stood: moments are free.
"""

from datetime import datetime, timedelta

from django.conf import settings

from hoaban.core import clock, days
from hoaban.core.journal import queries
from hoaban.core.refusals import Refusal

SKEW = timedelta(minutes=1)  # two machines' clocks may differ so far
# A demo's day begins again with its server; further back somebody set another day.
SHIFTED_SKEW = timedelta(days=1)
IS_ASKED = True  # tests, which set any day, ask only where a clock is what they are about


class ClockWrong(Refusal):
    """Chưa thực hiện được vì đồng hồ máy chủ đang chỉ {now}, trước {since} là lúc hệ thống chắc
    chắn đã làm việc. Chưa có gì được ghi nhận; hãy báo cán bộ công nghệ thông tin chỉnh lại giờ.
    """


_fits: dict[str, tuple[datetime, datetime]] = {}  # by day set: (machine, business) seen to fit


def check() -> None:
    """Refuse ClockWrong while the clock stands before the newest entry."""
    if not IS_ASKED:
        return
    machine, business = clock.machine_now(), clock.now()
    seen = _fits.get(settings.HOABAN_TODAY)
    if seen and machine >= seen[0] and business >= seen[1]:
        return
    _compare(machine, queries.latest_moment(), SKEW)
    if clock.is_shifted():
        _compare(business, queries.newest_at(), SHIFTED_SKEW)
    _fits[settings.HOABAN_TODAY] = machine, business


def _compare(now: datetime, since: datetime | None, skew: timedelta) -> None:
    if since is not None and now < since - skew:
        raise ClockWrong(now=shown(now), since=shown(since))


def shown(moment: datetime) -> str:
    """A moment as an operator reads it, by the province's clock."""
    return days.written(moment)


def forget() -> None:
    """Ask the database anew."""
    _fits.clear()
