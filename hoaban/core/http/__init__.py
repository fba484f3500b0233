"""Requests that know who acts, refusals as answers, paging, throttling and typed forms kept."""

from django.http import HttpRequest

from hoaban.core.people.actors import Actor


class OfficialRequest(HttpRequest):
    """What every page receives: `actor` is set by ActorMiddleware, STRANGER for the unsigned."""

    actor: Actor
