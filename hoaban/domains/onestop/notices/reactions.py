"""What is told because something happened to a dossier: which notice, and the facts it names.

What a notice says and whom it is for is content (`notices/dossiers.toml`). A reaction runs as a
job, at least once, and is harmless when it runs again: a notice carries the entry's key.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils.translation import gettext, override

from hoaban.casework.notices import actions, queries
from hoaban.casework.notices.enums import PERSONS
from hoaban.casework.turns import queries as turns
from hoaban.core import clock, language
from hoaban.core.journal import queries as journal
from hoaban.core.journal.models import Entry
from hoaban.core.people import agencies
from hoaban.domains.office.shops import queries as shops
from hoaban.domains.onestop.appointments import rules as appointments
from hoaban.domains.onestop.consultations import rules as consultations
from hoaban.domains.onestop.contacts import rules as contacts
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules
from hoaban.domains.onestop.dossiers.enums import Event, Money
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.duties import queries as duties_queries
from hoaban.domains.onestop.duties import rules as duties
from hoaban.domains.onestop.endings import queries as endings_queries
from hoaban.domains.onestop.endings import rules as endings
from hoaban.domains.onestop.handovers import rules as handovers
from hoaban.domains.onestop.notices.queries import contact as reached
from hoaban.domains.onestop.notices.queries import language_of
from hoaban.domains.onestop.parts import rules as parts
from hoaban.domains.onestop.postponements import rules as postponements
from hoaban.domains.onestop.proposals import rules as proposals
from hoaban.domains.onestop.reception import rules as reception
from hoaban.domains.onestop.refunds import queries as refunds
from hoaban.domains.onestop.rerouting import rules as rerouting
from hoaban.domains.onestop.results import queries as results_queries
from hoaban.domains.onestop.results import rules as results
from hoaban.domains.onestop.revocations import queries as revocations_queries
from hoaban.domains.onestop.revocations import rules as revocations
from hoaban.domains.onestop.shortfalls import rules as shortfalls
from hoaban.domains.onestop.steps import rules as steps
from hoaban.domains.onestop.supplements import queries as supplements_queries
from hoaban.domains.onestop.supplements import rules as supplements

NOTICES: Mapping[str, str] = {
    Event.SUBMITTED: "dossiers.submitted",
    reception.RECEIVE.event: "dossiers.received",
    supplements.ASK_COMPLETION.event: "dossiers.completion_asked",
    shortfalls.TELL_COMPLETION_LACKS.event: "dossiers.still_lacking",
    reception.TRANSFER.event: "dossiers.came",
    steps.ASSIGN.event: "dossiers.came",
    steps.DO_STEP.event: "dossiers.came",
    steps.HAND_ON.event: "dossiers.came",
    steps.RETURN_STEP.event: "dossiers.returned",
    supplements.COMPLETE.event: "dossiers.supplied",
    proposals.PROPOSE_SUPPLEMENT.event: "dossiers.supplement_proposed",
    proposals.DECLINE_SUPPLEMENT.event: "dossiers.returned",
    supplements.SUPPLY.event: "dossiers.supplied",
    shortfalls.TELL_SUPPLEMENT_LACKS.event: "dossiers.still_lacking",
    parts.BRING_PART.event: "dossiers.part_brought",
    supplements.TAKE_SUPPLEMENT.event: "dossiers.supplement_taken",
    consultations.CONSULT.event: "dossiers.consulted",
    consultations.ANSWER_CONSULTATION.event: "dossiers.opinion_given",
    supplements.ASK_SUPPLEMENT.event: "dossiers.supplement_asked",
    duties.ASK_PAYMENT.event: "dossiers.payment_asked",
    duties.CONFIRM_PAYMENT.event: "dossiers.payment_confirmed",
    duties.RECALL_PAYMENT.event: "dossiers.payment_recalled",
    reception.REFUSE.event: "dossiers.refused",
    rerouting.REROUTE.event: "dossiers.rerouted",
    appointments.EXTEND.event: "dossiers.extended",
    appointments.APOLOGISE.event: "dossiers.apologised",
    postponements.POSTPONE.event: "dossiers.postponed",
    postponements.WAIT_LONGER.event: "dossiers.wait_moved",
    handovers.MOVE.event: "dossiers.moved",
    results.RELEASE.event: "dossiers.released",
    revocations.REVOKE.event: "dossiers.revoked",
    Event.FEE_TAKEN_BACK: "dossiers.fee_taken_back",
    Event.DEBT_WRITTEN_OFF: "dossiers.debt_written_off",
    Event.REFUND_DECIDED: "dossiers.refund_decided",
    Event.REFUND_TAKEN_BACK: "dossiers.refund_taken_back",
    Event.WROTE_TO_APPLICANT: "dossiers.message",
    Event.WROTE_TO_AGENCY: "dossiers.message_came",
    Event.RATED: "dossiers.rated",
    endings.WITHDRAW.event: "dossiers.withdrawn",
    endings.STOP.event: "dossiers.ended",
    endings.CLOSE.event: "dossiers.ended",
    contacts.CHANGE_CONTACT.event: "dossiers.contact_changed",
}


FILED, SENT_HERE = "dossiers.filed", "dossiers.sent_here"
AGAIN = "dossiers.given_again"
BESIDES = {  # whoever has the step is told
    supplements.TAKE_SUPPLEMENT.event: "dossiers.supplied",
    duties.CONFIRM_PAYMENT.event: "dossiers.paid",
    duties.RECALL_PAYMENT.event: "dossiers.paid",
    handovers.MOVE.event: "dossiers.came",
    rerouting.REROUTE.event: SENT_HERE,
}
SETTLING = (  # these end somebody's work and tell nobody
    consultations.RECORD_SILENCE.event,
    consultations.WITHDRAW_CONSULTATION.event,
    results.SIGN.event,
    results.HAND_OVER.event,
    steps.UNDO.event,
)


def tell(entry: Entry) -> None:
    """Tell the applicant or the officials concerned, as the notice of this event says."""
    if entry.verb == Event.RATED:
        _tell_of_rating(entry)
        return
    if entry.verb == contacts.CHANGE_CONTACT.event and entry.by.startswith("system:"):
        return  # the account changed its own number and knows
    settle(entry)
    if entry.verb == results.RELEASE.event and not _is_ready(entry):
        return  # told once it is signed
    if entry.verb == Event.SUBMITTED and _is_received_with_it(entry):
        return  # the reception says more, in the same minute
    if "corrects" in entry.facts:  # which the agency opened itself: the applicant knows of it
        if entry.verb == Event.RECEIVED:
            _tell(AGAIN, entry)
        return
    _tell(NOTICES[entry.verb], entry)
    if entry.verb == Event.SUBMITTED and not entry.by.startswith("post:"):
        _tell(FILED, entry)  # the counter is told of what came otherwise than by its own hands
    if entry.verb in BESIDES:
        _tell(BESIDES[entry.verb], entry)


def _tell_of_rating(entry: Entry) -> None:
    """What somebody said with the code of a dossier is told once a day; who signed in knows it."""
    if entry.by.startswith("system:"):  # which rates for whoever shows the code
        day = clock.day(entry.at)
        _tell(NOTICES[entry.verb], entry, cause=f"rated:{entry.subject_pk}:{day}")


def _is_received_with_it(entry: Entry) -> bool:
    """Whether the counter that filed it received it by the same press."""
    dossier = dossiers.by_pk(entry.subject_pk)
    return entry.by.startswith("post:") and dossier.received_at == dossier.submitted_at


def _is_ready(entry: Entry) -> bool:
    return results_queries.is_ready(dossiers.by_pk(entry.subject_pk))


def tell_of_file(entry: Entry) -> None:
    """Tell of a result whose signed file came only after it was brought to the counter."""
    dossier = results_queries.of_document(entry.subject_pk)
    if dossier is None or not results_queries.is_ready(dossier):
        return
    released = journal.of(dossier).filter(verb=results.RELEASE.event).last()
    if released:
        _tell(NOTICES[results.RELEASE.event], released)


def settle(entry: Entry) -> None:
    """Officials are told no more of work that has ended."""
    actions.settle(entry.subject_pk)


def _tell(name: str, entry: Entry, *, cause: str = "") -> None:
    notice = queries.template(name)
    dossier = dossiers.by_pk(entry.subject_pk)
    is_outside = notice.to in PERSONS
    spoken = language_of(dossier, notice.to) if is_outside else language.FIRST
    with override(spoken):
        facts = {fact: FACTS[fact](entry, dossier) for fact in notice.facts}
    cause, at = cause or f"entry:{entry.pk}", entry.at
    if is_outside:
        actions.send(
            name,
            reached(dossier, notice.to),
            about=dossier.reference,
            cause=cause,
            at=at,
            facts=facts,
            in_language=spoken,
        )
    else:
        concerned = queries.addressed(notice.to, entry)
        actions.tell(name, concerned, cause=cause, at=at, facts=facts)


def _moment(name: str) -> Callable[[Entry, Dossier], str]:
    """A moment as the entry has it: the dossier may have gone on before the notice is made."""
    return lambda entry, _dossier: rules.moment(datetime.fromisoformat(entry.facts[name]))


def _items(entry: Entry, dossier: Dossier) -> str:
    """Everything that was asked for."""
    return supplements_queries.told(dossier, entry.at)


def _duty(_entry: Entry, dossier: Dossier) -> str:
    """What is to be paid, by which notice and where."""
    return duties_queries.told(dossier)


def _counter(entry: Entry, dossier: Dossier) -> str:
    """Where it is handed in and fetched, as people call it."""
    on = clock.day(entry.at)
    return shops.called(dossiers.answering(dossier, on), on)


def _agency(entry: Entry, _dossier: Dossier) -> str:
    """The agency of whoever did it."""
    name = agencies.row(entry.agency, clock.day(entry.at)).name
    return language.text(name)


def _originals(entry: Entry, dossier: Dossier) -> str:
    """Where originals that lie there are fetched: a sentence that stands before another."""
    said = endings_queries.where_originals_lie(dossier, clock.day(entry.at))
    return f"{said} " if said else ""


def _heir(entry: Entry, _dossier: Dossier) -> str:
    """The shop of the agency that goes on with it: its name, address and telephone."""
    row = agencies.row(entry.facts["to"], clock.day(entry.at))
    found = shops.shop(row, entry.at)
    return ", ".join(part for part in (found.name, found.address, found.phone) if part)


def _sentence(typed: str) -> str:
    """What an official typed, ended as a sentence: another may follow it."""
    return typed if not typed or typed.endswith((".", "!", "?", "…")) else f"{typed}."


def _again(_entry: Entry, dossier: Dossier) -> str:
    """What follows for the applicant once the result was taken back."""
    again = revocations_queries.correction_of(dossier)
    if again is not None and again.due_at is not None:
        told = {"code": again.code, "due": rules.moment(again.due_at)}
        if again.fee_amount:
            told["amount"] = rules.dong(again.fee_amount)
            return (
                gettext("Cơ quan cấp lại, thu %(amount)s đồng, theo hồ sơ %(code)s, hẹn %(due)s.")
                % told
            )
        return gettext("Cơ quan cấp lại không thu phí theo hồ sơ %(code)s, hẹn trả %(due)s.") % told
    if dossier.money == Money.OWED:
        told = {"amount": rules.dong(refunds.amount(dossier))}
        return gettext("Cơ quan không cấp lại; bạn được hoàn trả %(amount)s đồng đã nộp.") % told
    return gettext("Cơ quan không cấp lại.")


# What the texts of a notice may name; the content is checked against it.
FACTS: Mapping[str, Callable[[Entry, Dossier], str]] = {
    "reference": lambda _entry, dossier: dossier.reference,
    "code": lambda _entry, dossier: dossier.code or dossier.reference,
    "check_by": _moment("check_by"),
    "due_at": _moment("due_at"),
    "answer_by": _moment("answer_by"),
    "items": _items,
    "duty": _duty,
    "counter": _counter,
    "reason": lambda _entry, dossier: _sentence(dossier.end_reason),
    "agency": _agency,
    "heir": _heir,
    "again": _again,
    "note": lambda entry, _dossier: _sentence(turns.note_at(entry.subject_pk, entry.at)),
    "originals": _originals,
}
