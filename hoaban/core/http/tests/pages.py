"""Pages of a room that exists in these tests alone."""

import errno
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from hoaban.core.http import citing, kept
from hoaban.core.http.requests import ActingRequest
from hoaban.core.refusals import NotAllowed, NotWellFormed, Refusal


class ClosedToday(Refusal):
    """Hôm nay {day} cơ quan không làm việc.

    calendar.holidays
    """


def whoami(request: ActingRequest) -> HttpResponse:
    actor = request.actor
    return HttpResponse(f"{actor.kind}|{actor.agency}|{actor.role or ''}|{actor.behalf}")


@login_not_required
def open_page(request: ActingRequest) -> HttpResponse:
    return whoami(request)


def refuse(request: ActingRequest) -> HttpResponse:
    if on := request.GET.get("on"):
        citing.concerns(request, date.fromisoformat(on))
    what = request.GET.get("what") or request.POST.get("what")
    if what == "allowed":
        raise NotAllowed
    if what == "formed":
        raise NotWellFormed(what="ngày")
    if what == "full":
        raise OSError(errno.ENOSPC, "No space left on device")
    if what == "bug":
        raise RuntimeError("secret of the inside")
    raise ClosedToday(day="30/03")


def form(request: ActingRequest) -> HttpResponse:
    typed = kept.take(request)
    return HttpResponse("" if typed is None else typed.get("reason", ""))


rooms = [
    path("desk/whoami/", whoami),
    path("desk/refuse/", refuse),
    path("desk/form/", form, name="form"),
    path("my/whoami/", whoami),
    path("api/v1/whoami", whoami),
    path("api/v1/refuse", refuse),
    path("api/v1/open", open_page),
    path("open/", open_page),
    path("form/", form),
    path("refuse/", login_not_required(refuse)),
]
urlpatterns = [
    *rooms,
    path("", include("hoaban.core.http.urls")),
    path("", include("hoaban.domains.office.people.urls")),
    path("", include("hoaban.faces.desk.urls")),
    path("account/", include("allauth.urls")),
]
handler400 = "hoaban.core.http.pages.bad_request"
handler403 = "hoaban.core.http.pages.forbidden"
handler404 = "hoaban.core.http.pages.not_found"
handler500 = "hoaban.core.http.pages.broken"
