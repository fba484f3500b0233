"""Reads turns: the one at hand, the history, the work of a post."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from hoaban.casework.cases.models import Case
from hoaban.casework.turns.enums import OUTSIDE, Ending, When
from hoaban.casework.turns.models import Turn
from hoaban.core.people.actors import Actor


def is_late(now: datetime) -> Q:
    """What should have been done before now; its very moment is not late."""
    return Q(act_by__lt=now)


def at_hand(case_pk: int) -> Turn | None:
    """The open turn of a case, or the last one where the case has ended."""
    turns = Turn.objects.filter(case=case_pk, is_consultation=False)
    return turns.order_by("-id").first()


def as_of(case_pk: int, at: datetime) -> Turn | None:
    """The turn of the handling that had begun at a moment, the latest of them."""
    begun = Turn.objects.filter(case=case_pk, since__lte=at, is_consultation=False)
    return begun.order_by("-id").first()


def begun_beside(case_pk: int, at: datetime) -> list[Turn]:
    """The turns beside the handling that began at this very moment."""
    return list(Turn.objects.filter(case=case_pk, since=at, is_consultation=True))


def beside(case_pk: int) -> list[Turn]:
    """The open turns beside the handling of a case, in the order in which they began."""
    return list(Turn.objects.filter(case=case_pk, until=None, is_consultation=True).order_by("id"))


def last_ended_for(reference: str, agencies: Collection[int]) -> Turn | None:
    """The last turn beside the handling of a case that was ended for one of these agencies, who
    did not end it itself.
    """
    ended = Turn.objects.filter(case__reference=reference, is_consultation=True)
    ended = ended.filter(agency__in=agencies, ending__in=[Ending.SILENT, Ending.RECALLED])
    return ended.order_by("-id").first()


def at_hand_of(case_pks: Collection[int]) -> dict[int, Turn]:
    """The same for many cases in one query, by the key of the case."""
    turns = Turn.objects.filter(case__in=case_pks, is_consultation=False).order_by("id")
    return {turn.case_id: turn for turn in turns}


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


def work(actor: Actor, *whens: When) -> list[QuerySet[Turn]]:
    """What waits for this actor's post, in parts that each walk an index by the time left."""
    turns = Turn.objects.filter(role=actor.role or "-", until=None)
    reach = sorted(actor.reach)
    mine = turns.filter(post=actor.post_pk or 0, agency__in=reach)
    anyones = [turns.filter(post=None, agency=agency) for agency in reach]
    return [part.filter(when=when) for when in whens or list(When) for part in [*anyones, mine]]


def counted(lists: Sequence[Sequence[QuerySet[Turn]]], most: int) -> list[int]:
    """How many turns each list of parts has, no part counted further than `most`: one query."""
    columns: list[str] = []
    values: list[Any] = []  # Any: what the database's driver takes
    for part in (part for parts in lists for part in parts):
        sql, asked = part.order_by().values("pk")[:most].query.sql_with_params()
        columns.append(f"(SELECT count(*) FROM ({sql}) counted)")  # noqa: S608 - the mapper's own
        values += asked
    if not columns:
        return [0] * len(lists)
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(columns), values)
        counts = iter(cursor.fetchone())
    return [sum(next(counts) for _ in parts) for parts in lists]
