"""Finds the dossiers that wait for a post, and narrows lists."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from hoaban.core import clock
from hoaban.core.people import searching
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.dossiers.enums import Delivery, Part, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.queries import by_reference, parts_visible_to, visible_to
from hoaban.domains.onestop.dossiers.states import OPEN


def search(actor: Actor, text: str) -> QuerySet[Dossier]:
    """By reference, code, or words of the owner's name without diacritics, newest first."""
    seen = visible_to(actor)
    exact = by_reference(seen, text)
    if exact.exists():
        return exact
    words = Q()
    for word in searching.words(text):
        words &= Q(search_text__contains=word)
    named = [part.filter(words).order_by().values("pk") for part in parts_visible_to(actor)]
    chosen = Q()
    for pks in named:  # each from the index of names alone, without a look at the rows
        chosen |= Q(pk__in=pks)
    return seen.filter(chosen).order_by("-id")


def work(actor: Actor) -> QuerySet[Dossier]:
    """What waits for this actor's post, the least time left first."""
    mine = Q(assignee=None) | Q(assignee=actor.post_pk)
    return (
        Dossier.objects.select_related("revision__procedure", "receiving_agency")
        .filter(mine, receiving_agency__in=sorted(actor.reach), turn=actor.role or "-")
        .order_by("act_by", "id")
    )


def part_of(dossiers: QuerySet[Dossier], part: Part, now: datetime) -> QuerySet[Dossier]:
    """One part of a post's work; each dossier is in one of them, and in TO_DO unless it is READY.

    What is signed waits for its release and belongs to today: its own clock has ended.
    """
    if part == Part.READY:
        return dossiers.filter(delivery=Delivery.READY)
    tomorrow = clock.day(now) + timedelta(days=1)
    monday = clock.day(now) + timedelta(days=7 - clock.day(now).weekday())
    today_ends, week_ends = clock.at(tomorrow), clock.at(monday)
    wanted = {
        Part.TO_DO: Q(),
        Part.LATE: Q(act_by__lt=now, done_at=None),
        Part.TODAY: Q(act_by__gte=now, act_by__lt=today_ends) | Q(done_at__isnull=False),
        Part.WEEK: Q(act_by__gte=today_ends, act_by__lt=week_ends),
        Part.LATER: Q(act_by__gte=max(today_ends, week_ends)),
    }
    return dossiers.filter(wanted[part], delivery=Delivery.NOTHING)


def beside(actor: Actor, dossier: Dossier, now: datetime) -> tuple[str, str]:
    """References of the cases before and after this one in the actor's work; '' where none."""
    waiting = part_of(work(actor), Part.TO_DO, now).exclude(pk=dossier.pk)
    here, pk = dossier.act_by, dossier.pk
    before = waiting.filter(Q(act_by__lt=here) | Q(act_by=here, pk__lt=pk), act_by__lte=here)
    after = waiting.filter(Q(act_by__gt=here) | Q(act_by=here, pk__gt=pk), act_by__gte=here)
    previous, following = (
        rows.values_list("reference", flat=True).first() or ""
        for rows in (before.order_by("-act_by", "-id"), after)
    )
    return previous, following


def of_agency(actor: Actor) -> list[QuerySet[Dossier]]:
    """Everything open in the agencies that this actor answers for, in parts to walk by time left.

    A dossier is open while it is neither done nor ended: what the index of open ones knows.
    """
    return [part.filter(done_at=None, ended_at=None) for part in parts_visible_to(actor)]


def filters(given: Mapping[str, str]) -> dict[str, object]:
    """What an overview may be narrowed to, as chosen."""
    return {
        "states": [(s.value, s.label) for s in State if s in OPEN],
        "chosen_state": given.get("state", ""),
        "chosen_text": given.get("q", ""),
        "only_late": given.get("late") == "1",
    }


def filtered(
    parts: Iterable[QuerySet[Dossier]], given: Mapping[str, str], *, now: datetime
) -> list[QuerySet[Dossier]]:
    """An overview narrowed by state, by words of the owner's name, and to what is late."""
    chosen = Q()
    if given.get("state") in State.values:
        chosen &= Q(state=given["state"])
    for word in searching.words(given.get("q", "")):
        chosen &= Q(search_text__contains=word)
    if given.get("late") == "1":
        chosen &= Q(act_by__lt=now)
    return [part.filter(chosen) for part in parts]
