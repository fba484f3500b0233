"""The answer to a refusal: a message where it happened, a page, or problem+json for machines."""

import tomllib
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from hoaban.core.http import acting, kept, problems
from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFilesByKey
from hoaban.core.refusals import Busy, NotAllowed, NotWellFormed, Refusal

RETRY_SECONDS = "5"
BUSY = "hoaban.busy"


def _paths() -> list[Path]:
    return sorted((folders.country() / "refusals").glob("*/*.toml"))


def _read(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for path in _paths():
        if path.parent.name == language:
            found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


_sentences = KeptFilesByKey(_paths, _read)


def sentences(language: str) -> Mapping[str, str]:
    """The refusals' sentences in another language, by class name, from content."""
    return {} if language == "vi" else _sentences.get(language)


def sentence(refusal: Refusal) -> str:
    """What the person reads, in the language of the request."""
    return refusal.speak(sentences((get_language() or "vi").split("-")[0]), gettext)


def told(request: HttpRequest, refusal: Refusal) -> str:
    """The sentence for a page that shows it where it happened; a busy house is a 503 there too."""
    if isinstance(refusal, Busy):
        request.META[BUSY] = True
    return sentence(refusal)


def status_of(refusal: Refusal) -> HTTPStatus:
    """403 for who may see and not do, 422 for what is malformed, 503 where too much is asked at
    once, 409 where the rule says no.
    """
    if isinstance(refusal, NotAllowed):
        return HTTPStatus.FORBIDDEN
    if isinstance(refusal, Busy):
        return HTTPStatus.SERVICE_UNAVAILABLE
    if isinstance(refusal, NotWellFormed):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.CONFLICT


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer that fits who asked: machine, page, or part of a page."""
    answer = _refused(request, refusal)
    if isinstance(refusal, Busy):
        answer["Retry-After"] = RETRY_SECONDS
    return answer


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = status_of(refusal)
    if acting.is_api(request.path):
        return problems.problem(status, type(refusal).__name__, sentence(refusal), law=refusal.law)
    back = kept.page_of(request)
    stays = isinstance(refusal, NotAllowed | Busy) or request.method in ("GET", "HEAD")
    if stays and not request.headers.get("HX-Request"):
        facts = {"sentence": sentence(refusal), "law": refusal.law, "back": back}
        return render(request, "http/refused.html", facts, status=status)
    law = f" ({refusal.law})" if refusal.law != "—" else ""
    messages.error(request, f"{sentence(refusal)}{law}")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": back})
    return HttpResponseRedirect(back if back != request.path else _sensible(request))


def _sensible(request: HttpRequest) -> str:
    """Without a page to go back to: the desk's or the portal's first page."""
    return "/desk/" if acting.is_desk(request.path) else "/"
