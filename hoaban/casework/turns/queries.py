"""Reads turns: the one at hand, the history, the work of a post."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import takewhile
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from hoaban.casework.cases.models import Case
from hoaban.casework.turns.enums import OUTSIDE, Ending, When
from hoaban.casework.turns.models import Turn
from hoaban.core import rows
from hoaban.core.people.actors import Actor

LOOKED_AT = 20  # turns of one case, the last ones


def is_late(now: datetime) -> Q:
    """What should have been done before now; its very moment is not late."""
    return Q(act_by__lt=now)


# Every action and page of a case asks: composing the query anew would cost more than its answer.
_AT_HAND = "WHERE case_id = %s AND NOT is_consultation ORDER BY id DESC LIMIT 1"


def at_hand(case_pk: int) -> Turn | None:
    """The open turn of a case, or the last one where the case has ended."""
    return rows.first(Turn, _AT_HAND, [case_pk])


def as_of(case_pk: int, at: datetime) -> Turn | None:
    """The turn of the handling that had begun at a moment, the latest of them."""
    begun = Turn.objects.filter(case=case_pk, since__lte=at, is_consultation=False)
    return begun.order_by("-id").first()


def last_of_officials(case_pk: int) -> Turn | None:
    """The turn of the official who handles the case; where none does, of whoever had the last step.

    Who approved something within that step, in another role, has not had the work itself.
    """
    found = Turn.objects.filter(case=case_pk, is_consultation=False).exclude(role=OUTSIDE)
    turns = list(found.order_by("-id")[:LOOKED_AT])
    if not turns or turns[0].until is None:
        return next(iter(turns), None)
    step = list(takewhile(lambda turn: turn.task == turns[0].task, turns))
    return next(turn for turn in step if turn.role == step[-1].role)


def begun_beside(case_pk: int, at: datetime) -> list[Turn]:
    """The turns beside the handling that began at this very moment."""
    return list(Turn.objects.filter(case=case_pk, since=at, is_consultation=True))


def beside(case_pk: int) -> list[Turn]:
    """The open turns beside the handling of a case, in the order in which they began."""
    return list(Turn.objects.filter(case=case_pk, until=None, is_consultation=True).order_by("id"))


def last_outside(case: Case) -> Turn | None:
    """The last turn of whoever is outside the offices."""
    return Turn.objects.filter(case=case, role=OUTSIDE).order_by("-id").first()


def has_answered(case_pk: int, agencies: Collection[int]) -> bool:
    """Whether one of these agencies (primary keys) did what it had to do beside the handling."""
    done = Turn.objects.filter(case=case_pk, is_consultation=True, ending=Ending.DONE)
    return done.filter(agency__in=agencies).exists()


def last_ended_for(reference: str, agencies: Collection[int]) -> Turn | None:
    """The last turn beside the handling of a case that was ended for one of these agencies, who
    did not end it itself.
    """
    ended = Turn.objects.filter(case__reference=reference, is_consultation=True)
    ended = ended.filter(agency__in=agencies, ending__in=[Ending.SILENT, Ending.RECALLED])
    return ended.order_by("-id").first()


def at_hand_of(case_pks: Collection[int]) -> dict[int, Turn]:
    """The same for many cases, by the key of the case: a query, one more where some have ended."""
    found = _newest_of(case_pks, "AND until IS NULL")
    return found | _newest_of([pk for pk in case_pks if pk not in found])


def _newest_of(case_pks: Collection[int], more: str = "") -> dict[int, Turn]:
    """The newest turn of the handling of each case, by hand: every list asks."""
    if not case_pks:
        return {}
    places = ", ".join(["%s"] * len(case_pks))
    asked = f"WHERE case_id IN ({places}) AND NOT is_consultation {more} ORDER BY id"
    return {turn.case_id: turn for turn in rows.every(Turn, asked, [*case_pks])}


def steps_of(case: Case) -> list[Turn]:
    """The passes through internal steps, oldest first: a turn that goes on is one with its first.

    `since` is when the pass began; officer, end and note are those of its last stretch.
    """
    passes: list[Turn] = []
    turns = Turn.objects.filter(case=case, is_consultation=False).exclude(task="")
    for turn in turns.order_by("id"):
        if turn.role == OUTSIDE:
            _wait(passes, turn)
            continue
        if turn.goes_on and passes:
            turn.since = passes.pop().since
        passes.append(turn)
    return passes


def handling_of(case: Case, *, since: datetime) -> list[Turn]:
    """Every turn of the handling that began at a moment or after it, oldest first: those of
    somebody outside too.
    """
    turns = Turn.objects.filter(case=case, since__gte=since, is_consultation=False)
    return list(turns.order_by("id"))


def _wait(passes: list[Turn], outside: Turn) -> None:
    """While somebody outside is asked, the pass goes on; it ends where the case ends meanwhile."""
    if passes and passes[-1].ending == Ending.PAUSED:
        last = passes[-1]
        last.until, last.note, last.ending = outside.until, outside.note, outside.ending


def last_officer(case: Case, task: str) -> int | None:
    """The post (primary key) that did this step last."""
    ended = Turn.objects.filter(case=case, task=task, until__isnull=False, is_consultation=False)
    turn = ended.exclude(role=OUTSIDE).order_by("-id").first()
    return turn.officer_id if turn else None


@dataclass(frozen=True, slots=True)
class Span:
    """Turns sorted in one way whose moment lies between two; None: whatever lies that way."""

    when: When
    begins: datetime | None = None
    ends: datetime | None = None

    @property
    def bounds(self) -> dict[str, datetime]:
        """What the moment (`act_by`) is compared with, the end itself is outside."""
        bounds = {"gte": self.begins, "lt": self.ends}
        return {name: moment for name, moment in bounds.items() if moment is not None}


def work(actor: Actor, *spans: Span) -> list[QuerySet[Turn]]:
    """What waits for this actor's post, in parts that each walk an index by the time left."""
    role, reach = actor.role or "-", sorted(actor.reach)
    found = []
    for span in spans or [Span(when) for when in When]:
        bounds = {f"act_by__{name}": moment for name, moment in span.bounds.items()}
        turns = partial(Turn.objects.filter, role=role, until=None, when=span.when, **bounds)
        found += [turns(post=None, agency=agency) for agency in reach]
        found.append(turns(post=actor.post_pk or 0, agency__in=reach))
    return found


def counted(actor: Actor, asked: Sequence[Sequence[Span]], most: int) -> list[int]:
    """How much waits for this actor's post in each of these spans, no part of `work` counted
    further than `most`: one query.

    By hand: every page of the work asks for a dozen of these counts.
    """
    reach = sorted(actor.reach)
    spans = list(dict.fromkeys(span for several in asked for span in several))
    if not reach or not spans:
        return [0] * len(asked)
    columns: list[str] = []
    values: list[Any] = []  # Any: what the database's driver takes
    mine = f"agency_id IN ({', '.join(['%s'] * len(reach))}) AND post_id = %s"
    parts = [("agency_id = %s AND post_id IS NULL", [pk]) for pk in reach]
    for span in spans:
        bounds = span.bounds.items()
        where = "".join(f" AND act_by {_SIGNS[name]} %s" for name, _moment in bounds)
        moments = [connection.ops.adapt_datetimefield_value(moment) for _name, moment in bounds]
        for whose, keys in [*parts, (mine, [*reach, actor.post_pk or 0])]:
            columns.append(_COUNT.format(where=whose + where))
            values += [actor.role or "-", span.when.value, *keys, *moments, most]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(columns), values)
        counts = iter(cursor.fetchone())
    found = {span: sum(next(counts) for _ in range(len(parts) + 1)) for span in spans}
    return [sum(found[span] for span in several) for several in asked]


_SIGNS = {"gte": ">=", "lt": "<"}
_COUNT = """(SELECT count(*) FROM (
    SELECT 1 FROM turns_turn WHERE role = %s AND until IS NULL AND "when" = %s AND {where} LIMIT %s
) counted)"""
