"""What a page of the house may ask of its request."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from hoaban.core.people.actors import Actor

if TYPE_CHECKING:  # this module is read before the tables are
    from hoaban.core.people.queries import Choice


class ActingRequest(HttpRequest):
    """`actor` is who acts (STRANGER for the unsigned); `choice` the post behind an official.

    Both are set by the middleware, before any page.
    """

    actor: Actor
    choice: "Choice | None"
