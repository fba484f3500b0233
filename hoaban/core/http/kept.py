"""What was typed is not lost when a session ends in mid-form or a tab grows stale.

A POST that arrives unsigned, or with a stale token from our own page, is kept for who typed it
(`parked`): whoever is signed in, else whoever was so last in this browser, by a cookie that
outlives the session. After sign-in the person lands on `/kept/`, which shows what was typed and
sends it again with one button. Somebody else who signs in at the same counter or telephone in
between never sees it, and it waits; what a stranger typed is not kept at all. A form page may do
better and refill itself:

    typed = kept.take(request)
    form = Form(typed) if typed else Form()
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hoaban.core.http import parked, throttle
from hoaban.core.people.models import Person

SESSION_KEY = "kept_form"
TYPIST = "typist"  # the cookie that names who was signed in last, until sign-out
LIMIT = 200_000  # bytes
OF_A_MACHINE, WINDOW = 100, 3600  # forms an hour: strangers may not fill the disk
_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


def came_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of ours (`Origin: null` is not)."""
    return _is_ours(request, request.headers.get("Origin") or request.headers.get("Referer", ""))


def _is_ours(request: HttpRequest, address: str) -> bool:
    """An address with a host, and the host is ours; what is no address at all is not."""
    return address.startswith(("http://", "https://")) and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def page_of(request: HttpRequest) -> str:
    """The page the form stood on (path and query), else the address it was sent to."""
    said = request.headers.get("Referer", "")
    if _is_ours(request, said):
        parts = urlsplit(said)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.path


def _signed_in(request: HttpRequest) -> str:
    """The public id of who is signed in, or nothing."""
    person = request.user
    return person.public_id if isinstance(person, Person) else ""


def _last(request: HttpRequest) -> str:
    """Who was signed in last in this browser and did not sign out, or nothing."""
    try:
        return str(signing.loads(request.COOKIES.get(TYPIST, ""), salt=TYPIST))
    except signing.BadSignature:
        return ""


def remember(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Let the browser know whose forms these are, for as long as it is open."""
    person = _signed_in(request)
    if not person or person == _last(request):
        return
    answer.set_cookie(
        TYPIST,
        signing.dumps(person, salt=TYPIST),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    _find(request, person)


def forget(answer: HttpResponseBase) -> None:
    """After sign-out: who sits here next is somebody else."""
    answer.delete_cookie(TYPIST, samesite="Lax")


def typed(request: HttpRequest) -> dict[str, str] | None:
    """What a form of ours carries: no files, no passwords, not much."""
    if request.content_type not in _FORMS:
        return None
    fields = request.POST.copy()
    for name in list(fields):
        if "password" in name.lower() or name == "csrfmiddlewaretoken":
            del fields[name]
    text = fields.urlencode()
    if not text or len(text) > LIMIT:
        return None
    return {
        "to": request.get_full_path(),
        "page": page_of(request),
        "fields": text,
        "had_files": "1" if request.FILES else "",
    }


def keep(request: HttpRequest) -> bool:
    """Keep the typed fields for who typed them, not too often; else False."""
    owner, found = _signed_in(request) or _last(request), typed(request)
    if not owner or found is None:
        return False
    if throttle.count("kept", throttle.address(request), seconds=WINDOW) > OF_A_MACHINE:
        return False
    parked.put(owner, found)
    request.session[SESSION_KEY] = _said(owner, found)
    return True


def _said(owner: str, form: dict[str, str]) -> dict[str, str]:
    """What the session knows of a kept form: whose it is and where it belongs."""
    return {"owner": owner, "to": form["to"], "page": form["page"]}


def settle(request: HttpRequest) -> bool:
    """Before any page: whether to show first what waits for who just came to this browser.

    What somebody else typed here leaves this session and waits for them. Sending a kept form again
    ends its waiting.
    """
    person, said = _signed_in(request), request.session.get(SESSION_KEY)
    if not person:
        return False
    if said and said["owner"] != person:
        del request.session[SESSION_KEY]
        return False
    if said and request.method == "POST" and request.get_full_path() == said["to"]:
        _end(request, person)
        return False
    if not said or not said.get("found") or request.method != "GET":
        return False
    if request.headers.get("HX-Request"):
        return False
    request.session[SESSION_KEY] = {**said, "found": ""}
    return request.path not in {resume_address(), *_paths(said)}


def _find(request: HttpRequest, person: str) -> None:
    """Whoever comes to this browser is told of what waits for them, where anything does."""
    said = request.session.get(SESSION_KEY)
    if (not said or said["owner"] != person) and (found := parked.of(person)):
        request.session[SESSION_KEY] = _said(person, found) | {"found": "1"}


def _paths(said: dict[str, str]) -> set[str]:
    """The page on which a kept form stood, and where it was sent."""
    return {urlsplit(said[name]).path for name in ("to", "page")}


def shown_first() -> HttpResponseRedirect:
    """To what was typed, wherever the first click after sign-in led."""
    return HttpResponseRedirect(resume_address())


def _end(request: HttpRequest, person: str) -> None:
    del request.session[SESSION_KEY]
    parked.drop(person)


def waiting(request: HttpRequest) -> dict[str, str] | None:
    """What is kept for who is signed in, without taking it: `to`, `page`, `fields`, `had_files`.

    `fields` is urlencoded.
    """
    person, said = _signed_in(request), request.session.get(SESSION_KEY)
    if not said or not person or said["owner"] != person:
        return None
    return parked.of(person)


def take(request: HttpRequest) -> QueryDict | None:
    """What was typed on this page before sign-in, once; None where nothing waits."""
    said = request.session.get(SESSION_KEY)
    if not said or request.path not in _paths(said):
        return None
    found = waiting(request)
    if not found:
        return None
    _end(request, _signed_in(request))
    return QueryDict(found["fields"])


def resume_address() -> str:
    """Where to go after sign-in."""
    return reverse("http:kept")
