"""What a form of ours carries, where it stood and in which post it was typed."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme

from hoaban.core.http import acting, drawn

LIMIT = 200_000  # bytes
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
        path = escape_leading_slashes(parts.path)  # else a way back leads to another site
        return f"{path}?{parts.query}" if parts.query else path
    return request.path


def sent(request: HttpRequest) -> dict[str, str]:
    """What a form of ours carries, or with its text left out where that is not kept."""
    return typed(request) or _form(request, "")


def typed(request: HttpRequest) -> dict[str, str] | None:
    """What a form of ours carries: no files, no passwords, not much."""
    if request.content_type not in _FORMS:
        return None
    fields = request.POST.copy()
    for name in list(fields):
        if "password" in name.lower() or name in ("csrfmiddlewaretoken", drawn.FIELD):
            del fields[name]
    text = fields.urlencode()
    if not text or len(text) > LIMIT:
        return None
    return _form(request, text)


def _form(request: HttpRequest, text: str) -> dict[str, str]:
    return {
        "to": request.get_full_path(),
        "page": page_of(request),
        "fields": text,
        "had_files": "1" if request.FILES else "",
        "post": _post(request),
    }


def _post(request: HttpRequest) -> str:
    """The key of the post in which a form of the desk was typed, or nothing."""
    said = drawn.of(request)
    return said.post if said and acting.is_desk(request.path) else ""


def fits(request: HttpRequest, form: dict[str, str]) -> bool:
    """Whether the post in which a kept form was typed acts now; true where it needs none."""
    choice = getattr(request, "choice", None)
    wanted = form.get("post", "")
    return not wanted or (choice is not None and choice.key == wanted)
