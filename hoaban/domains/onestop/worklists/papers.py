"""Dossiers as lines of lists and as hits of the search."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoaban.casework.cases.enums import Clock
from hoaban.casework.cases.models import Case
from hoaban.casework.lists.queries import Line, Row
from hoaban.casework.turns.models import Turn
from hoaban.core import days, language, typed
from hoaban.core.people import names
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.core.workdays import lateness
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.dossiers.enums import Delivery, State
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Plan
from hoaban.domains.onestop.repeats import queries as repeats
from hoaban.domains.onestop.worklists import queries
from hoaban.domains.onestop.worklists.queries import Filed
from hoaban.engines.search.registry import Hit, Searcher

REFERENCE = "0000000000"  # stands for that of a case in the address of its page


def lines(rows: Sequence[Row], cases: Mapping[int, Case], now: datetime) -> dict[int, Line]:
    """The lines of these dossiers in lists; what many of them share is asked for once."""
    return _lines([row.case_id for row in rows], queries.turns_of(rows), cases, now)


def _lines(
    keys: Sequence[int], turns: Mapping[int, Turn], cases: Mapping[int, Case], now: datetime
) -> dict[int, Line]:
    filed = queries.filed(keys)
    shared = _Shared.of([cases[pk] for pk in filed], filed.values(), now)
    return {pk: _line(cases[pk], one, turns.get(pk), shared) for pk, one in filed.items()}


def ended(found: Sequence[Dossier], now: datetime) -> list[tuple[Line, datetime | None]]:
    """The lines of what is over, each with the moment when it was."""
    keys = [dossier.pk for dossier in found]
    cases, turns = queries.cases_of(keys)
    made = _lines(keys, turns, cases, now)
    return [(made[pk], cases[pk].done_at or cases[pk].closed_at) for pk in keys]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the lines of a page have in common."""

    now: datetime
    plans: Mapping[int, Plan]
    agencies: Mapping[int, Agency]
    calendars: Mapping[str, Calendar]
    address: Sequence[str]  # of a case's page, before and after its reference

    @classmethod
    def of(cls, cases: Sequence[Case], filed: Iterable[Filed], now: datetime) -> "_Shared":
        agencies = queries.agencies_of(cases)
        return cls(
            now=now,
            plans={pk: parameters.plan(pk) for pk in {one.revision for one in filed}},
            agencies=agencies,
            calendars=queries.calendars_of(agencies.values()),
            address=reverse("dossiers:desk_detail", args=[REFERENCE]).split(REFERENCE),
        )


NEXT = {
    State.SUBMITTED: _("Kiểm tra, tiếp nhận"),
    State.AWAITING_COMPLETION: _("Chờ người nộp hoàn thiện"),
    State.RECEIVED: _("Chuyển xử lý"),
    State.SUPPLEMENT_PROPOSED: _("Duyệt yêu cầu bổ sung"),
    State.AWAITING_SUPPLEMENT: _("Chờ người nộp bổ sung"),
    State.SUPPLEMENT_SENT: _("Kiểm tra giấy tờ bổ sung"),
    State.AWAITING_PAYMENT: _("Chờ người nộp nộp tiền"),
    State.DONE: _("Chuyển kết quả ra quầy"),
}


def _todo(case: Case, filed: Filed, turn: Turn | None, step: str) -> str:
    """What has to be done next, in the words of its button or of the internal step."""
    if turn and turn.is_consultation:
        return gettext("Trả lời lấy ý kiến")
    if filed.delivery == Delivery.READY:
        return gettext("Trả kết quả")
    if case.state == State.IN_PROCESS:
        return step
    return str(NEXT.get(State(case.state), ""))


def _line(case: Case, filed: Filed, turn: Turn | None, shared: _Shared) -> Line:
    plan, agency = shared.plans[filed.revision], shared.agencies[case.agency_id]
    step = plan.steps.get(turn.task) if turn else None
    shown = step.shown if step else ""
    act_by = turn.act_by if turn else filed.submitted_at
    is_over = case.done_at is not None  # what waits to be handed over was on time or was not
    until = (case.due_at if is_over else None) or act_by
    promised = None if is_over else case.promised_besides(act_by)
    calendar = shared.calendars[agency.code]
    return Line(
        url=case.reference.join(shared.address),
        code=case.code or case.reference,
        title=filed.owner,
        subject=language.text(plan.revision.called),
        subject_in_full=plan.name,
        agency=agency.shown,
        state=State(case.state),
        todo=_todo(case, filed, turn, shown),
        step=shown if case.state == State.IN_PROCESS else "",
        act_by=until,
        promised=promised,
        promised_left=lateness.left(shared.now, promised, calendar) if promised else None,
        left=lateness.left(case.done_at or shared.now, until, calendar),
        clock=case.clock if is_over or case.clock == Clock.PAUSED else Clock.RUNNING,
        is_synthetic=case.is_synthetic,
        waits_from=act_by if is_over and until != act_by else None,
    )


def _find(actor: Actor, text: str, limit: int) -> list[Hit]:
    """By reference, code, names and numbers of people; what tells them apart stands below.

    A reader that scans the square code of a receipt types its address.
    """
    asked = typed.code(text) if "//" in text else text
    return [_hit(dossier) for dossier in queries.search(actor, asked, most=limit)]


def _hit(dossier: Dossier) -> Hit:
    owner, submitter = (
        str(block.get("full_name") or "") for block in (dossier.owner, dossier.submitter)
    )
    told = (
        owner,
        _about(dossier, owner),
        gettext("người nộp: %(name)s") % {"name": submitter} if submitter != owner else "",
        language.text(parameters.plan(dossier.revision_id).revision.called),
        str(State(dossier.state).label),
    )
    return Hit(
        url=reverse("dossiers:desk_detail", args=[dossier.reference]),
        title=dossier.code or dossier.reference,
        subtitle=" · ".join(part for part in told if part),
        when=dossier.received_at or dossier.submitted_at,
    )


def _about(dossier: Dossier, owner: str) -> str:
    """Whom the request is about, where that is somebody else: two children of one mother."""
    people = repeats.people(dossier.revision_id, dossier.answers)
    one = next((person for code, person in people if code != repeats.REQUESTER), None)
    if one is None or names.fold(str(one["full_name"])) == names.fold(owner):
        return ""
    told = {"name": one["full_name"], "born": days.shown(str(one["birth_date"]))}
    return gettext("về: %(name)s, sinh %(born)s") % told


SEARCHER = Searcher(_("Hồ sơ"), _find)
