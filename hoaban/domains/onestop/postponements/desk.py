"""What stands promised on a day off that was decreed later, for whoever keeps the calendar."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hoaban.core import clock
from hoaban.core.calendars import rules as calendars
from hoaban.core.http import answers
from hoaban.core.http.requests import ActingRequest
from hoaban.domains.onestop.postponements import actions, queries
from hoaban.domains.onestop.postponements.forms import PostponementForm


@require_http_methods(["GET", "HEAD", "POST"])
def promises(request: ActingRequest, on: str) -> HttpResponse:
    """How many open promises a day falls into; announced with its ground, they are moved."""
    calendars.may_keep(request.actor.role or "")
    day = _day(on)
    form = PostponementForm(request.POST or None)

    def announce() -> list[int]:
        basis, key = form.cleaned_data["basis"], form.cleaned_data["key"]
        by, at = request.actor, clock.now()
        return [actions.announce(day, basis=basis, by=by, at=at, key=key)]

    if request.method == "POST" and (done := answers.attempt(form, announce)):
        told = ngettext(
            "Đã công bố; %(count)s ngày hẹn đang được xem để dời.",
            "Đã công bố; %(count)s ngày hẹn đang được xem để dời.",
            done[0],
        )
        messages.success(request, told % {"count": done[0]})
        return redirect(f"{reverse('calendars:desk_calendar')}?year={day.year}")
    facts = {"form": form, "on": day, "count": queries.promised_on(day, clock.now())}
    return render(
        request, "postponements/desk/promises.html", facts, status=422 if form.errors else 200
    )


def _day(text: str) -> date:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if not clock.is_countable(on):
        raise Http404
    return on
