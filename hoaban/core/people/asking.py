"""What a page of the house may ask of its request."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest

from hoaban.core.people.actors import Actor
from hoaban.core.refusals import Refusal

if TYPE_CHECKING:  # this module is read before the tables are
    from hoaban.core.people.queries import Choice


class OfficialRequest(HttpRequest):
    """`actor` is who acts (STRANGER for the unsigned); `say` a refusal in the reader's language.

    `choice` is the post behind an official actor. All are set by hoaban.core.http's middleware,
    before any page.
    """

    actor: Actor
    choice: "Choice | None"
    say: Callable[[Refusal], str]
