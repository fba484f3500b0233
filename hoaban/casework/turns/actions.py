"""Begins, hands on and ends turns. Called inside the actions of rooms, which record."""

from collections.abc import Collection
from datetime import date, datetime

from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.models import Case, Involvement
from hoaban.casework.turns.enums import Ending, When
from hoaban.casework.turns.models import Turn
from hoaban.core import clock, rows
from hoaban.core.people import agencies, divisions
from hoaban.core.people import queries as people
from hoaban.core.people.models import Agency, Post


def begin(turn: Turn) -> Turn:
    """A turn begins; one for a post that has ended meanwhile, or whose agency's cases were divided,
    is anyone's with the role.
    """
    if turn.post_id and not _holds(turn.post_id, clock.day(turn.since)):
        turn.post_id = turn.officer_id = None
    rows.insert(turn)
    return turn


def _holds(post: int, on: date) -> bool:
    held = Post.objects.filter(people.living(on), pk=post)
    return held.exclude(agency__code__in=list(divisions.ended(on))).exists()


def free_left(on: date) -> int:
    """Open turns of posts that have ended by a day are anyone's with the role: how many."""
    ended = Turn.objects.filter(until=None, post__valid_to__lte=on)
    return ended.update(post=None, officer=None)


def end(
    case: Case, *, at: datetime, ending: Ending = Ending.DONE, officer: int | None = None,
    note: str = "",
) -> None:  # fmt: skip
    """The turn at hand ends; `officer` (primary key of a post) did it, else who took it."""
    at_hand = Turn.objects.filter(case=case, until=None, is_consultation=False)
    ended: dict[str, object] = {"until": at, "ending": ending, "note": note}
    at_hand.update(**ended if officer is None else ended | {"officer": officer})


def conclude(turn: Turn, *, at: datetime, ending: Ending, officer: int | None = None) -> None:
    """A turn beside the handling of the case ends; `officer` (primary key of a post) did it."""
    turn.until, turn.ending, turn.officer_id = at, ending, officer
    turn.save(update_fields=["until", "ending", "officer"])


def leave_beside(case: Case, *, at: datetime) -> None:
    """The case has ended: nothing beside its handling waits for anybody any more."""
    beside = Turn.objects.filter(case=case, until=None, is_consultation=True)
    if beside.update(until=at, ending=Ending.LEFT):
        consulted = Involvement.objects.filter(case=case, until=None, part=Part.CONSULTED)
        consulted.update(act_by=None)


def follow_beside(
    case: Case, *, of: Collection[int], to: Agency, is_own: bool, at: datetime
) -> None:
    """What these agencies (primary keys) were asked is asked of another, with the time they had.

    Recalled where that one was asked already, or one that it answers for, or where it decides the
    case itself (`is_own`).
    """
    beside = Turn.objects.filter(case=case, until=None, is_consultation=True).order_by("id")
    answers_for = agencies.answered_for(to.code, clock.day(at))
    others = beside.exclude(agency__in=of).filter(agency__code__in=answers_for)
    is_asked = is_own or others.exists()
    for turn in beside.filter(agency__in=of):
        if is_asked:
            conclude(turn, at=at, ending=Ending.RECALLED)
            continue
        turn.agency_id, turn.post_id, turn.officer_id, is_asked = to.pk, None, None, True
        turn.save(update_fields=["agency", "post", "officer"])


def show(case: Case, act_by: datetime | None) -> None:
    """What is open in an agency that answers is walked by this moment; None: the case has ended."""
    present = Involvement.objects.filter(case=case, until=None).exclude(part=Part.FORMER)
    present.exclude(part=Part.CONSULTED).update(act_by=act_by, state=case.state)


def postpone(case: Case, *, act_by: datetime) -> None:
    """The turn at hand has until another moment."""
    Turn.objects.filter(case=case, until=None, is_consultation=False).update(act_by=act_by)
    show(case, act_by)


def call(case: Case) -> None:
    """The turn at hand waits for somebody who comes."""
    at_hand = Turn.objects.filter(case=case, until=None, is_consultation=False)
    at_hand.update(when=When.ON_CALL)


def assign(case: Case, post: int | None, *, at: datetime) -> None:
    """The turn at hand is this post's (primary key) alone; None: anyone's with the role.

    Once its moment has passed whoever had it then keeps that in the record, or nobody did: the turn
    ends, and one that goes on with it begins.
    """
    at_hand = Turn.objects.filter(case=case, until=None, is_consultation=False)
    late = at_hand.filter(act_by__lt=at).first()
    if late is None or late.post_id == post:
        at_hand.update(post=post, officer=post)
        return
    end(case, at=at, ending=Ending.GIVEN_ON)
    late.pk, late.post_id, late.officer_id, late.since, late.goes_on = None, post, post, at, True
    begin(late)
