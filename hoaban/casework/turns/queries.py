"""Reads turns: the one at hand, the history, the work of a post."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import takewhile
from typing import Any

from django.db import connection
from django.db.models import Case as Choice
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models import When as Where
from django.db.models.functions import Trim

from hoaban.casework.cases.models import Case
from hoaban.casework.turns.enums import OUTSIDE, Ending, When
from hoaban.casework.turns.models import Turn
from hoaban.core import rows
from hoaban.core.people import agencies
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Delegation, Post
from hoaban.core.people.roles import AUTHORITIES, WORKERS, Role

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


def note_at(case_pk: int, at: datetime) -> str:
    """What whoever ended the handling's turn at this very moment wrote of it."""
    ended = Turn.objects.filter(case=case_pk, until=at, is_consultation=False)
    return ended.values_list("note", flat=True).order_by("-id").first() or ""


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


@dataclass(frozen=True, slots=True)
class Unheld:
    """Open turns that nobody can take: no post of the role is held in the agency by anybody who
    signs in, or (`post`) they are given to one whose account is closed and who has no stand-in.

    Of leaders the head and the deputies count: a unit's head signs for the unit alone.

    `agency` is a code; `first` is the key of the turn with the least time left.
    """

    agency: str
    role: str
    count: int
    first: int
    post: Post | None = None


MOST_UNHELD = 2000  # turns that are counted of each role


def unheld(codes: Iterable[str], on: date) -> list[Unheld]:
    """What of the turns of these agencies nobody can take on a day, role by role; two statements
    where all can be taken, and of posts no more rows than there are agencies and titles.
    """
    of, held = _reached(codes, on)
    found = [one for role in sorted(WORKERS) for one in _of_nobody(of, role, held)]
    return found + _of_closed(of, _closed(of, on))


def of_nobody(codes: Iterable[str], on: date) -> QuerySet[Turn]:
    """The turns that `unheld` counts, whichever role they are of."""
    of, held = _reached(codes, on)
    found = Q(post__in=_closed(of, on))
    for role in sorted(WORKERS):
        found |= Q(post=None, role=role, agency__in=_without(of, role, held))
    return Turn.objects.filter(found, until=None)


def _reached(codes: Iterable[str], on: date) -> tuple[dict[int, str], set[tuple[str, str]]]:
    """The agencies that these answer for, by whom; and which roles are held there."""
    of = {pk: code for code in codes for pk in agencies.reach(code, on)}
    return of, {(of[agency], role) for agency, role in _held(of, on)}


def is_held(code: str, role: str, on: date) -> bool:
    """Whether somebody in an agency can take a turn of a role that is given to nobody yet; of what
    waits for others than officials somebody always can.
    """
    return role not in WORKERS or role in {
        held for _agency, held in _held(agencies.reach(code, on), on)
    }


def _held(of: Collection[int], on: date) -> Iterator[tuple[int, str]]:
    """The roles that somebody has who can act, by agency: each once, of leaders each title. Who
    leads a unit takes nothing of the agency's (`_takes`).
    """
    leads = Q(role=Role.LEADER)
    able = _workers(of, on).filter(Q(person__is_active=True) | _stood_in_for(on))
    able = able.annotate(led=Trim("unit")).exclude(leads & ~Q(led=""))
    title = Choice(Where(leads, then=F("title")), default=Value(""))
    is_head = Choice(Where(leads, then=F("is_head")), default=Value(value=False))
    rows_of = able.annotate(named=title, leads=is_head).order_by()
    said = rows_of.values_list("agency", "role", "named", "leads").distinct()
    for agency, role, named, heads in said:
        if _takes(Post(role=role, title=named, is_head=heads)):
            yield agency, role


def _closed(of: Collection[int], on: date) -> list[Post]:
    """The posts to which turns are given and for which nobody signs in."""
    given = Exists(Turn.objects.filter(until=None, post=OuterRef("pk")))
    closed = _workers(of, on).filter(~_stood_in_for(on), given, person__is_active=False)
    return list(closed.select_related("person").order_by("pk"))


def _stood_in_for(on: date) -> Exists:
    """A condition on posts: somebody who signs in acts for it on a day."""
    given = Delegation.objects.filter(people.living(on), ended_at=None, by_order=False)
    return Exists(given.filter(giver=OuterRef("pk"), taker__person__is_active=True))


def _takes(post: Post) -> bool:
    """Whether the holder can do all that the role may have to do."""
    return post.role != Role.LEADER or post.standing in AUTHORITIES


def _workers(of: Collection[int], on: date) -> QuerySet[Post]:
    """The posts that may have a turn in these agencies (primary keys)."""
    return Post.objects.filter(people.living(on), agency__in=list(of), role__in=WORKERS)


def _of_nobody(of: Mapping[int, str], role: str, held: Collection[tuple[str, str]]) -> list[Unheld]:
    """Turns of a role, given to nobody, in the agencies where nobody holds it."""
    without = _without(of, role, held)
    if not without:
        return []
    waiting = Turn.objects.filter(until=None, post=None, role=role, agency__in=without)
    rows_of = list(waiting.order_by("act_by").values_list("agency", "pk")[:MOST_UNHELD])
    counts = Counter(of[agency] for agency, _pk in rows_of)
    first = {of[agency]: pk for agency, pk in reversed(rows_of)}
    return [Unheld(code, role, counts[code], first[code]) for code in sorted(counts)]


def _without(of: Mapping[int, str], role: str, held: Collection[tuple[str, str]]) -> list[int]:
    """The agencies where nobody holds a role."""
    return [pk for pk, code in of.items() if (code, role) not in held]


def _of_closed(of: Mapping[int, str], closed: Sequence[Post]) -> list[Unheld]:
    """Turns that are given to posts whose holders cannot sign in."""
    by_key = {post.pk: post for post in closed}
    if not by_key:
        return []
    waiting = Turn.objects.filter(until=None, post__in=by_key)
    rows_of = list(waiting.order_by("act_by").values_list("post", "pk")[:MOST_UNHELD])
    counts = Counter(post for post, _pk in rows_of)
    first = dict(reversed(rows_of))
    return [
        Unheld(of[by_key[pk].agency_id], by_key[pk].role, counts[pk], first[pk], by_key[pk])
        for pk in sorted(counts)
    ]


def leaves(post: Post, on: date) -> Unheld | None:
    """What nobody could take if a post ended: the open turns of its role in its agency, and those
    given to it alone, where nobody else there holds the role; None where somebody does, nothing
    waits, or the post is over.
    """
    if post.role not in WORKERS or (post.valid_to and post.valid_to <= on):
        return None
    code = agencies.answering(post.agency.code, on)
    reach = agencies.reach(code, on)
    others = _workers(reach, on).filter(role=post.role, person__is_active=True).exclude(pk=post.pk)
    if not _takes(post) or any(_takes(one) for one in others):
        return None
    own = Turn.objects.filter(until=None, role=post.role, agency__in=reach)
    found = list(own.order_by("act_by").values_list("pk", flat=True)[:MOST_UNHELD])
    return Unheld(code, post.role, len(found), found[0], post) if found else None


def by_keys(keys: Collection[int]) -> dict[int, Turn]:
    """Turns by their keys."""
    return Turn.objects.in_bulk(list(keys))
