"""Puts what a card says into the page of the counter."""

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
