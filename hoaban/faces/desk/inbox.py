"""The inbox of officials: what came to them, what is late, what was sent back or answered."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hoaban.casework.notices import actions, queries
from hoaban.casework.notices.enums import Kind
from hoaban.casework.notices.queries import Notice
from hoaban.core import clock
from hoaban.core.http import paging
from hoaban.core.http.requests import ActingRequest
from hoaban.faces.desk.forms import ReadForm

SIZE = 50
PAGES = {"dossier": "dossiers:desk_detail"}  # of a case, by its kind


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as the page shows it."""

    url: str
    code: str
    title: str
    kind: Kind
    words: str
    at: datetime
    is_new: bool


def _line(notice: Notice, words: str, *, is_new: bool) -> Line:
    case = notice.case
    return Line(
        reverse(PAGES[case.kind], args=[case.reference]),
        case.code or case.reference,
        case.title,
        Kind(notice.kind),
        words,
        notice.at,
        is_new=is_new,
    )


@require_http_methods(["GET", "POST"])
def inbox(request: ActingRequest) -> HttpResponse:
    """The newest first; a press of the button says that all of it was read."""
    told = queries.visible_to(request.actor)
    if request.method == "POST":
        form = ReadForm(request.POST)
        newest = told.filter(pk=form.cleaned_data["upto"]).first() if form.is_valid() else None
        if newest is not None:
            actions.mark_read(newest.pk, by=request.actor, at=clock.now())
        return HttpResponseRedirect(reverse("desk:inbox"))
    after = request.GET.get("after")
    page = paging.keyset(told, order=queries.ORDER, after=after, size=SIZE)
    new = queries.new_among(request.actor, page.rows)
    first = page.rows[0].pk if page.rows and not after else 0
    context = {
        "page": page,
        "lines": [
            _line(notice, words, is_new=notice.pk in new)
            for notice, words in zip(page.rows, queries.told(page.rows), strict=True)
        ],
        "newest": first if queries.unread(request.actor, 1) else 0,
    }
    answer = render(request, "desk/inbox.html", context)
    answer["Cache-Control"] = "private, no-store"  # the way back shows what was read meanwhile
    return answer
