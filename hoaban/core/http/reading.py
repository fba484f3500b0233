"""What comes in is readable, and comes in one form, before any page sees it."""

import re
from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
    UnreadablePostError,
)

from hoaban.core import typed
from hoaban.core.http import acting, pages

Respond = Callable[[HttpRequest], HttpResponse]


CODES = {"reference", "public_id"}  # parts of addresses that stand on papers and in messages

_HEX = re.compile("[0-9a-fA-F]+")


def _code(name: str, given: str) -> str:
    """A reference has capitals only; a public id of a paper figures and small letters."""
    kept = typed.of_address(given)
    if name == "reference":
        return kept.upper()
    return kept.lower() if _HEX.fullmatch(kept) else kept


class ReadableMiddleware:
    """An address or question with a zero byte is none of ours: PostgreSQL knows no such text.

    What systems ask is judged by the operation, which names the field.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path:
            return pages.not_found(request)
        if "%00" in request.META.get("QUERY_STRING", "") and not acting.is_api(request.path):
            return pages.bad_request(request)
        return self.get_response(request)


class TypedMiddleware:
    """Every field of a form, of an address's question and every code in an address comes in
    through `typed`.

    It stands behind the check of a form's token, which has read the form by then where one is asked
    for. A form that broke off on its way is an empty one, with a token and without.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.GET = typed.fields(request.GET)  # type: ignore[assignment]  # unchangeable
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[object, ...],
        view_kwargs: dict[str, object],
    ) -> None:
        del view_func, view_args
        if not acting.is_api(request.path):
            for name in CODES & view_kwargs.keys():
                view_kwargs[name] = _code(name, str(view_kwargs[name]))
        if request.method == "POST" and not acting.is_api(request.path):
            request.POST = typed.fields(_sent(request))  # type: ignore[assignment]


def _sent(request: HttpRequest) -> QueryDict:
    try:
        return request.POST
    except UnreadablePostError:
        return QueryDict()
