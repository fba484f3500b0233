"""A case as pages show it: everything formed here, so that a template asks nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from hoaban.casework.attachments import queries as attachments
from hoaban.casework.cases.enums import Clock
from hoaban.casework.clocks.enums import AfterWait
from hoaban.casework.papers import queries as papers_queries
from hoaban.casework.timeline import queries as timeline
from hoaban.casework.timeline.enums import Reader
from hoaban.casework.turns import queries as turns
from hoaban.core import clock, days
from hoaban.core.calendars import queries as calendars
from hoaban.core.http import citing
from hoaban.core.journal import queries as journal
from hoaban.core.journal.models import Entry
from hoaban.core.language import is_in, text
from hoaban.core.people.roles import Role
from hoaban.core.workdays import lateness
from hoaban.core.workdays import why as workdays_why
from hoaban.core.workdays.facts import Rule
from hoaban.core.workdays.tables import Calendar
from hoaban.core.workdays.why import Explanation
from hoaban.domains.documents.models import Document
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.cards import queries as cards
from hoaban.domains.onestop.copies import queries as copies
from hoaban.domains.onestop.corrections import queries as corrections
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import states as dossiers_states
from hoaban.domains.onestop.dossiers.enums import OF_MONEY, OTHER_PAPERS, Event, Money, State, Who
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.duties import queries as duties
from hoaban.domains.onestop.money import queries as money
from hoaban.domains.onestop.papers import papers as papers_names
from hoaban.domains.onestop.papers import queries as dossier_papers
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import StepFacts
from hoaban.domains.onestop.promises import queries as promises
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.onestop.provisions.rules import Windows
from hoaban.domains.onestop.refunds import queries as refunds
from hoaban.domains.onestop.revocations import queries as revocations
from hoaban.domains.onestop.steps import queries as steps_queries
from hoaban.domains.onestop.supplements import queries as supplements
from hoaban.domains.procedures.catalogue.enums import Unit
from hoaban.engines.forms import concealing, readout
from hoaban.engines.law import lookup


@dataclass(frozen=True, slots=True)
class Item:
    """A paper handed in, and where its originals are. [ND61/2018 Đ20]"""

    name: str
    originals: int
    certified: int
    copies: int
    place: str
    returned_at: datetime | None
    files: tuple[Any, ...]  # Any: Attachment rows
    is_shown: bool  # looked at and given back at once: no original of it stayed


@dataclass(frozen=True, slots=True)
class Why:
    """Why this date: the rule, where counting began, the days skipped, the stops."""

    explanation: Explanation
    skipped: tuple[tuple[str, str], ...]  # (days, reason), days that follow each other together
    stops: tuple[Any, ...]  # Any: ClockInterval rows
    moves: tuple[tuple[str, datetime], ...]  # what was promised instead, in words, in its order
    limit: int
    unit_label: str
    article: str  # of the rule, in words


def items(dossier: Dossier) -> list[Item]:
    """The papers of the case; those who fear for an original see who has it."""
    files: dict[str, list[Any]] = {}
    for attachment in attachments.of(dossier.pk):
        files.setdefault(attachment.component, []).append(attachment)
    place, names = holder(dossier), _names(dossier)
    return [
        Item(
            names.get(item.component) or item.name,
            item.originals,
            item.certified,
            item.copies,
            "" if item.returned_at or not item.originals else place,
            item.returned_at,
            tuple(files.get(item.component, ())),
            item.is_shown and not item.originals,
        )
        for item in PaperItem.objects.filter(dossier=dossier).order_by("id")
    ]


def _names(dossier: Dossier) -> dict[str, str]:
    """The papers of the case by code, in the reader's language."""
    components = parameters.plan(dossier.revision_id).components.get(dossier.variant_id, ())
    own = {c.code: text(c.name) for c in components if is_in(c.name)}
    return {OTHER_PAPERS: gettext("Giấy tờ bổ sung khác"), **own}


def holder(dossier: Dossier) -> str:
    """Who has the case, and with it the originals, right now."""
    agency = dossiers.answering(dossier, clock.today())
    shop = agency.shown
    if dossier.state == State.SUPPLEMENT_PROPOSED:
        return f"{shop}: {Role.LEADER.label}"
    if dossier.state != State.IN_PROCESS or dossier.turn == Who.CLERK:
        counter = shops.called(agency, clock.today())
        return f"{counter[0].upper()}{counter[1:]}, {shop}"
    if dossier.assignee_id:
        return f"{parameters.officer(dossier.assignee_id)}, {shop}"
    step = parameters.plan(dossier.revision_id).steps.get(dossier.step)
    return f"{shop}: {step.shown}" if step else shop


def is_held(dossier: Dossier) -> bool:
    """Whether somebody can do what the open dossier waits for."""
    turn = dossier.turn_at_hand
    if turn is None or turn.until is not None or turn.post_id:
        return True
    return turns.is_held(dossiers.answering(dossier, clock.today()).code, turn.role, clock.today())


def why(dossier: Dossier, *, for_officials: bool = False) -> Why | None:
    """Where the due moment comes from; None before reception."""
    if dossier.received_at is None:
        return None
    promised = list(journal.of(dossier).filter(verb__in=PROMISED))
    calendar = _calendar_then(dossier, promised)
    anew = dossier_papers.restart(dossier)
    start = anew.at if anew else dossier.received_at
    amount, unit = dossier.limit_amount or 0, dossier.limit_unit
    explanation = workdays_why.explain(start, amount, unit, calendar)
    stops = tuple(dossier.case.intervals.exclude(kind="running").order_by("id"))
    label = str(Unit(unit).label)
    skipped = [(day, _reason(day, reason, calendar)) for day, reason in explanation.skipped]
    found = lookup.article(COUNTING[explanation.rule], dossiers.governed_on(dossier))
    article = citing.doubted(found, for_officials=for_officials)
    moves = tuple(_moves(promised))
    return Why(explanation, _together(skipped), stops, moves, amount, label, article)


# by which the limit begins to be counted
COUNTED = (Event.RECEIVED, Event.SUPPLIED, Event.PAYMENT_CONFIRMED)
PROMISED = (*COUNTED, Event.EXTENDED, Event.POSTPONED)


def _calendar_then(dossier: Dossier, promised: Sequence[Entry]) -> Calendar:
    """The calendar under which the limit began to be counted, at the reception or anew."""
    counted = [entry for entry in promised if entry.verb in COUNTED]
    digest = counted[-1].facts["calendar"] if counted else dossier.calendar_digest
    return calendars.by_digest(digest)


def _moves(promised: Sequence[Entry]) -> Iterator[tuple[str, datetime]]:
    """Each other day that was promised; one before the last supplement holds no more."""
    begun = max((n for n, one in enumerate(promised) if _restarts(one)), default=-1)
    for number, entry in enumerate(promised):
        if entry.verb in COUNTED:
            continue
        if entry.verb == Event.POSTPONED:
            words = gettext("Dời vì có thêm ngày nghỉ:")
        elif number < begun:
            words = gettext(
                "Trước khi thời hạn được tính lại, cơ quan đã xin lỗi và hẹn lại một lần:"
            )
        else:
            words = gettext("Cơ quan đã xin lỗi và hẹn lại một lần:")
        yield words, datetime.fromisoformat(entry.facts["due_at"])


def _restarts(entry: Entry) -> bool:
    """Whether what was promised before holds no more."""
    then = promises.ENDED.get(Event(entry.verb))
    return then is not None and entry.facts[then] == AfterWait.RESTARTS


COUNTING: Mapping[Rule, str] = {
    Rule.WORKING_DAYS: "counting.working_days",
    Rule.WORKING_HOURS: "counting.working_hours",
    Rule.CALENDAR_DAYS: "counting.calendar_days",
    Rule.MONTHS: "counting.months",
    Rule.FURTHER_DAYS: "counting.further_days",
    Rule.SAME_DAY: "counting.same_day",
    Rule.SAME_DAY_LATE: "counting.same_day_late",
}


def _reason(day: date, reason: str, calendar: Calendar) -> str:
    """Why a day is off, in the reader's language."""
    off = calendar.closed.get(day)
    return text(off.name) if off else gettext(reason)


def _together(skipped: Iterable[tuple[date, str]]) -> tuple[tuple[str, str], ...]:
    """Days off that follow each other for one reason stand together."""
    found: list[list[Any]] = []  # Any: first day, last day, reason
    for day, reason in skipped:
        if found and found[-1][2] == reason and (day - found[-1][1]).days == 1:
            found[-1][1] = day
        else:
            found.append([day, day, reason])
    return tuple(
        (f"{a:%d/%m/%Y}" if a == b else f"{a:%d/%m}–{b:%d/%m/%Y}", reason) for a, b, reason in found
    )


def answers(
    dossier: Dossier, language: str, *, conceals: bool
) -> list[tuple[str, list[tuple[str, str]]]]:
    """What was filled in, section by section; with identity numbers hidden if it `conceals`."""
    plan = parameters.plan(dossier.revision_id)
    return [
        (title, [(label.removeprefix(f"{title}: "), value) for label, value in rows])
        for form in plan.forms
        for title, rows in readout.display(
            form.schema,
            concealing.concealed(form.schema, dossier.answers) if conceals else dossier.answers,
            language,
        )
    ]


def steps(dossier: Dossier, found: Why | None) -> tuple[list[str], int]:
    """The internal steps by name, with the moment by which each should be done while the promise
    runs, and which of them is at hand, counted from 1 (0: none).
    """
    plan = parameters.plan(dossier.revision_id)
    codes = list(plan.steps)
    at = codes.index(dossier.step) + 1 if dossier.step in codes else 0
    runs = found is not None and dossier.clock == Clock.RUNNING
    ends = steps_queries.planned(dossier, found.explanation.counted_from) if found and runs else {}
    return [_with_its_end(step, ends.get(code)) for code, step in plan.steps.items()], at


def _with_its_end(step: StepFacts, end: datetime | None) -> str:
    if end is None:
        return step.shown
    return gettext("%(step)s (đến %(end)s)") % {
        "step": step.shown,
        "end": days.written(end),
    }


def way(dossier: Dossier, runs: list[Any]) -> Iterator[dict[str, Any]]:  # Any: runs of steps
    """The way of the dossier in steps: done, at hand, still to come; or `left`: the dossier ended
    there without a result, and what the step asks for was never done.
    """
    yield {"title": gettext("Gửi hồ sơ"), "at": dossier.submitted_at, "state": "done"}
    finished = {run.task: run.until for run in runs if not run.was_returned}
    steps = parameters.plan(dossier.revision_id).steps.values()
    for step in steps if dossier.state != State.REFUSED else ():
        at = finished.get(step.code)
        state = "done" if at else ""
        if dossier.step == step.code and dossiers_states.is_open(dossier.state):
            at, state = None, "now"
        elif dossier.step == step.code and dossier.ended_at is not None:
            at, state = dossier.ended_at, "left"
        if state or dossiers_states.is_open(dossier.state) or dossier.state == State.DONE:
            yield {"title": text(step.name), "at": at, "state": state}


def refusal(dossier: Dossier, papers: list[Any]) -> dict[str, Any]:  # Any: facts of a paper
    """The reason and the law, as form 03 says them."""
    if dossier.state != State.REFUSED:
        return {}
    form = dossiers.law_of(dossier).forms["refusal"]
    found = next((paper for paper in papers if paper.form == form), None)
    return dict(found.facts) if found else {}


def _track(dossier: Dossier, found: Why | None, calendar: Calendar) -> int:
    """How many working days the promise spans, whatever unit the law counts it in."""
    if found is None or dossier.due_at is None:
        return 0
    if dossier.limit_unit == Unit.WORKING_DAYS:
        return dossier.limit_amount or 0
    return lateness.remaining(found.explanation.counted_from, dossier.due_at, calendar).days


def _fee_to_come(dossier: Dossier) -> int:
    """What the reception will ask for what was declared; 0 once it is received, or ended before."""
    waits = dossier.received_at is None and dossiers_states.is_open(dossier.state)
    return corrections.fee(dossier, dossier.answers) if waits else 0


def variant_name(dossier: Dossier) -> str:
    """Which case of the procedure applies; empty where there is one alone."""
    cases = parameters.plan(dossier.revision_id).cases
    return text(cases[dossier.variant_id].name) if len(cases) > 1 else ""


def lacking(dossier: Dossier) -> list[str]:
    """What must be handed in and is not there, while the dossier is not received yet."""
    if dossier.state != State.SUBMITTED:
        return []
    return [text(one.name) for one in dossiers.lacking(dossier)]


def _awaited(dossier: Dossier) -> dict[str, Any]:  # Any: page values
    """What the applicant is asked for and what came of it, and what is not there yet."""
    return {
        "duty": duties.open_duty(dossier),
        "supplement": supplements.open_supplement(dossier),
        "sent": supplements.sent(dossier),
        "lacking": lacking(dossier),
    }


def _forms(windows: Windows) -> dict[str, Any]:  # Any: page values
    """Under which circular forms are given, and whether that is in doubt."""
    return {
        "forms_are_doubtful": windows.are_forms_doubtful,
        "forms_circular": windows.circular,
    }


UNREFUNDED = {Money.NONE, Money.ASKED, Money.PAID}  # nothing was paid back


def _is_landline(dossier: Dossier) -> bool:
    """Whether a number was declared to which no message goes."""
    phone = str(dossier.owner.get("phone") or "")
    return bool(phone) and not provisions.takes_messages(phone, clock.today())


def case(
    dossier: Dossier, *, now: datetime, language: str, reader: Reader, conceals: bool = True
) -> dict[str, Any]:  # Any: page values
    """Everything that a case's page shows to such a reader; `conceals` hides identity numbers."""
    result: Document | None = dossiers.issued_result(dossier)
    for_officials = reader == Reader.OFFICIAL
    windows, found_why = dossiers.law_of(dossier), why(dossier, for_officials=for_officials)
    names, current = steps(dossier, found_why)
    due = dossier.due_at or dossier.act_by
    given = list(papers_queries.of(dossier.pk))
    beside = {windows.forms.get("control"), *(windows.forms.get(name) for name in OF_MONEY)}
    named = papers_names.named(dossier, given)
    return {
        "dossier": dossier,
        "procedure": parameters.plan(dossier.revision_id).revision,
        "procedure_name": parameters.plan(dossier.revision_id).name,
        "agency": parameters.agency(dossier.receiving_agency_id),
        "answering": dossiers.answering(dossier, clock.day(now)),
        "old_cards": cards.of_dossier(dossier) if dossiers_states.is_open(dossier.state) else None,
        "timeline": timeline.lines(dossier, reader),
        "items": items(dossier),
        "papers": named,
        **_forms(windows),
        "is_landline": _is_landline(dossier),
        **_awaited(dossier),
        "variant_name": variant_name(dossier),
        "printed": next((one for one in reversed(named) if one.paper.form not in beside), None),
        "fee_receipt": money.in_force(dossier),
        "refunds": [] if dossier.money in UNREFUNDED else refunds.in_force(dossier),
        "fee_to_come": _fee_to_come(dossier),
        "goes_back": refunds.amount(dossier) if dossier.money == Money.OWED else 0,
        "answers": answers(dossier, language, conceals=conceals),
        "conceals": conceals,
        "corrections": corrections.corrections(dossier),
        "steps": names,
        "current_step": current,
        "holder": holder(dossier),
        "is_held": not for_officials or is_held(dossier),
        "runs": turns.steps_of(dossier.case),
        "why": found_why,
        "due": due,
        "late_since": dossier.late_since(now),
        "left": lateness.left(now, due, windows.calendar),
        "step_left": lateness.left(now, dossier.act_by, windows.calendar),
        "track": _track(dossier, found_why, windows.calendar),
        "is_open": dossiers_states.is_open(dossier.state),
        "result": result,
        "standing": revocations.standing(dossier),
        "copies": copies.of(dossier) if result else [],
    }
