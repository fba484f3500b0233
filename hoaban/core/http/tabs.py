"""A form is carried out for whom it was drawn and in the post it was drawn for, or not at all."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from hoaban.core.http import acting, drawn, pages
from hoaban.core.http.requests import ActingRequest

Respond = Callable[[HttpRequest], HttpResponse]


def is_elsewhere(request: HttpRequest, said: drawn.Drawn) -> bool:
    """Whether somebody else has signed in since the form was drawn."""
    person = drawn.now(request).person
    return bool(person and said.person and person != said.person)


def is_other_post(request: HttpRequest, said: drawn.Drawn) -> bool:
    """Whether the same person acts in another post now, or has to choose one first."""
    present = drawn.now(request)
    return bool(present.person and said.post and present.post != said.post)


class TabsMiddleware:
    """Asks every form that changes something, before its page does; it stands before the actor's
    own middleware, which would lead to the choice of a post and lose what was typed.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: ActingRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[object, ...],
        view_kwargs: dict[str, object],
    ) -> HttpResponse | None:
        del view_args, view_kwargs
        if getattr(view_func, "csrf_exempt", False):  # it changes nothing
            return None
        if request.method in ("GET", "HEAD", "OPTIONS") or acting.is_api(request.path):
            return None
        said = drawn.of(request)
        if said is None:
            return None
        if is_elsewhere(request, said):
            return pages.stale(request)
        if not acting.is_desk(request.path) or getattr(view_func, "without_post", False):
            return None
        return pages.other_post(request) if is_other_post(request, said) else None
