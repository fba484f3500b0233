"""One dossier as a line of a list: all words formed here, so that the template asks nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoaban.core import workdays
from hoaban.core.calendars import queries as calendars
from hoaban.domains.dossiers import queries
from hoaban.domains.dossiers.enums import Clock, Delivery, State
from hoaban.domains.dossiers.queries import Dossier

# What a line is made of: the answers of a form, read fifty times, cost more than all the rest.
SHOWN = (
    "reference",
    "code",
    "owner",
    "revision",
    "receiving_agency",
    "state",
    "step",
    "clock",
    "delivery",
    "act_by",
    "due_at",
    "done_at",
    "assignee",
    "is_synthetic",
)


@dataclass(frozen=True, slots=True)
class Line:
    url: str
    code: str
    owner: str
    procedure: str
    agency: str
    state: State
    todo: str  # what its next hand has to do
    step: str
    act_by: datetime
    left: int  # working days, below zero when late
    clock: str
    is_mine: bool
    is_synthetic: bool


def left(now: datetime, due_at: datetime, calendar: workdays.Calendar) -> int:
    """Working days left, below zero when late; late within the day counts as one."""
    remaining = workdays.remaining(now, due_at, calendar)
    return -max(remaining.days, 1) if remaining.is_late else remaining.days


def lines(dossiers: Sequence[Dossier], now: datetime) -> list[Line]:
    """The rows of a page; their agencies' calendars are asked for once."""
    codes = {queries.agency(dossier.receiving_agency_id).code for dossier in dossiers}
    held = calendars.calendars(codes) if codes else {}
    return [line(dossier, now, held) for dossier in dossiers]


NEXT = {
    State.SUBMITTED: _("Kiểm tra, tiếp nhận"),
    State.AWAITING_COMPLETION: _("Chờ người nộp hoàn thiện"),
    State.RECEIVED: _("Chuyển xử lý"),
    State.AWAITING_SUPPLEMENT: _("Chờ người nộp bổ sung"),
    State.DONE: _("Chuyển kết quả ra quầy"),
}


def _todo(dossier: Dossier, step: str) -> str:
    """What has to be done next, in the words of its button or of the internal step."""
    if dossier.delivery == Delivery.READY:
        return gettext("Trả kết quả")
    if dossier.state == State.IN_PROCESS:
        return step
    return str(NEXT.get(State(dossier.state), ""))


def line(dossier: Dossier, now: datetime, held: Mapping[str, workdays.Calendar]) -> Line:
    plan = queries.plan(dossier.revision_id)
    step = plan.steps.get(dossier.step)
    agency = queries.agency(dossier.receiving_agency_id)
    is_over = dossier.done_at is not None  # what waits to be handed over was on time or was not
    until = (dossier.due_at if is_over else None) or dossier.act_by
    clock = dossier.clock if is_over or dossier.clock == Clock.PAUSED else Clock.RUNNING
    return Line(
        url=reverse("dossiers:desk_detail", args=[dossier.reference]),
        code=dossier.code or dossier.reference,
        owner=dossier.owner.get("full_name", ""),
        procedure=plan.name,
        agency=agency.shown,
        state=State(dossier.state),
        todo=_todo(dossier, step.shown if step else ""),
        step=step.shown if step and dossier.state == State.IN_PROCESS else "",
        act_by=until,
        left=left(dossier.done_at or now, until, held[agency.code]),
        clock=clock,
        is_mine=dossier.assignee_id is not None,
        is_synthetic=dossier.is_synthetic,
    )
