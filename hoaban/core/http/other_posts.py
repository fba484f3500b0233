"""The post in which a form was drawn beside the one that acts now, as its holder reads them."""

from dataclasses import dataclass

from django.utils.translation import gettext

from hoaban.core import clock
from hoaban.core.http.requests import ActingRequest
from hoaban.core.people import agencies, queries
from hoaban.core.people.queries import Choice


@dataclass(frozen=True, slots=True)
class Posts:
    """`drawn` and `present` in words, '' where none; `key` chooses the former while it is held."""

    drawn: str
    present: str
    key: str


def _called(choice: Choice) -> str:
    """Title and agency that answers today, and for whom it acts."""
    agency = agencies.successor(choice.acting.agency, clock.today())
    called = f"{choice.acting.shown_title}, {agency.shown}"
    if choice.behalf is None:
        return called
    facts = {"post": called, "name": choice.behalf.person.full_name}
    return gettext("%(post)s (thay %(name)s)") % facts


def of(request: ActingRequest, key: str) -> Posts:
    """Both posts; the first is empty where the person holds it no longer."""
    person = queries.person_of(request.user.pk or 0)
    held = {choice.key: choice for choice in queries.choices_of(person, clock.today())}
    drawn = held.get(key)
    present = request.choice
    return Posts(
        drawn=_called(drawn) if drawn else "",
        present=_called(present) if present else "",
        key=key if drawn else "",
    )
