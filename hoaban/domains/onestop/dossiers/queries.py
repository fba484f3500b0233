"""Finds dossiers, and loads the fact sheets of the rules."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import override

from hoaban.casework.acts.actions import Next
from hoaban.casework.attachments import queries as attachments
from hoaban.casework.cases.models import Case
from hoaban.casework.papers.models import Paper as Paper
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import When
from hoaban.core import clock, rows
from hoaban.core.calendars import queries as calendars
from hoaban.core.journal import queries as journal
from hoaban.core.journal.actions import KeyTaken
from hoaban.core.language import FIRST, text
from hoaban.core.people import agencies, searching
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Post
from hoaban.core.people.roles import Role
from hoaban.core.workdays.tables import Calendar
from hoaban.domains.documents import queries as documents
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers import states
from hoaban.domains.onestop.dossiers.enums import (
    BESIDE_THE_HANDLING,
    FORM_WORDS,
    FORM_WORDS_BY_CIRCULAR,
    Event,
    State,
    Who,
)
from hoaban.domains.onestop.dossiers.models import Dossier as Dossier
from hoaban.domains.onestop.dossiers.rules import Asked, Facts, Last
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.parameters.queries import Lapsed, Plan, StepFacts, agency
from hoaban.domains.onestop.provisions.queries import Windows, windows
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Component


def found_by(
    owner: Mapping[str, Any], submitter: Mapping[str, Any], about: Iterable[str] = ()
) -> list[str]:  # Any: JSON
    """The words by which a dossier is found: names and numbers of its owner and who hands it in,
    and the names of whom it is about.
    """
    people = [owner, submitter] if submitter and submitter != owner else [owner]
    return searching.found_by(
        [*(str(one.get("full_name") or "") for one in people), *about],
        phones=[str(one.get("phone") or "") for one in people],
        identities=[str(one.get("identity_number") or "") for one in people],
    )


def answering(dossier: Dossier, on: date) -> Agency:
    """The agency that answers for a dossier on a day: whoever received it, or its successor."""
    received = agency(dossier.receiving_agency_id)
    return received if on < received.valid_from else agencies.successor(received, on)


def governed_on(dossier: Dossier) -> date:
    """The day whose law governs a dossier: of its reception, or submission while it has none."""
    return clock.day(dossier.received_at or dossier.submitted_at)


def filed(dossier: Dossier, on: date) -> parameters.Filed:
    """What its filing says of itself to the forms."""
    case = parameters.plan(dossier.revision_id).cases[dossier.variant_id]
    return parameters.filed(case, parameters.agency(dossier.receiving_agency_id), on)


def law_of(dossier: Dossier) -> Windows:
    """What the law of its day allows with a dossier, the special law of its procedure included."""
    general = windows(governed_on(dossier), agency(dossier.receiving_agency_id).code)
    return general.by_procedure(parameters.plan(dossier.revision_id).revision.clock)


def form_name(circular: str, name: str) -> str:
    """What a form is called on the paper itself, in the language of papers."""
    with override(FIRST):
        return str((FORM_WORDS | FORM_WORDS_BY_CIRCULAR.get(circular, {})).get(name, ""))


def facts(dossier: Dossier, *, by: Actor, at: datetime) -> Facts:
    """The fact sheet for every rule about this dossier."""
    return dossier.facts(by=by, at=at, windows=law_of(dossier), parts=Asking(dossier, by, at))


class ReadTooLate(RuntimeError):
    """A rule asked for a part of a fact sheet after the dossier had been changed."""


class Asking:
    """Reads the dear parts of a fact sheet when a rule asks, while the dossier has not moved."""

    def __init__(self, dossier: Dossier, by: Actor, at: datetime) -> None:
        self._held, self._by, self._at = dossier, by, at
        self._stood = _standing(dossier)

    def _dossier(self) -> Dossier:
        if _standing(self._held) != self._stood:
            raise ReadTooLate(self._held.reference)
        return self._held

    def _plan(self) -> Plan:
        return parameters.plan(self._dossier().revision_id)

    def _step(self) -> StepFacts | None:
        return self._plan().steps.get(self._held.step)

    def _result(self) -> Document | None:
        dossier = self._dossier()
        return issued_result(dossier) if dossier.done_at else None

    def signs(self) -> bool:
        step = self._step()
        return bool(step and step.ends_clock)

    def next_signs(self) -> bool:
        step = self._step()
        following = self._plan().steps.get(step.next) if step else None
        return bool(following and following.ends_clock)

    def comes_from_counter(self) -> bool:
        plan = self._plan()
        return plan.is_counter(plan.before(self._held.step))

    def gives_out(self) -> bool:
        step = self._step()
        following = self._plan().steps.get(step.next) if step and not step.ends_clock else None
        return bool(step and following and (step.role, following.role) == GIVING_OUT)

    def has_others(self) -> bool:
        return others(self._dossier(), self._by, clock.day(self._at)).exists()

    def examined_alone(self) -> bool:
        signer = self.signs() and self._by.role == Role.LEADER
        return signer and is_signed_alone(self._held, self._by)

    def result_symbol(self) -> str:
        result = self._result()
        return result.symbol if result else ""

    def result_withdrawn_for(self) -> str:
        result = self._result()
        return result.withdrawal_reason if result else ""

    def result_awaits_seal(self) -> bool:
        result = self._result()
        issued = (result, *result.copies.all()) if result else ()
        return any(documents.awaits_seal(one) for one in issued)

    def issued_the_result(self) -> bool:
        result = self._result()
        return result is not None and result.agency_id in self._by.reach

    def last(self) -> Last | None:
        dossier = self._dossier()
        return last_act(dossier, self._by) if self._by.is_official else None

    def asked(self) -> tuple[Asked, ...]:
        dossier = self._dossier()
        return asked(dossier, self._by) if dossier.state in CONSULTING else ()

    def holds_originals(self) -> bool:
        return self._dossier().items.filter(originals__gt=0, returned_at=None).exists()

    def lacks(self) -> str:
        dossier = self._dossier()
        return "; ".join(text(one.name) for one in lacking(dossier))

    def awaits_several(self) -> bool:
        request = self._dossier().supplements.filter(supplied_at=None).first()
        items = request.wanted if request else []
        named = {item["component"] or item["name"] for item in items}
        return len(named) - sum(int(item.get("had", 0)) for item in items) > 1

    def lapsed(self) -> Lapsed | None:
        return parameters.lapsed(self._dossier().revision_id, clock.day(self._at))

    def is_taken_elsewhere(self) -> bool:
        on = clock.day(self._at)
        here = answering(self._dossier(), on).code
        return bool(catalogue.deciding(self._plan().revision, on, besides=here))

    def has_answered(self) -> bool:
        return turns.has_answered(self._dossier().pk, self._by.reach)


def lacking(dossier: Dossier) -> list[Component]:
    """The papers that must be handed in and did not come: no sheet on paper, and no file."""
    sheets = dossier.items.filter(Q(originals__gt=0) | Q(certified__gt=0) | Q(copies__gt=0))
    there = sheets.values_list("component").union(attachments.components(dossier.pk))
    came, plan = {code for (code,) in there}, parameters.plan(dossier.revision_id)
    return plan.missing(dossier.variant_id, came, on_paper=dossier.comes_on_paper)


def _standing(dossier: Dossier) -> tuple[str, int | None]:
    """By what a sheet knows that the dossier has moved since: its state and its turn."""
    at_hand = dossier.turn_at_hand
    return dossier.state, at_hand.pk if at_hand else None


GIVING_OUT = (Role.LEADER, Role.SPECIALIST)  # the step of who assigns, and of who works on it

CONSULTING = states.STANDING | {State.IN_PROCESS, State.SUPPLEMENT_PROPOSED}  # opinions may come


def asked(dossier: Dossier, by: Actor) -> tuple[Asked, ...]:
    """The agencies whose opinion is awaited, and which of them this actor answers for."""
    return tuple(
        Asked(text(agency(turn.agency_id).name), turn.act_by, is_own=turn.agency_id in by.reach)
        for turn in turns.beside(dossier.pk)
    )


def is_signed_alone(dossier: Dossier, by: Actor) -> bool:
    """Whether nobody but this person examined or drafted, in whichever posts.

    Counted by who truly acted: standing in for someone makes nobody a second person.
    """
    steps = parameters.plan(dossier.revision_id).steps
    if not any(step.role == Who.SPECIALIST for step in steps.values()):
        return False
    own = people.references_of(by.person_pk or 0)
    return not any(
        entry.by not in own
        for entry in journal.of(dossier)
        if entry.verb == Event.RESULT_DRAFTED
        or (entry.verb == Event.STEP_DONE and steps[entry.facts["step"]].role == Who.SPECIALIST)
    )


def calendar_of(dossier: Dossier) -> Calendar:
    """The calendar by which the present promise was made, by its digest; before one the law's.

    It explains and judges what was promised; what is promised anew asks the calendar of now.
    """
    if dossier.calendar_digest:
        return calendars.by_digest(dossier.calendar_digest)
    return law_of(dossier).calendar


def at_counter(
    dossier: Dossier, act_by: datetime, *, task: str = "", when: When = When.BY_TIME
) -> Next:
    """The turn of the counter of the receiving agency."""
    return Next(Who.CLERK, dossier.receiving_agency_id, act_by, task=task, when=when)


def at_applicant(dossier: Dossier, act_by: datetime) -> Next:
    """The turn of whoever filed; the internal step stays the one at hand."""
    return Next(Who.CITIZEN, dossier.receiving_agency_id, act_by, task=dossier.step)


def at_leader(dossier: Dossier, act_by: datetime) -> Next:
    """The turn of whoever leads the agency that settles; the internal step stays at hand."""
    return Next(Who.LEADER, dossier.deciding_agency_id, act_by, task=dossier.step)


def at_step(dossier: Dossier, code: str, act_by: datetime, *, post: int | None = None) -> Next:
    """The turn at an internal step: a counter's in the receiving agency, others in the deciding."""
    role = parameters.plan(dossier.revision_id).steps[code].role
    return Next(role, _agency_of(dossier, role), act_by, task=code, post=post, officer=post)


def _agency_of(dossier: Dossier, role: str) -> int:
    """The agency (primary key) in which a role does its steps."""
    return dossier.receiving_agency_id if role == Role.CLERK else dossier.deciding_agency_id


def degree(dossier: Dossier) -> int | None:
    """How far the dossier has come, in percent, which anyone with its code may know.

    None where it ended without a result.
    """
    plan = parameters.plan(dossier.revision_id)
    here = plan.steps.get(dossier.step)
    done = here.done_share - here.share if here else 0.0
    share = states.degree(dossier.state, done)
    return None if share is None else round(100 * share)


def locked(pk: int) -> Dossier:
    """The dossier, held until the transaction ends."""
    dossier = rows.held(Dossier, pk)
    dossier.case = rows.held(Case, pk)
    return dossier


def earlier(by: Actor, key: str | None) -> Dossier | None:
    """The dossier that a client filed under this transaction id already.

    Refuses KeyTaken where the client used the id for something else.
    """
    entry = journal.earlier(by.client, key) if key else None
    if entry is None:
        return None
    if (entry.subject, entry.verb) != (Dossier._meta.label, Event.SUBMITTED):
        raise KeyTaken
    return Dossier.objects.get(pk=entry.subject_pk)


def is_repeated(dossier: Dossier, event: str, by: Actor, key: str | None) -> bool:
    """Whether this client has had this very change already.

    Refuses KeyTaken where the client used the id for another change or another record: to do
    nothing and answer "done" would lose the request.
    """
    if not journal.is_written(by.client, key):
        return False
    entry = journal.earlier(by.client, key)
    done = (entry.verb, entry.subject, entry.subject_pk) if entry else None
    if done != (event, Dossier._meta.label, dossier.pk):
        raise KeyTaken
    return True


def last_act(dossier: Dossier, by: Actor) -> Last:
    """The last thing done to a dossier; to have looked at it, or written of it, is nothing done."""
    entry = journal.of(dossier).exclude(verb__in=BESIDE_THE_HANDLING).last()
    if entry is None:
        return Last("", dossier.submitted_at, "", is_own=False)
    step = str(entry.facts.get("step", ""))
    return Last(entry.verb, entry.at, step, is_own=entry.by == by.reference)


def colleagues(dossier: Dossier, on: date) -> QuerySet[Post]:
    """Posts that may be given the step at hand: of the agency that has it, with the step's role."""
    at_hand = dossier.turn_at_hand
    has_it = at_hand.agency_id if at_hand else dossier.deciding_agency_id
    return posts_at(has_it, dossier.turn, on)


def others(dossier: Dossier, by: Actor, on: date) -> QuerySet[Post]:
    """Whom this actor may give the step at hand: colleagues but oneself and whoever has it."""
    besides = {dossier.assignee_id or 0, by.post_pk or 0}
    return colleagues(dossier, on).exclude(pk__in=besides)


def following(dossier: Dossier, on: date) -> QuerySet[Post]:
    """Posts that may be given the step after the one at hand; none where signing ends this one."""
    plan = parameters.plan(dossier.revision_id)
    here = plan.steps.get(dossier.step)
    step = plan.steps.get(here.next) if here and not here.ends_clock else None
    if step is None:
        return Post.objects.none()
    return posts_at(_agency_of(dossier, step.role), step.role, on)


def posts_at(agency_pk: int, role: str, on: date) -> QuerySet[Post]:
    """Posts with a role in an agency, or in its successor, on a day."""
    code = agencies.successor(agency(agency_pk), on).code
    return people.posts_at(code, on).filter(role=role)


def received_by(dossier: Dossier) -> Post | None:
    """The post that received the dossier; None while nobody has."""
    entry = journal.of(dossier).filter(verb=Event.RECEIVED).last()
    return people.post_of_id(entry.by.partition(":")[2]) if entry else None


def post(pk: int) -> Post:
    return Post.objects.get(pk=pk)


def issued_result(dossier: Dossier) -> Document | None:
    """The result once a leader has signed it."""
    if dossier.result_id is None:
        return None
    issued = Document.objects.select_related("signed", "signer__person")
    return issued.filter(pk=dossier.result_id, number__isnull=False).first()


def draft_of(dossier: Dossier) -> Document | None:
    """The draft of the result while nobody has signed it."""
    drafts = Document.objects.filter(pk=dossier.result_id or 0, number__isnull=True)
    return drafts.first()


def by_pk(pk: int) -> Dossier:
    """For the room's own reactions."""
    dossier = rows.read(Dossier, pk)
    dossier.case = rows.read(Case, pk)
    return dossier
