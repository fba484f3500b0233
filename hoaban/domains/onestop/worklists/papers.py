"""Dossiers as lines of lists and as hits of the search."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoaban.casework.cases.enums import Clock
from hoaban.casework.lists.queries import Line, Row
from hoaban.core.people.actors import Actor
from hoaban.core.workdays import counting
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.onestop.dossiers.enums import Delivery, State
from hoaban.domains.onestop.dossiers.queries import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.worklists import queries
from hoaban.engines.search.registry import Hit, Searcher


def lines(rows: Sequence[Row], now: datetime) -> dict[int, Line]:
    """The lines of these dossiers in lists; their agencies' calendars are asked for once."""
    found = queries.dossiers(rows)
    held = queries.calendars_of(found)
    return {dossier.pk: _line(dossier, now, held) for dossier in found}


NEXT = {
    State.SUBMITTED: _("Kiểm tra, tiếp nhận"),
    State.AWAITING_COMPLETION: _("Chờ người nộp hoàn thiện"),
    State.RECEIVED: _("Chuyển xử lý"),
    State.AWAITING_SUPPLEMENT: _("Chờ người nộp bổ sung"),
    State.DONE: _("Chuyển kết quả ra quầy"),
}


def _todo(dossier: Dossier, step: str) -> str:
    """What has to be done next, in the words of its button or of the internal step."""
    if dossier.turn_at_hand and dossier.turn_at_hand.is_consultation:
        return gettext("Trả lời lấy ý kiến")
    if dossier.delivery == Delivery.READY:
        return gettext("Trả kết quả")
    if dossier.state == State.IN_PROCESS:
        return step
    return str(NEXT.get(State(dossier.state), ""))


def _line(dossier: Dossier, now: datetime, held: Mapping[str, Calendar]) -> Line:
    plan = parameters.plan(dossier.revision_id)
    step = plan.steps.get(dossier.step)
    agency = parameters.agency(dossier.receiving_agency_id)
    is_over = dossier.done_at is not None  # what waits to be handed over was on time or was not
    until = (dossier.due_at if is_over else None) or dossier.act_by
    clock = dossier.clock if is_over or dossier.clock == Clock.PAUSED else Clock.RUNNING
    return Line(
        url=reverse("dossiers:desk_detail", args=[dossier.reference]),
        code=dossier.code or dossier.reference,
        title=dossier.owner.get("full_name", ""),
        subject=plan.name,
        agency=agency.shown,
        state=State(dossier.state),
        todo=_todo(dossier, step.shown if step else ""),
        step=step.shown if step and dossier.state == State.IN_PROCESS else "",
        act_by=until,
        promised=None if is_over else dossier.promised_besides,
        left=counting.left(dossier.done_at or now, until, held[agency.code]),
        clock=clock,
        is_synthetic=dossier.is_synthetic,
    )


def _find(actor: Actor, text: str, limit: int) -> list[Hit]:
    """By reference, code or the owner's name; what tells them apart stands below."""
    return [_hit(dossier) for dossier in queries.search(actor, text, most=limit)]


def _hit(dossier: Dossier) -> Hit:
    told = (
        dossier.owner.get("full_name", ""),
        parameters.plan(dossier.revision_id).name,
        str(State(dossier.state).label),
    )
    return Hit(
        url=reverse("dossiers:desk_detail", args=[dossier.reference]),
        title=dossier.code or dossier.reference,
        subtitle=" · ".join(part for part in told if part),
        when=dossier.received_at or dossier.submitted_at,
    )


SEARCHER = Searcher(_("Hồ sơ"), _find)
