"""What was typed is not lost when a session ends in mid-form or a tab grows stale.

A POST that arrives unsigned, in another post, or with a stale token from our own page, is kept for
whom the form was drawn (`drawn`, `parked`). After sign-in the person lands on `/kept/`, which shows
what was typed and sends it again with one button. Somebody else who signs in at the same counter or
telephone in between never sees it, and it waits; what was drawn for nobody is not kept at all. A
form page may do better and refill itself, in the post in which it was typed:

    typed = kept.take(request)
    form = Form(typed) if typed else Form()
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse

from hoaban.core.http import carried, drawn, parked, throttle

SESSION_KEY = "kept_form"
TYPIST = "typist"  # the cookie that names who was signed in last, until sign-out
OF_A_MACHINE, WINDOW = 100, 3600  # forms an hour: strangers may not fill the disk


def _last(request: HttpRequest) -> str:
    """Who was signed in last in this browser and did not sign out, or nothing."""
    try:
        return str(signing.loads(request.COOKIES.get(TYPIST, ""), salt=TYPIST))
    except signing.BadSignature:
        return ""


def remember(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Let the browser know whose forms these are, for as long as it is open."""
    person = drawn.signed_in(request)
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


def is_own(request: HttpRequest) -> bool:
    """Whether the form was drawn for who is signed in now, or for nobody while nobody is."""
    said = drawn.of(request)
    return said is not None and said.person == drawn.signed_in(request)


def keep(request: HttpRequest) -> bool:
    """Keep the typed fields for whom the form was drawn, not too often; else False."""
    said, found = drawn.of(request), carried.typed(request)
    if said is None or not said.person or found is None:
        return False
    owner = said.person
    if throttle.count("kept", throttle.address(request), seconds=WINDOW) > OF_A_MACHINE:
        return False
    parked.put(owner, found)
    if drawn.signed_in(request) in ("", owner):
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
    person, said = drawn.signed_in(request), request.session.get(SESSION_KEY)
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


def drop(request: HttpRequest) -> None:
    """Forget what is kept for who is signed in, as they wish."""
    if waiting(request):
        _end(request, drawn.signed_in(request))


def _end(request: HttpRequest, person: str) -> None:
    del request.session[SESSION_KEY]
    parked.drop(person)


def waiting(request: HttpRequest) -> dict[str, str] | None:
    """What is kept for who is signed in, without taking it: `to`, `page`, `fields`, `had_files`,
    `post`. `fields` is urlencoded.
    """
    person, said = drawn.signed_in(request), request.session.get(SESSION_KEY)
    if not said or not person or said["owner"] != person:
        return None
    return parked.of(person)


def take(request: HttpRequest) -> QueryDict | None:
    """What was typed on this page before sign-in, once; None where nothing waits."""
    said = request.session.get(SESSION_KEY)
    if not said or request.path not in _paths(said):
        return None
    found = waiting(request)
    if not found or not carried.fits(request, found):
        return None
    _end(request, drawn.signed_in(request))
    return QueryDict(found["fields"])


def resume_address() -> str:
    """Where to go after sign-in."""
    return reverse("http:kept")
