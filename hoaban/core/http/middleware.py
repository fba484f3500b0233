"""Who acts, who may come in, and what a refusal answers."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.utils.translation import gettext

from hoaban.core.http import acting, answers, carried, kept, pages, problems, rates, storage
from hoaban.core.http.acting import PARTNER
from hoaban.core.http.answers import BUSY, RETRY_SECONDS
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people.actors import STRANGER
from hoaban.core.refusals import HoldsNoPost, Refusal, why_not

logger = logging.getLogger(__name__)
PACKED = frozenset({"text/html", "text/csv", "text/plain", "application/json"})
Respond = Callable[[HttpRequest], HttpResponse]
SIGN_IN = "/desk/sign-in/"
LONGEST_QUESTION = 8_000  # characters behind the question mark of an address
LONGEST_SEARCH = 200


class PackingMiddleware(GZipMiddleware):
    """Pages and answers travel packed: a fifth of the bytes on a thin line.

    Django pads each answer at random, so that its length tells nothing of a secret in it (BREACH).
    Papers and pictures are packed already and go as they are.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        return super().process_response(request, response) if kind in PACKED else response


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page requires sign-in unless it says `login_not_required`.

    Under /desk/ it is the officials' sign-in, under /api/ a bearer token (401). What an unsigned
    form carried is kept and comes back after sign-in.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[object, ...],
        view_kwargs: dict[str, object],
    ) -> HttpResponseBase | None:
        if acting.is_api(request.path):
            return self._api(request, view_func)
        found: HttpResponseBase | None = super().process_view(
            request, view_func, view_args, view_kwargs
        )
        return found

    def _api(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse | None:
        actor = cast("ActingRequest", request).actor
        if refusal := why_not(rates.check_rate, actor):
            return answers.refused(request, refusal)
        if actor.kind == PARTNER or not getattr(view_func, "login_required", True):
            return None
        answer = problems.problem(
            401, "unsigned", gettext("Cần mã truy cập (Bearer) còn hiệu lực.")
        )
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    def get_login_url(self, view_func: Callable[..., HttpResponseBase]) -> str:
        return str(getattr(view_func, "login_url", None) or settings.LOGIN_URL)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        address = SIGN_IN if acting.is_desk(request.path) else self.get_login_url(view_func)
        back = request.get_full_path()
        if request.method == "POST":
            back = kept.resume_address() if kept.keep(request) else carried.page_of(request)
        target = f"{address}?{urlencode({'next': back})}"
        answer = HttpResponseRedirect(target)
        if request.headers.get("HX-Request"):
            answer.status_code, answer["HX-Redirect"] = 204, target
        return answer


class ActorMiddleware:
    """Sets `request.actor` (at most two queries) and keeps strangers to the desk away from it.

    What a signed-in person reads is kept by no proxy, and by the browser no longer than until
    sign-out: the next one at a shared telephone does not leaf back to it.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = cast("ActingRequest", request)
        is_locked = not acting.is_api(request.path) and acting.end_if_idle(request)
        acting.attach(asked)
        if acting.is_api(request.path):
            answer = self.get_response(request)
        else:
            comes_back = kept.settle(request)  # what somebody else typed here is shown to nobody
            answer = kept.shown_first() if comes_back else self.get_response(request)
            kept.remember(request, answer)
        if asked.actor.reference != STRANGER.reference:
            answer.headers.setdefault("Cache-Control", "private, no-cache")
            is_out = not acting.is_api(request.path) and not request.user.is_authenticated
            if is_out and not is_locked:
                answer["Clear-Site-Data"] = '"cache"'
                kept.forget(answer)
        return answer

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[object, ...],
        view_kwargs: dict[str, object],
    ) -> HttpResponse | None:
        """Only officials come to the desk; one with several posts chooses first."""
        del view_args, view_kwargs
        open_to_all = not getattr(view_func, "login_required", True)
        if not open_to_all and (shut := acting.shut(cast("ActingRequest", request), view_func)):
            return _sent_away(request, shut)
        actor = cast("ActingRequest", request).actor
        if open_to_all or not acting.is_desk(request.path) or actor.is_official:
            return None
        if not request.user.is_authenticated or getattr(view_func, "without_post", False):
            return None
        if acting.has_choice(request):
            next_page = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('desk:choose')}?{next_page}")
        return answers.refused(request, HoldsNoPost())


def _sent_away(request: HttpRequest, why: Refusal | str) -> HttpResponse:
    """Told why a page is shut, or led to what opens it."""
    if isinstance(why, Refusal):
        return answers.refused(request, why)
    if why == acting.SET_UP_FACTOR:
        words = gettext("Vị trí này cần ứng dụng xác thực: hãy cài rồi vào lại trang làm việc.")
        messages.warning(request, words)
    return HttpResponseRedirect(why)


def _cut_search(request: HttpRequest) -> None:
    """Nobody looks for more than this; a database pays for each word."""
    if acting.is_api(request.path):
        return
    text = request.GET.get("q", "")
    if len(text) > LONGEST_SEARCH:
        asked = request.GET.copy()
        asked["q"] = text[:LONGEST_SEARCH]
        asked._mutable = False
        request.GET = asked  # type: ignore[assignment]  # made unchangeable above


class RefusalMiddleware:
    """Turns a Refusal into its answer; anything else that is raised is a bug and stays one.

    What is too long is not even read, and a method that a page does not know gets words too.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = str(request.META.get("CONTENT_LENGTH") or "")
        if announced.isdecimal() and int(announced) > settings.REQUEST_MAX_BYTES:
            return pages.too_large(request)
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUESTION:
            return pages.too_large(request)
        _cut_search(request)
        answer = self.get_response(request)
        if request.META.get(BUSY) and answer.status_code >= HTTPStatus.BAD_REQUEST:
            answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
            answer["Retry-After"] = RETRY_SECONDS
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not answer.content:
            return pages.other_method(request, answer["Allow"])
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return answers.refused(request, exception)
        if storage.is_unwritable(exception):
            logger.error("%s %s: %s", request.method, request.path, exception)
            return pages.unwritable(request)
        return None
