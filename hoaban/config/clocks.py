"""No page is answered under a clock that is surely wrong: one page says so, and what to do.

An empty battery sets a machine to 2015 or 1970: sessions end, codes run out and content of that
day is missing, each with a misleading word of its own. So the clock is asked before anything else.
"""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hoaban.core import clock
from hoaban.core.calendars import queries as calendars
from hoaban.core.http import acting, answers
from hoaban.core.journal import moments
from hoaban.core.refusals import Refusal
from hoaban.engines.law import lookup

RETRY_AFTER = 300  # seconds
HEALTH = "/healthz"  # says it itself


class ClockBeforeContent(moments.ClockWrong):
    """Đồng hồ máy chủ đang chỉ {now}, trước ngày {first} là ngày đầu tiên mà hệ thống có quy định.
    Chưa có gì được ghi nhận; hãy báo cán bộ công nghệ thông tin chỉnh lại giờ.
    """


class ClockAfterContent(moments.ClockWrong):
    """Đồng hồ máy chủ đang chỉ {now}, trong khi lịch làm việc của hệ thống chỉ có đến hết năm
    {year}. Chưa có gì được ghi nhận; hãy báo cán bộ công nghệ thông tin chỉnh lại giờ.
    """


_fitting: set[date] = set()


def check() -> None:
    """Refuse ClockWrong before the newest entry or the first day of content, or more than a year
    after the last year with a calendar: the one next year is told when it is missing, by acts.
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
        raise ClockAfterContent(now=now, year=last)
    _fitting.clear()
    _fitting.add(today)


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
        answer = render(None, "config/clock.html", {"why": answers.sentence(wrong)}, status=503)
    answer["Retry-After"] = f"{RETRY_AFTER}"
    answer["Cache-Control"] = "no-store"
    return answer
