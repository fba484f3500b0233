"""The inbox of officials: what came to them, what is late, what was sent back or answered."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hoaban.casework.lists import queries as lists
from hoaban.casework.lists.queries import Line as ListLine
from hoaban.casework.notices import actions, queries
from hoaban.casework.notices.enums import Kind
from hoaban.casework.notices.queries import Notice
from hoaban.core import clock
from hoaban.core.http import paging
from hoaban.core.http.requests import ActingRequest
from hoaban.faces.desk import watch
from hoaban.faces.desk.forms import ReadForm

SIZE = 50
PAGES = {"dossier": "dossiers:desk_detail"}  # of a case, by its kind


@dataclass(frozen=True, slots=True)
class Line:
    """One notice as the page shows it."""

    url: str
    code: str
    person: str  # whose it is
    title: str
    kind: Kind
    words: str
    at: datetime
    is_new: bool


def _line(notice: Notice, words: str, listed: ListLine | None, *, is_new: bool) -> Line:
    """A notice of a case as lists show it, in the reader's language; else as the case is named."""
    case = notice.case
    return Line(
        reverse(PAGES[case.kind], args=[case.reference]),
        case.code or case.reference,
        listed.title if listed else "",
        listed.subject if listed else case.title,
        Kind(notice.kind),
        words,
        notice.at,
        is_new=is_new,
    )


def _lines(notices: list[Notice], new: set[int]) -> list[Line]:
    """The lines of a page; whose cases they are is asked once for all."""
    cases = lists.by_case([notice.turn for notice in notices], clock.now())
    return [
        _line(notice, words, cases.get(notice.case_id), is_new=notice.pk in new)
        for notice, words in zip(notices, queries.told(notices), strict=True)
    ]


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
    kind = request.GET.get("kind", "")
    kind, is_unread = kind if kind in Kind.values else "", request.GET.get("unread") == "1"
    if is_unread:
        told = queries.new(request.actor).select_related("case", "turn")
    if kind:
        told = told.filter(kind=kind)
    page = paging.keyset(told, order=queries.ORDER, after=after, size=SIZE)
    new = queries.new_among(request.actor, page.rows)
    narrowed = bool(kind) or is_unread
    first = page.rows[0].pk if page.rows and not after else 0
    context = {
        "page": page,
        "lines": _lines(page.rows, new),
        "newest": first if not narrowed and queries.unread(request.actor, 1) else 0,
        "kinds": Kind.choices,
        "kind": kind,
        "is_unread": is_unread,
        "is_narrowed": narrowed,
        "drawn": watch.drawn(request.actor, clock.now()),
    }
    answer = render(request, "desk/inbox.html", context)
    answer["Cache-Control"] = "private, no-store"  # the way back shows what was read meanwhile
    return answer
