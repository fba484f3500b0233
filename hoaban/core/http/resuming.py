"""In which words a kept form is offered to be sent again: what it does, and to what.

The rooms name their acts; config connects them by the name of their address. What nobody names is
not sent by one press: its page leads back to the form, which shows what it does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.forms import Form
from django.urls import Resolver404, resolve

from hoaban.core.people.actors import Actor


@dataclass(frozen=True, slots=True)
class Named:
    """An act and what it is done to, as whoever presses reads them; why it may not be, else ''."""

    what: str
    about: str
    refusal: str = ""


Labels = Mapping[str, str]  # what the fields of a form are called, by their names
Labelling = Callable[[Actor, Mapping[str, Any]], Labels]  # Any: the parts of an address
Naming = Callable[[Actor, Mapping[str, Any]], Named | None]  # Any: the parts of an address


class _Connected:
    namings: Mapping[str, Naming] = {}
    labellings: Mapping[str, Labelling] = {}


def connect(
    namings: Mapping[str, Naming], labellings: Mapping[str, Labelling] | None = None
) -> None:
    """Set who names the forms of each address, by its name (`dossiers:desk_act`), and who their
    fields.
    """
    _Connected.namings = namings
    _Connected.labellings = labellings or {}


def named(actor: Actor, address: str) -> Named | None:
    """What a form sent to this address of ours does; None where nobody says."""
    try:
        place = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    naming = _Connected.namings.get(place.view_name)
    return naming(actor, place.kwargs) if naming else None


def of_forms(*forms: Form) -> Labels:
    """What the fields of forms are called, by the names under which a page sends them."""
    return {
        form.add_prefix(name): str(field.label)
        for form in forms
        for name, field in form.fields.items()
        if field.label
    }


def labels(actor: Actor, address: str) -> Labels:
    """What the fields of a form at this address of ours are called, as far as anybody says."""
    try:
        place = resolve(urlsplit(address).path)
    except Resolver404:
        return {}
    labelling = _Connected.labellings.get(place.view_name)
    return labelling(actor, place.kwargs) if labelling else {}
