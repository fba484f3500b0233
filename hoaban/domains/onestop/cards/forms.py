"""Puts what a card says into the page of the counter."""

from collections.abc import Mapping
from datetime import date

from django.http import QueryDict

from hoaban.domains.onestop.cards import queries
from hoaban.domains.onestop.cards.rules import Card

REQUESTER = "requester-person__"


def filled(data: QueryDict, card: Card, on: date) -> QueryDict:
    """What was typed, with whom the card names as the owner; all else stays."""
    commune, detail = queries.place(card.address, queries.communes(on))
    full = data.copy()
    said = {
        "kind": "person",
        "full_name": card.full_name,
        "identity_number": card.number,
        "area_code": commune,
        "address": detail,
        f"{REQUESTER}birth_date": card.birth_date,
        f"{REQUESTER}sex": card.sex,
        f"{REQUESTER}id_issued_on": card.issued_on,
    }
    for name, value in said.items():
        full[name] = value
    return full


def begun(number: str, known: Mapping[str, str], card: Card | None, on: date) -> QueryDict:
    """The page of whom a card, or a number that was typed, names: as the card says, else as they
    were last written (`known`, by input). Nothing of it is judged yet.
    """
    data = QueryDict(mutable=True)
    data["add_row"] = data["kind"] = "person"  # with `add_row` the page is drawn and not judged
    for name, value in {**known, "identity_number": number}.items():
        data[name] = value
    return filled(data, card, on) if card else data
