"""What was typed is not lost when a session ends in mid-form or a tab grows stale.

A POST that arrives unsigned, or with a stale token from our own page, leaves its fields in the
session. After sign-in the person lands on `/kept/`, which shows what was typed and sends it again
with one button. A form page may do better and refill itself:

    typed = kept.take(request)
    form = Form(typed) if typed else Form()
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hoaban.core.http import throttle

SESSION_KEY = "kept_form"
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


def keep(request: HttpRequest) -> bool:
    """Keep the typed fields in the session: no files, no passwords, not much, not too often."""
    if request.content_type not in _FORMS:
        return False
    fields = request.POST.copy()
    for name in list(fields):
        if "password" in name.lower() or name == "csrfmiddlewaretoken":
            del fields[name]
    text = fields.urlencode()
    if not text or len(text) > LIMIT:
        return False
    if throttle.count("kept", throttle.address(request), seconds=WINDOW) > OF_A_MACHINE:
        return False
    request.session[SESSION_KEY] = {
        "to": request.get_full_path(),
        "page": page_of(request),
        "fields": text,
        "had_files": bool(request.FILES),
    }
    return True


def waiting(request: HttpRequest) -> dict[str, str] | None:
    """What is kept, without taking it: `to`, `page`, `fields` (urlencoded), `had_files`."""
    found: dict[str, str] | None = request.session.get(SESSION_KEY)
    return found


def take(request: HttpRequest) -> QueryDict | None:
    """What was typed on this page before sign-in, once; None where nothing waits."""
    found = waiting(request)
    if not found or request.path not in {urlsplit(found[k]).path for k in ("to", "page")}:
        return None
    del request.session[SESSION_KEY]
    return QueryDict(found["fields"])


def resume_address() -> str:
    """Where to go after sign-in."""
    return reverse("http:kept")
