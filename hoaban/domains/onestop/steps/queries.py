"""Freezes the facts of the control sheet; says by when each internal step should be done."""

from collections.abc import Container, Iterator
from datetime import datetime

from hoaban.casework.clocks import rules as clocks
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import OUTSIDE, Ending
from hoaban.casework.turns.models import Turn
from hoaban.core import clock
from hoaban.core.journal import queries as journal
from hoaban.core.language import FIRST, text
from hoaban.core.people.actors import Actor
from hoaban.core.workdays.facts import MissingYear
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event, Who
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers.queries import Sheet, paper_head, paper_moment
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.steps import rules


def control(dossier: Dossier, *, by: Actor, at: datetime) -> Sheet:
    """The control sheet: who gave the case to whom, when, and how it stood. [TT01/2018 Đ9]

    A row for each hand-over, a line for each new appointment, in the order in which they happened.
    """
    rows = [*_handovers(dossier), *_appointments(dossier)]
    rows.sort(key=lambda row: str(row["at"]))
    return paper_head(dossier, by=by, at=at) | {
        "whose": {},  # it stays with the case: nobody outside is given the file
        "handovers": rows,
        "due_at": paper_moment(dossier.due_at),
        "late_since": paper_moment(dossier.late_since(at)),
    }


def planned(dossier: Dossier, start: datetime) -> dict[str, datetime]:
    """By when each internal step should be done, of a promise counted from `start`: each has its
    share of the working time. [TT01/2018 Đ8] Steps without a share, and those that no calendar
    reaches, have no moment.
    """
    if dossier.due_at is None:
        return {}
    calendar = dossiers.calendar_of(dossier)
    try:
        return {
            step.code: rules.planned_end(start, dossier.due_at, step.done_share, calendar)
            for step in parameters.plan(dossier.revision_id).steps.values()
            if step.share
        }
    except MissingYear:
        return {}


def _handovers(dossier: Dossier) -> Iterator[Sheet]:
    """From whoever filed to the counter, from there on, and back."""
    calendar, before = dossiers.calendar_of(dossier), None
    giver = dossier.submitter.get("full_name", "") or dossier.owner.get("full_name", "")
    since = dossier.received_at or dossier.submitted_at
    paid_for = set(dossier.duties.values_list("notified_at", flat=True))
    was_filed_then = dossier.submitted_at == since  # its turn to be received is no hand-over
    for turn in turns.handling_of(dossier.case, since=since)[was_filed_then:]:
        receiver = _receiver(dossier, turn)
        yield {
            "unit": _unit(turn),
            "at": paper_moment(turn.since),
            "giver": giver,
            "receiver": receiver,
            "result": _kept(before, calendar) if before else "",
            "note": _note(before, turn, paid_for),
        }
        giver, before = receiver, turn


def _receiver(dossier: Dossier, turn: Turn) -> str:
    if turn.role == OUTSIDE:
        return str(dossier.filer.get("full_name", ""))
    post = turn.officer_id or turn.post_id
    return parameters.officer(post) if post else ""


def _unit(turn: Turn) -> str:
    """The agency, and the shop or the unit in it, that takes the dossier over."""
    if turn.role == OUTSIDE:
        return "Người nộp hồ sơ"
    row = parameters.agency(turn.agency_id)
    agency = text(row.name, FIRST)
    if turn.role == Who.CLERK:
        return f"{shops.named(row, clock.day(turn.since))}, {agency}"
    unit = parameters.unit(turn.officer_id or turn.post_id or 0)
    return f"{unit}, {agency}" if unit else agency


PUNCTUALITY = {"before": "Trước hạn", "on": "Đúng hạn", "late": "Quá hạn"}


def _kept(turn: Turn, calendar: Calendar) -> str:
    """How whoever gives it on now stood against the moment until which it was theirs."""
    if turn.until is None or turn.role == OUTSIDE:
        return ""
    half_day = calendar.half_day(turn.act_by)
    return PUNCTUALITY[clocks.punctuality(turn.until, turn.act_by, half_day)]


def _note(before: Turn | None, turn: Turn, paid_for: Container[datetime]) -> str:
    """What the hand-over was for; `paid_for` are the moments at which a payment was asked for."""
    if turn.role == OUTSIDE:
        is_paid = turn.since in paid_for
        return "Thông báo nghĩa vụ tài chính" if is_paid else "Yêu cầu bổ sung hồ sơ"
    if before is None:
        return "Tiếp nhận hồ sơ"
    if before.role == OUTSIDE and before.since in paid_for:
        is_met = before.ending == Ending.DONE
        return "Đã thực hiện nghĩa vụ tài chính" if is_met else "Rút thông báo nghĩa vụ tài chính"
    if before.role == OUTSIDE:
        return "Đã bổ sung hồ sơ"
    return "Trả lại bước trước" if before.was_returned else ""


def _appointments(dossier: Dossier) -> Iterator[Sheet]:
    """Each time the applicant got another day."""
    for entry in journal.of(dossier).filter(verb__in=APPOINTED):
        due_at = paper_moment(datetime.fromisoformat(entry.facts["due_at"]))
        day = f"{due_at[11:16]} ngày {due_at[8:10]}/{due_at[5:7]}/{due_at[:4]}"
        note = f"{APPOINTED[Event(entry.verb)]}, hẹn trả kết quả lúc {day}"
        yield {"at": paper_moment(entry.at), "is_told": True, "note": note}


APPOINTED = {
    Event.EXTENDED: "Xin lỗi và hẹn lại",
    Event.SUPPLIED: "Tính lại thời hạn sau khi bổ sung",
    Event.PAYMENT_CONFIRMED: "Tính thời hạn sau khi thực hiện nghĩa vụ tài chính",
    Event.POSTPONED: "Dời hẹn vì có thêm ngày nghỉ",
}
