"""Pages about the asking itself: what was typed and kept, stale tabs, and what went wrong."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from django.views.i18n import set_language

from hoaban.core import clock
from hoaban.core.http import acting, carried, kept, other_posts, problems, resuming, storage
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import actions, queries
from hoaban.core.people.models import Person

RETRY_AFTER = 30  # seconds
CROWDED_SECONDS = 5
_SENTENCES = {
    400: _("Yêu cầu gửi lên không đúng. Hãy quay lại, tải lại trang rồi thử lần nữa."),
    403: _("Bạn không có quyền xem trang này."),
    404: _("Không tìm thấy trang này. Địa chỉ có thể sai, hoặc hồ sơ không thuộc về bạn."),
    405: _("Địa chỉ này không nhận phương thức đó."),
    413: _("Nội dung gửi lên quá lớn."),
    503: _("Hệ thống tạm thời chưa ghi được dữ liệu; hãy gửi lại sau ít phút."),
    500: _("Hệ thống gặp lỗi. Việc vừa làm chưa được ghi nhận; hãy thử lại sau ít phút."),
}
_CROWDED = _("Lúc này có quá nhiều người cùng truy cập; hãy gửi lại sau vài giây.")

_PAGES = {
    400: "400.html",
    403: "403.html",
    404: "404.html",
    405: "405.html",
    413: "413.html",
}


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    if acting.is_api(request.path):
        return problems.problem(status, "error", str(_SENTENCES[status]))
    return render(request, _PAGES[status], status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What cannot be read, or is longer than we read."""
    return _answer(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def too_large(request: HttpRequest) -> HttpResponse:
    """Said before a byte of it is read."""
    return _answer(request, 413)


def other_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """A form's address opened as a page, say from a bookmark."""
    answer = _answer(request, 405)
    answer["Allow"] = allowed
    return answer


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    del exception
    return _answer(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """allauth's limits answer with this page (`handler429`)."""
    return render(request, "429.html", status=429)


def unwritable(request: HttpRequest) -> HttpResponse:
    """Nothing can be written now: no room, or somebody else writes; bare, as `broken` is."""
    if acting.is_api(request.path):
        answer: HttpResponse = problems.problem(503, "unwritable", str(_SENTENCES[503]))
    else:
        answer = render(None, "503.html", status=503)
    answer["Retry-After"] = f"{RETRY_AFTER}"
    return answer


def crowded(path: str) -> HttpResponse:
    """More is asked than can be answered soon: bare, as `broken` is, and without the request."""
    if acting.is_api(path):
        answer: HttpResponse = problems.problem(503, "crowded", str(_CROWDED))
    else:
        answer = HttpResponse(render_to_string("crowded.html"), status=503)
    answer["Retry-After"] = f"{CROWDED_SECONDS}"
    answer["Cache-Control"] = "no-store"
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """Without context, database or session: whatever broke may be one of them."""
    if storage.is_unwritable(sys.exc_info()[1]):
        return unwritable(request)
    if acting.is_api(request.path):
        return problems.problem(500, "error", str(_SENTENCES[500]))
    return render(None, "500.html", status=500)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: ActingRequest) -> HttpResponse:
    """What was typed before the session ended or the tab grew stale, and what sending it does; a
    POST forgets it.
    """
    found = kept.waiting(request)
    if found and request.method == "POST":
        kept.drop(request)
        return HttpResponseRedirect(found["page"])
    if not found:
        return HttpResponseRedirect("/desk/" if request.actor.is_official else "/")
    return _shown(request, found, 200)


_CODES = {
    *("key", "next", "once", "do", "view", "upto", "seen", "fill", "later", "add_row", "rows"),
    *("kind", "whose", "case", "agency", "way", "area_code", "commune", "sex", "relation"),
}


def _shown(request: ActingRequest, found: dict[str, str], status: int) -> HttpResponse:
    """What was typed; by one press it is sent again where the room says what that does to what."""
    fields = QueryDict(found["fields"])
    posts = None if carried.fits(request, found) else other_posts.of(request, found["post"])
    is_sent_here = not posts and not found["had_files"]
    named = resuming.named(request.actor, found["to"]) if is_sent_here else None
    labels = resuming.labels(request.actor, found["to"])
    is_waiting = kept.waiting(request) == found
    facts = {
        "posts": posts,
        "named": named,
        "fields": [(name, value) for name, values in fields.lists() for value in values],
        "shown": [
            (labels.get(name, ""), value)
            for name, values in fields.lists()
            for value in values
            if value and not _is_hidden(name)
        ],
        "to": found["to"],
        "page": found["page"],
        "on": kept.resume_address() if is_waiting else found["page"],
        "is_waiting": is_waiting,
        "had_files": found["had_files"],
    }
    return render(request, "http/kept.html", facts, status=status)


def _is_hidden(name: str) -> bool:
    """Fields that carry keys, codes of choices or the pressed button, not what a person typed."""
    bare = name.rpartition("-")[2].rpartition("__")[2]
    return name.startswith("_") or not _CODES.isdisjoint({name, bare})


@login_not_required
def language(request: HttpRequest) -> HttpResponseBase:
    """Switch the language of the pages; the signed-in person's is kept for messages too."""
    chosen = request.POST.get("language", "")
    if request.method == "POST" and chosen in dict(settings.LANGUAGES):
        person = request.user
        if isinstance(person, Person):
            by = queries.actor_for_citizen(person)
            actions.speak(person.pk, language=chosen, by=by, at=clock.now())
    return set_language(request)


@login_not_required
def stale(request: ActingRequest, reason: str = "") -> HttpResponse:
    """A form whose token no longer fits (an old tab): nothing was done, what was typed is here.

    Only what came from a page of ours is offered again: another site's form never is.
    """
    del reason
    if acting.is_api(request.path):
        return problems.problem(403, "forbidden", str(_SENTENCES[403]))
    ours = carried.came_from_here(request)
    is_kept = ours and kept.keep(request)
    found = carried.typed(request) if ours and kept.is_own(request) else None
    if found:
        return _shown(request, found, 403)
    facts = {
        "back": carried.page_of(request),
        "is_kept": is_kept,
        "is_anothers": is_kept and request.user.is_authenticated,
    }
    return render(request, "http/stale.html", facts, status=403)


def other_post(request: ActingRequest) -> HttpResponse:
    """A form that was drawn in another post of the same person: nothing was done, both are named,
    what was typed is here, and one press leads on in the right post.
    """
    is_kept = kept.keep(request)
    if is_kept and request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": kept.resume_address()})
    return _shown(request, carried.sent(request), 409)
