"""Finds what is open in an agency, and what a search asks for."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet

from hoaban.casework.cases import queries as cases
from hoaban.casework.cases.models import Involvement
from hoaban.casework.lists.queries import Row
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.models import Turn
from hoaban.core.calendars import queries as calendars
from hoaban.core.people import searching
from hoaban.core.people.actors import Actor
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.access.queries import by_reference, reach, sees_everything, visible_to
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters


def search(actor: Actor, text: str, *, most: int = 20) -> list[Dossier]:
    """By reference, code, or the beginnings of the words that it is found by, the newest first.

    Where nothing has these words, by the beginning of a reference or a code.
    """
    seen = visible_to(actor).order_by("-case")
    if exact := list(by_reference(seen, text)[:most]):
        return exact
    typed = searching.words(text)
    if not typed:
        return []
    if not actor.is_official:
        return list(seen.filter(cases.having(typed, "case__"))[:most])
    agencies = None if sees_everything(actor) else reach(actor)
    keys = cases.newest(typed, agencies, most=most) or cases.begun(text, agencies, most=most)
    return list(seen.filter(case__in=keys))


def of_agency(actor: Actor) -> QuerySet[Involvement]:
    """Everything open in the agencies that this actor answers for, to walk by the time left.

    A case is open while it is neither done nor closed.
    """
    if sees_everything(actor):
        return cases.everything_open()
    return Involvement.objects.filter(agency__in=reach(actor), act_by__isnull=False, until=None)


def all_open(actor: Actor, typed: Sequence[str]) -> list[int] | None:
    """Keys of what is open with these words; None where too many have them to name each."""
    return cases.all_open(typed, None if sees_everything(actor) else reach(actor))


def calendars_of(found: Iterable[Dossier]) -> Mapping[str, Calendar]:
    """The calendars of the agencies that received these dossiers, by code, asked for at once."""
    codes = {parameters.agency(dossier.receiving_agency_id).code for dossier in found}
    return calendars.calendars(codes) if codes else {}


def dossiers(rows: Sequence[Row]) -> list[Dossier]:
    """The dossiers of these rows with their turns, in this order: two queries.

    A turn beside the handling of a dossier stands for it: its work and its time are shown.
    """
    case_pks = [row.case_id for row in rows]
    found = Dossier.objects.in_bulk(case_pks)
    held = turns.at_hand_of(case_pks)
    held |= {row.case_id: row for row in rows if isinstance(row, Turn) and row.is_consultation}
    for pk, dossier in found.items():
        dossier.hold_turn(held.get(pk))
    return [found[pk] for pk in case_pks if pk in found]
