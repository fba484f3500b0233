"""In which words a kept form is offered to be sent again: what it does, and to what.

The rooms name their acts; config connects them by the name of their address. What nobody names is
not sent by one press: its page leads back to the form, which shows what it does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from hoaban.core.people.actors import Actor


@dataclass(frozen=True, slots=True)
class Named:
    """An act and what it is done to, as whoever presses reads them; why it may not be, else ''."""

    what: str
    about: str
    refusal: str = ""


Naming = Callable[[Actor, Mapping[str, Any]], Named | None]  # Any: the parts of an address


class _Connected:
    namings: Mapping[str, Naming] = {}


def connect(namings: Mapping[str, Naming]) -> None:
    """Set who names the forms of each address, by its name (`dossiers:desk_act`)."""
    _Connected.namings = namings


def named(actor: Actor, address: str) -> Named | None:
    """What a form sent to this address of ours does; None where nobody says."""
    try:
        place = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    naming = _Connected.namings.get(place.view_name)
    return naming(actor, place.kwargs) if naming else None
