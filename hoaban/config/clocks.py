"""No page is answered under a clock that is surely wrong: one page says so, and what to do.

An empty battery sets a machine to 2015 or 1970: sessions end, codes run out and content of that
day is missing, each with a misleading word of its own. So the clock is asked before anything else.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hoaban.core import clock
from hoaban.core.calendars import queries as calendars
from hoaban.core.http import acting, answers
from hoaban.core.journal import moments
from hoaban.core.journal import queries as journal
from hoaban.core.kept import folders
from hoaban.core.refusals import Refusal
from hoaban.engines.law import lookup
from hoaban.gateways.signing import contract as signing

RETRY_AFTER = 300  # seconds
LONGEST_SILENCE = timedelta(days=92)  # without an entry; longer, and nothing tells for the clock
HEALTH = "/healthz"  # says it itself


class ClockBeforeContent(moments.ClockWrong):
    """Đồng hồ máy chủ đang chỉ {now}, trước ngày {first} là ngày đầu tiên mà hệ thống có quy định.
    Chưa có gì được ghi nhận; hãy báo cán bộ công nghệ thông tin chỉnh lại giờ.
    """


class ClockAfterContent(moments.ClockWrong):
    """Đồng hồ máy chủ đang chỉ {now}, trong khi lịch làm việc của hệ thống chỉ có đến hết năm
    {year} và dấu vết gần nhất của hệ thống là lúc {newest}. Giờ sai thì chỉnh lại giờ; giờ đúng thì
    nạp lịch ngày nghỉ của các năm còn thiếu. Chưa có gì được ghi nhận; hãy báo cán bộ công nghệ
    thông tin.
    """


_fitting: set[date] = set()


def check() -> None:
    """Refuse ClockWrong before the newest entry or the first day of content, and where the clock
    has gone on alone: more than a year after the last year with a calendar, and long after
    everything else that says when it was. Where work went on until now the calendar is what is
    missing: acts that count by it say so, and whoever keeps it enters it.
    """
    moments.check()
    today = clock.today()
    if not moments.IS_ASKED or today in _fitting:
        return
    first, now = lookup.first_day("counter"), moments.shown(clock.now())
    if today < first:
        raise ClockBeforeContent(now=now, first=f"{first:%d/%m/%Y}")
    last = calendars.last_year()
    if last is not None and today.year > last + 1:
        _check_went_on(now, last)
    _fitting.clear()
    _fitting.add(today)


def _check_went_on(now: str, last: int) -> None:
    newest = newest_trace()
    if newest is None or clock.now() - newest > LONGEST_SILENCE:
        seen = moments.shown(newest) if newest else "—"
        raise ClockAfterContent(now=now, year=last, newest=seen)


def newest_trace() -> datetime | None:
    """When the system surely was at work last; None where nothing says so.

    By the machine's time the newest entry or seal, the newest file of the version and its calendar,
    and the first day of the authority's certificate. None of them is written while the clock is
    told to be wrong. Under a day that was set, the newest entry of somebody alone.
    """
    if clock.is_shifted():
        return journal.newest_at()
    traces = [journal.latest_moment(), signing.get().health().since, *map(_written_at, _files())]
    return max((one for one in traces if one), default=None)


def _files() -> Iterable[Path]:
    """What a new version, or a new calendar, writes."""
    return [settings.ROOT / "pyproject.toml", *folders.country().glob("calendar/*.csv")]


def _written_at(path: Path) -> datetime | None:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else None


def forget() -> None:
    """Ask anew."""
    moments.forget()
    _fitting.clear()


class ClockMiddleware:
    """Answers everything with 503 and words while the clock is wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != HEALTH:
            try:
                check()
            except moments.ClockWrong as wrong:
                return _wrong(request, wrong)
        return self.get_response(request)


def _wrong(request: HttpRequest, wrong: Refusal) -> HttpResponse:
    """Bare, without session or account: both may be out of their time."""
    if acting.is_api(request.path):
        answer: HttpResponse = answers.problem(request, 503, wrong)
    else:
        facts = {
            "why": answers.sentence(wrong),
            "may_lack_calendar": isinstance(wrong, ClockAfterContent),
        }
        answer = render(None, "config/clock.html", facts, status=503)
    answer["Retry-After"] = f"{RETRY_AFTER}"
    answer["Cache-Control"] = "no-store"
    return answer
