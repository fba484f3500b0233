"""Finds the cases that wait for a post, what is open in an agency, and what a search asks for."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from hoaban.casework.cases import queries as cases
from hoaban.casework.cases.models import Involvement
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import When
from hoaban.casework.turns.models import Turn
from hoaban.core import clock
from hoaban.core.people import searching
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.enums import Part, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.queries import (
    by_reference,
    reach,
    sees_everything,
    visible_to,
)
from hoaban.domains.onestop.dossiers.states import OPEN

ORDER = ("act_by", "case_id")
Rows = QuerySet[Turn] | QuerySet[Involvement]  # each has case_id and act_by


def search(actor: Actor, text: str, *, most: int = 20) -> list[Dossier]:
    """By reference, code, or beginnings of the words of the owner's name, the newest first."""
    seen = visible_to(actor).order_by("-case")
    if exact := list(by_reference(seen, text)[:most]):
        return exact
    typed = searching.words(text)
    if not typed:
        return []
    if not actor.is_official:
        return list(seen.filter(cases.having(typed, "case__"))[:most])
    agencies = None if sees_everything(actor) else reach(actor)
    return list(seen.filter(case__in=cases.newest(typed, agencies, most=most)))


def work(actor: Actor, part: Part, now: datetime) -> list[QuerySet[Turn]]:
    """One part of a post's work, in parts to walk by the time left.

    Each turn is in one part, and in TO_DO unless it is READY. What is signed waits for its release
    and belongs to today: its own clock has ended.
    """
    if part == Part.READY:
        return turns.work(actor, When.ON_CALL)
    at_once, by_time = turns.work(actor, When.AT_ONCE), turns.work(actor, When.BY_TIME)
    tomorrow = clock.day(now) + timedelta(days=1)
    monday = clock.day(now) + timedelta(days=7 - clock.day(now).weekday())
    today_ends, week_ends = clock.at(tomorrow), clock.at(monday)
    wanted = {
        Part.TO_DO: Q(),
        Part.LATE: Q(act_by__lt=now),
        Part.TODAY: Q(act_by__gte=now, act_by__lt=today_ends),
        Part.WEEK: Q(act_by__gte=today_ends, act_by__lt=week_ends),
        Part.LATER: Q(act_by__gte=max(today_ends, week_ends)),
    }
    found = [turns_.filter(wanted[part]) for turns_ in by_time]
    return [*at_once, *found] if part in {Part.TO_DO, Part.TODAY} else found


def beside(actor: Actor, dossier: Dossier, now: datetime) -> tuple[str, str]:
    """References of the cases before and after this one in the actor's work; '' where none."""
    here, pk = dossier.act_by, dossier.pk
    parts = [part.exclude(case=pk) for part in work(actor, Part.TO_DO, now)]
    before = Q(act_by__lt=here) | Q(act_by=here, case__lt=pk)
    after = Q(act_by__gt=here) | Q(act_by=here, case__gt=pk)
    shown = ("act_by", "case_id", "case__reference")
    earlier = [part.filter(before, act_by__lte=here).order_by("-act_by", "-case") for part in parts]
    later = [part.filter(after, act_by__gte=here).order_by("act_by", "case") for part in parts]
    last = [row for part in earlier for row in part.values_list(*shown)[:1]]
    first = [row for part in later for row in part.values_list(*shown)[:1]]
    return max(last)[2] if last else "", min(first)[2] if first else ""


def of_agency(actor: Actor) -> QuerySet[Involvement]:
    """Everything open in the agencies that this actor answers for, to walk by the time left.

    A case is open while it is neither done nor closed.
    """
    if sees_everything(actor):
        return cases.everything_open()
    return Involvement.objects.filter(agency__in=reach(actor), act_by__isnull=False, until=None)


def filters(given: Mapping[str, str]) -> dict[str, object]:
    """What an overview may be narrowed to, as chosen."""
    return {
        "states": [(s.value, s.label) for s in State if s in OPEN],
        "chosen_state": given.get("state", ""),
        "chosen_text": given.get("q", ""),
        "only_late": given.get("late") == "1",
    }


def overview(
    actor: Actor, given: Mapping[str, str], *, now: datetime
) -> list[QuerySet[Involvement]]:
    """Everything open, narrowed by state, by words of the owner's name, and to what is late."""
    found = of_agency(actor)
    if given.get("state") in State.values:
        found = found.filter(state=given["state"])
    if given.get("late") == "1":
        found = found.filter(act_by__lt=now)
    typed = searching.words(given.get("q", ""))
    if not typed:
        return [found]
    keys = cases.all_open(typed, None if sees_everything(actor) else reach(actor))
    return [found.filter(cases.having(typed, "case__") if keys is None else Q(case__in=keys))]


def dossiers(rows: Sequence[Turn | Involvement]) -> list[Dossier]:
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
