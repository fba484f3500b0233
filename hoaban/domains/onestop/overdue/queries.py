"""Which steps were done late on some days, or are late now, by whom: for whoever leads an agency.

A step counts for whoever had it when its moment passed. What came to somebody late already is told
apart. What must be done at once, such as a signed result that goes to the counter, is late from
the end of the working day on which it came.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext

from hoaban.casework.cases.models import Case, Involvement
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import OUTSIDE, Ending, When
from hoaban.casework.turns.models import Turn
from hoaban.core.calendars import queries as calendars
from hoaban.core.journal import queries as journal
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Post
from hoaban.core.people.roles import Role
from hoaban.core.workdays import lateness
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.overdue.rules import Step, Undone
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.engines.tallies.periods import Period

MOST = 5000  # turns that are looked at: of those that ended, and of those that are open
BEFORE = timedelta(days=31)  # how long ago it was signed what went to the counter on a day
SETTLED = (
    *(Ending.DONE, Ending.RETURNED, Ending.PAUSED, Ending.SILENT),
    *(Ending.LEFT, Ending.GIVEN_ON),
)


def may_read(actor: Actor) -> bool:
    """Whoever leads in the agency."""
    return actor.role == Role.LEADER


def late(actor: Actor, days: Period, now: datetime) -> tuple[list[Step], bool]:
    """The late steps of an actor's agencies by officer, the longest late first, and whether there
    are more than are looked at: what ended on these days, and what is open and late now.
    """
    reach = access.reach(actor)
    ended = list(_ended(reach, days)[: MOST + 1])
    open_ = list({turn.pk: turn for turn in _open(reach, now)}.values())
    signed = _signed(reach, days)
    steps = [*_steps([*open_[:MOST], *ended[:MOST]], now), *_released(signed[:MOST], days)]
    steps.sort(key=lambda one: (one.officer, one.unit, one.due, one.reference))
    return steps, max(len(ended), len(open_), len(signed)) > MOST


def _ended(reach: Collection[int], days: Period) -> QuerySet[Turn]:
    """Along the index of what ended after its moment."""
    return _of_officials().filter(
        agency__in=reach,
        until__gt=F("act_by"),
        until__gte=days.begins_at,
        until__lt=days.ends_at,
        ending__in=SETTLED,
    )


def _open(reach: Collection[int], now: datetime) -> list[Turn]:
    """Along the index of what is open in an agency, the longest late first; then the signed results
    that have not gone to the counter, along those of its clerks.
    """
    late = Involvement.objects.filter(turns.is_late(now), agency__in=reach, until=None)
    keys = late.order_by("act_by", "case").values_list("case", flat=True)[: MOST + 1]
    open_ = _of_officials().filter(agency__in=reach, until=None)
    signed = open_.filter(role=Role.CLERK, when=When.AT_ONCE).order_by("act_by", "case")
    posts = Post.objects.filter(agency__in=reach)
    return [
        *open_.filter(case__in=list(keys)),
        *signed.filter(post=None)[: MOST + 1],
        *signed.filter(post__in=posts)[: MOST + 1],
    ]


def _of_officials() -> QuerySet[Turn]:
    """Turns of officials, but for what waits until somebody comes."""
    found = Turn.objects.exclude(role=OUTSIDE).exclude(when=When.ON_CALL)
    return found.select_related("case").order_by("-until", "id")


def _steps(found: Sequence[Turn], now: datetime) -> Iterable[Step]:
    codes = {turn.agency_id: parameters.agency(turn.agency_id).code for turn in found}
    held = calendars.calendars(set(codes.values()))
    concerned = Dossier.objects.filter(pk__in={turn.case_id for turn in found})
    plans = dict(concerned.values_list("pk", "revision"))
    undone = _undone(plans)
    for turn in found:
        calendar = held[codes[turn.agency_id]]
        due, ended = _due(turn, calendar), turn.until or now
        if ended <= due or turn.case_id not in plans or undone.ended(turn.case_id, turn.until):
            continue
        plan, case = parameters.plan(plans[turn.case_id]), turn.case
        step = plan.steps.get(turn.task)
        yield _step(
            case,
            turn.officer_id or turn.post_id,
            step=step.shown if step else _words(turn, case),
            procedure=plan.name,
            since=turn.since,
            due=due,
            until=turn.until,
            left=lateness.left(ended, due, calendar),
            came_late=undone.since(turn.case_id, turn.since) > due,
            ending=turn.ending,
        )


def _step(case: Case, post: int | None, **facts: Any) -> Step:  # noqa: ANN401 - other fields
    """A step of a case, and who had it: a post (primary key), or nobody."""
    return Step(
        officer=parameters.officer(post) if post else gettext("Chưa giao cho ai"),
        unit=parameters.unit(post) if post else "",
        reference=case.reference,
        code=case.code or case.reference,
        **facts,
    )


def _undone(cases: Collection[int]) -> Undone:
    """What was taken back in these cases: a step that was pressed by mistake goes on."""
    marked = Turn.objects.filter(case__in=cases, ending=Ending.UNDONE).values("case")
    found = Turn.objects.filter(case__in=marked, until__isnull=False, is_consultation=False)
    spans = found.order_by("id").values_list("case", "since", "until", "ending")
    undone = {(case, until): since for case, since, until, how in spans if how == Ending.UNDONE}
    return Undone(
        {(case, until): since for case, since, until, how in spans if how != Ending.UNDONE},
        undone,
        {(case, since) for (case, _until), since in undone.items()},
    )


def _due(turn: Turn, calendar: Calendar) -> datetime:
    return _at_once(turn.since, calendar) if turn.when == When.AT_ONCE else turn.act_by


def _at_once(since: datetime, calendar: Calendar) -> datetime:
    return calendar.close_of(calendar.counted(since))


def _signed(reach: Collection[int], days: Period) -> list[Dossier]:
    """What an agency's counter had to give out, signed on these days or some before."""
    done = {"case__done_at__gte": days.begins_at - BEFORE, "case__done_at__lt": days.ends_at}
    found = Dossier.objects.filter(case__agency__in=reach, **done).select_related("case")
    return list(found.order_by("-case__done_at")[: MOST + 1])


def _released(signed: Sequence[Dossier], days: Period) -> Iterable[Step]:
    """What came to the counter on these days, later than on the day on which it was signed."""
    by_key = {dossier.pk: dossier for dossier in signed}
    entries = journal.of_each(Dossier, by_key, Event.RELEASED)
    entries = entries.filter(at__gte=days.begins_at, at__lt=days.ends_at)
    found = [(by_key[entry.subject_pk], entry) for entry in entries]
    names = {entry.by.partition(":")[2] for _dossier, entry in found}
    posts = dict(Post.objects.filter(public_id__in=names).values_list("public_id", "pk"))
    agencies = {parameters.agency(dossier.case.agency_id).code for dossier, _entry in found}
    held = calendars.calendars(agencies)
    for dossier, entry in found:
        case, post = dossier.case, posts.get(entry.by.partition(":")[2])
        calendar = held[parameters.agency(case.agency_id).code]
        since = case.done_at or entry.at
        due = _at_once(since, calendar)
        if entry.at > due:
            yield _step(
                case,
                post,
                step=gettext("Chuyển kết quả ra quầy"),
                procedure=parameters.plan(dossier.revision_id).name,
                since=since,
                due=due,
                until=entry.at,
                left=lateness.left(entry.at, due, calendar),
                came_late=False,
            )


def _words(turn: Turn, case: Case) -> str:
    """What had to be done where no internal step says it."""
    if turn.is_consultation:
        return gettext("Trả lời lấy ý kiến")
    if turn.role == Role.LEADER:
        return gettext("Duyệt đề nghị bổ sung")
    is_before = case.opened_at is None or turn.since < case.opened_at
    return gettext("Kiểm tra hồ sơ mới nộp") if is_before else gettext("Kiểm tra giấy tờ bổ sung")
