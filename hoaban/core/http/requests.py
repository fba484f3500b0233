"""What a page of the house may ask of its request."""

import hashlib
from typing import TYPE_CHECKING

from django.http import HttpRequest

from hoaban.core.people.actors import Actor

if TYPE_CHECKING:  # this module is read before the tables are
    from hoaban.core.people.queries import Choice


NOT_SAID = ("csrfmiddlewaretoken", "drawn_for", "once", "code", "pick")


def said(request: HttpRequest) -> str:
    """A digest (20 hex digits) of what a page sent: its fields, names and sizes of its files.

    Not of what proves who presses, nor of which rows were ticked, as each is done by itself.
    """
    sent = [(name, values) for name, values in sorted(request.POST.lists()) if name not in NOT_SAID]
    files = [
        (name, [(file.name, file.size) for file in found])
        for name, found in sorted(request.FILES.lists())
    ]
    return hashlib.sha256(repr((sent, files)).encode()).hexdigest()[:20]


class ActingRequest(HttpRequest):
    """`actor` is who acts (STRANGER for the unsigned); `choice` the post behind an official;
    `lacks_factor` that this post is shut until its holder has an authenticator app.

    They are set by the middleware, before any page.
    """

    actor: Actor
    choice: "Choice | None"
    lacks_factor: bool
