"""The answer to a refusal: a message where it happened, a page, or problem+json for machines."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import TypeVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from hoaban.core import language
from hoaban.core.accounts.rules import PasswordUnconfirmed
from hoaban.core.http import acting, carried, citing, problems
from hoaban.core.http.rates import TooManyRequests
from hoaban.core.journal.moments import ClockWrong
from hoaban.core.refusals import Busy, HoldsNoPost, NotAllowed, NotWellFormed, Refusal

Done = TypeVar("Done")
RETRY_SECONDS = "5"
BUSY = "hoaban.busy"


def sentences(in_language: str) -> Mapping[str, str]:
    """The refusals' sentences in another language, by class name, from content."""
    if in_language == language.FIRST:
        return {}
    of: Callable[[str], Mapping[str, str]] = import_string(settings.REFUSAL_SENTENCES)
    return of(in_language)


def sentence(refusal: Refusal) -> str:
    """What the person reads, in the language of the request."""
    return refusal.speak(sentences(language.current()), gettext)


def cited(request: HttpRequest, refusal: Refusal) -> str:
    """The sentence with the article behind it, where one speaks of its topic."""
    return with_law(refusal, citing.shown(request, refusal))


def with_law(refusal: Refusal, law: str) -> str:
    """The sentence and the words of an article, which may be none."""
    return f"{sentence(refusal)} ({law})" if law else sentence(refusal)


def told(request: HttpRequest, refusal: Refusal) -> str:
    """The sentence for a page that shows it where it happened; a busy house is a 503 there too."""
    if isinstance(refusal, Busy):
        request.META[BUSY] = True
    return sentence(refusal)


def attempt(form: forms.Form, change: Callable[[], Done]) -> Done | None:
    """Run a change for a filled form; a refusal comes back on the form with what was typed."""
    if not form.is_valid():
        return None
    try:
        return change()
    except Refusal as refusal:
        form.add_error(None, sentence(refusal))
        return None


def status_of(refusal: Refusal) -> HTTPStatus:
    """403 for who may see and not do, 422 for what is malformed, 429 for a machine that asks
    too often, 503 where too much is asked at once, 409 where the rule says no.
    """
    if isinstance(refusal, NotAllowed):
        return HTTPStatus.FORBIDDEN
    if isinstance(refusal, Busy | ClockWrong):
        return HTTPStatus.SERVICE_UNAVAILABLE
    if isinstance(refusal, TooManyRequests):
        return HTTPStatus.TOO_MANY_REQUESTS
    if isinstance(refusal, NotWellFormed):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.CONFLICT


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer that fits who asked: machine, page, or part of a page."""
    answer = _refused(request, refusal)
    if isinstance(refusal, Busy):
        answer["Retry-After"] = RETRY_SECONDS
    if isinstance(refusal, TooManyRequests):
        answer["Retry-After"] = f"{refusal.seconds}"
    return answer


def problem(request: HttpRequest, status: int, refusal: Refusal) -> JsonResponse:
    """The answer for a machine: the topic of law, its article, and whether that text was seen."""
    found = citing.of(request, refusal)
    return problems.problem(
        status,
        type(refusal).__name__,
        sentence(refusal),
        law=found.words or None,
        law_topic=refusal.topic or None,
        law_is_seen=not found.is_doubtful if found.words else None,
    )


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = status_of(refusal)
    if acting.is_api(request.path):
        return problem(request, status, refusal)
    back = carried.page_of(request)
    stays = isinstance(refusal, NotAllowed | Busy) or request.method in ("GET", "HEAD")
    if stays and not request.headers.get("HX-Request"):
        is_shut = isinstance(refusal, PasswordUnconfirmed | HoldsNoPost)
        facts = {
            "sentence": sentence(refusal),
            "law": citing.shown(request, refusal),
            "back": back,
            "home": "/" if isinstance(refusal, HoldsNoPost) else _sensible(request),
            "is_shut": is_shut,
            "has_others": is_shut and acting.may_change(request),
        }
        return render(request, "http/refused.html", facts, status=status)
    messages.error(request, cited(request, refusal))
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": back})
    return HttpResponseRedirect(back if back != request.path else _sensible(request))


def _sensible(request: HttpRequest) -> str:
    """Without a page to go back to: the desk's or the portal's first page."""
    return "/desk/" if acting.is_desk(request.path) else "/"
