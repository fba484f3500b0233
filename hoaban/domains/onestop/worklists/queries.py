"""Finds what is open in an agency, and what a search asks for."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from hoaban.casework.cases.models import Case, Involvement
from hoaban.casework.lists.queries import Rows
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.models import Turn
from hoaban.core.people import searching
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.queries import (
    by_reference,
    reach,
    sees_everything,
    visible_to,
)


def search(actor: Actor, text: str) -> QuerySet[Dossier]:
    """By reference, code, or words of the owner's name without diacritics, newest first."""
    seen = visible_to(actor)
    exact = by_reference(seen, text)
    if exact.exists():
        return exact
    words = Q()
    for word in searching.words(text):
        words &= Q(search_text__contains=word)
    named = Case.objects.filter(words)
    if sees_everything(actor):
        return seen.filter(case__in=named.values("pk")).order_by("-case")
    if not actor.is_official:
        return seen.filter(case__in=named.values("pk")).order_by("-case")
    received = named.filter(agency__in=reach(actor))
    others = Involvement.objects.filter(agency__in=reach(actor), until=None, case__in=named)
    chosen = Q(case__in=received.values("pk")) | Q(case__in=others.values("case"))
    return seen.filter(chosen).order_by("-case")


def of_agency(actor: Actor) -> list[Rows]:
    """Everything open in the agencies that this actor answers for, to walk by the time left.

    A case is open while it is neither done nor closed.
    """
    if sees_everything(actor):
        at_hand = Turn.objects.filter(until=None, is_consultation=False)
        return [at_hand.filter(case__done_at=None, case__closed_at=None)]
    taking_part = Involvement.objects.filter(agency__in=reach(actor), act_by__isnull=False)
    return [taking_part.filter(until=None)]


def dossiers(case_pks: Sequence[int]) -> list[Dossier]:
    """The dossiers of these cases with their turns, in this order: two queries."""
    found = Dossier.objects.in_bulk(case_pks)
    held = turns.at_hand_of(case_pks)
    for pk, dossier in found.items():
        dossier.__dict__["turn_at_hand"] = held.get(pk)
    return [found[pk] for pk in case_pks if pk in found]
