"""The work of a post over cases of all kinds, and the lines that show cases in a list."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Choices, Q, QuerySet

from hoaban.casework.cases import queries as cases
from hoaban.casework.cases.models import Case, Involvement
from hoaban.casework.lists.enums import Group
from hoaban.casework.lists.models import View
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import When
from hoaban.casework.turns.models import Turn
from hoaban.casework.turns.queries import Span
from hoaban.core import clock
from hoaban.core.people.actors import Actor
from hoaban.core.workdays.lateness import Left

ORDER = ("act_by", "case_id")
Row = Turn | Involvement  # each has case_id and act_by
Rows = QuerySet[Turn] | QuerySet[Involvement]


@dataclass(frozen=True, slots=True)
class Line:
    """A case as a list shows it. `title` is whose it is, `subject` what it is about."""

    url: str
    code: str
    title: str
    subject: str
    agency: str
    state: Choices
    todo: str  # what its next hand has to do
    step: str
    act_by: datetime
    promised: datetime | None  # to whose case it is, where that is another moment
    left: Left
    clock: str
    is_synthetic: bool
    promised_left: Left | None = None
    subject_in_full: str = ""  # where `subject` is short
    waits_from: datetime | None = None  # when its result came: by this it stands in lists then

    @property
    def about(self) -> str:
        """What it is about, whole."""
        return self.subject_in_full or self.subject


# The lines of one kind by the keys of their cases, which are given, at a moment: a constant number
# of queries.
Maker = Callable[[Sequence[Row], Mapping[int, Case], datetime], Mapping[int, Line]]
_makers: dict[str, Maker] = {}


def connect(makers: Mapping[str, Maker]) -> None:
    """Say who makes the lines of which kind of case; called once, when the program starts."""
    _makers.clear()
    _makers.update(makers)


def lines(rows: Sequence[Row], now: datetime) -> list[Line]:
    """The lines of cases of whatever kinds, in this order; a kind without a maker has none."""
    made = by_case(rows, now)
    return [made[row.case_id] for row in rows if row.case_id in made]


def by_case(rows: Sequence[Row], now: datetime) -> dict[int, Line]:
    """The same lines by the keys of their cases."""
    found = cases.by_key([row.case_id for row in rows])
    kinds: dict[str, list[Row]] = {}
    for row in rows:
        kinds.setdefault(found[row.case_id].kind, []).append(row)
    made: dict[int, Line] = {}
    for kind, own in kinds.items():
        if kind in _makers:
            made |= _makers[kind](own, found, now)
    return made


def work(actor: Actor, group: Group, now: datetime) -> list[QuerySet[Turn]]:
    """One group of a post's work, in parts to walk by the time left.

    What is to be done has the least time left first; what waits to be fetched stands apart, the
    result that came first on top. A result that was signed waits for its release and belongs to
    today: its own clock has ended.
    """
    return turns.work(actor, *_spans(now)[group])


def counted(
    actor: Actor, groups: Collection[Group], now: datetime, *, most: int
) -> dict[Group, int]:
    """How much is in each group of a post's work, counted no further than `most`."""
    spans = _spans(now)
    found = turns.counted(actor, [spans[group] for group in groups], most)
    return dict(zip(groups, found, strict=True))


def _spans(now: datetime) -> dict[Group, list[Span]]:
    """Which turns make each group at a moment; the rest of this week ends with its Sunday."""
    day = clock.day(now)
    today_ends = clock.at(day + timedelta(days=1))
    week_ends = clock.at(day + timedelta(days=7 - day.weekday()))
    at_once = Span(When.AT_ONCE)
    return {
        Group.TO_DO: [at_once, Span(When.BY_TIME)],
        Group.LATE: [Span(When.BY_TIME, ends=now)],
        Group.TODAY: [at_once, Span(When.BY_TIME, now, today_ends)],
        Group.WEEK: [Span(When.BY_TIME, today_ends, week_ends)],
        Group.LATER: [Span(When.BY_TIME, week_ends)],
        Group.READY: [Span(When.ON_CALL)],
    }


def held_by(person: int) -> int:
    """How many turns at hand are of posts of a person (primary key) alone."""
    return Turn.objects.filter(until=None, post__person=person).count()


def views(actor: Actor) -> QuerySet[View]:
    """The filters that this post keeps, by name."""
    return View.objects.filter(post=actor.post_pk or 0).order_by("name", "id")


def beside(rows: Sequence[Rows], case: int, act_by: datetime) -> tuple[str, str]:
    """References of the cases before and after this one in a list; '' where there are none.

    `rows` are the parts of the list. Where the case has left it, its time says where it stood.
    """
    parts = [part.exclude(case=case) for part in rows]
    before = Q(act_by__lt=act_by) | Q(act_by=act_by, case__lt=case)
    after = Q(act_by__gt=act_by) | Q(act_by=act_by, case__gt=case)
    shown = ("act_by", "case_id", "case__reference")
    earlier = [p.filter(before, act_by__lte=act_by).order_by("-act_by", "-case") for p in parts]
    later = [p.filter(after, act_by__gte=act_by).order_by("act_by", "case") for p in parts]
    last = [row for part in earlier for row in part.values_list(*shown)[:1]]
    first = [row for part in later for row in part.values_list(*shown)[:1]]
    return max(last)[2] if last else "", min(first)[2] if first else ""
