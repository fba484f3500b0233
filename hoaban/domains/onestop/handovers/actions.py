"""Hands dossiers of an agency that ended to the agency that goes on with them."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from hoaban.casework.acts.actions import Next
from hoaban.casework.cases import actions as cases
from hoaban.casework.turns import actions as turns
from hoaban.casework.turns.enums import Ending, When
from hoaban.casework.turns.models import Turn
from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.journal import queries as journal_queries
from hoaban.core.journal.actions import KeyTaken
from hoaban.core.journal.models import Entry
from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.core.people.roles import KEEPERS
from hoaban.domains.documents import actions as documents
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.handovers import queries, rules
from hoaban.domains.onestop.handovers.refused import NothingToHandOver, TakesNoPart
from hoaban.domains.onestop.parameters import queries as parameters


@transaction.atomic
def announce(
    references: Collection[str],
    *,
    to: str,
    basis: str,
    reason: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> int:
    """Say who goes on with dossiers that no area or field assigns (their references): how many.

    They are handed over by a job that follows, which tells each applicant. What is not left with an
    agency that ended is not counted; where nothing is, refuses NothingToHandOver. Refuses KeyTaken
    where the client used the id for something else, or for other dossiers.
    """
    if earlier := journal_queries.earlier(by.client, key):
        return _repeated(earlier, references, to, clock.day(at))
    is_keeper = by.role in KEEPERS
    why = rules.check_announce(references, is_keeper=is_keeper, basis=basis, reason=reason)
    on = clock.day(at)
    taker = next((row for row in queries.taking(on) if row.code == to), None)
    if taker is None:
        raise TakesNoPart(agency=to, on=f"{on:%d/%m/%Y}")
    found = queries.left_keys(references, on)
    if not found:
        raise NothingToHandOver(code=", ".join(sorted(references)))
    facts = {"cases": found, "basis": basis.strip(), "reason": why}
    journal.record(Event.MOVE_ANNOUNCED, taker, by=by, at=at, key=key, **facts)
    return len(found)


def _repeated(earlier: Entry, references: Collection[str], to: str, on: date) -> int:
    """How many the earlier announcement named; none of those asked now may be lost by that."""
    if (earlier.verb, earlier.subject) != (Event.MOVE_ANNOUNCED, Agency._meta.label):
        raise KeyTaken
    named = set(earlier.facts["cases"])
    is_same = named <= set(queries.case_keys(references))
    taker = parameters.agency(earlier.subject_pk).code
    if taker != to or not is_same or not named.issuperset(queries.left_keys(references, on)):
        raise KeyTaken
    return len(named)


@transaction.atomic
def move(
    pk: int,
    *,
    to: Agency,
    basis: str,
    reason: str = "",
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """What agencies that ended had to do with a dossier is another's from now on.

    Its code, its place in the register and its promise stay; its turn and what was asked of the
    ended agency follow, assigned to nobody. Who had it goes on seeing it. The applicant is told.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.MOVE.event, by, key):
        return dossier
    facts, ended = dossiers.facts(dossier, by=by, at=at), queries.ended_of(pk, clock.day(at))
    rules.check_move(facts, is_left=bool(ended))
    before, at_hand = _agencies(dossier), dossier.turn_at_hand
    was_done = dossier.done_at is not None

    cases.hand_over(dossier.case, of=ended, to=to.pk, at=at)
    if dossier.receiving_agency_id in ended:
        dossier.case.agency = to
    dossier.forget_turn()
    on = clock.day(at)
    is_own = to.code in {agencies.answering(code, on) for code in _agencies(dossier)}
    turns.follow_beside(dossier.case, of=ended, to=to, is_own=is_own, at=at)
    _go_on(dossier, at_hand, ended, to, at=at)
    if (draft := dossiers.draft_of(dossier)) and draft.agency_id in ended:
        documents.hand_over(draft.pk, to=to, by=by, at=at)

    journal.record(
        rules.MOVE.event,
        dossier,
        by=by,
        at=at,
        key=key,
        moved=before,
        to=to.code,
        basis=basis,
        reason=reason,
        was_received=dossier.received_at is not None,
        was_done=was_done,
    )
    return dossier


def _agencies(dossier: Dossier) -> list[str]:
    """The codes of who receives and who decides."""
    both = (dossier.receiving_agency_id, dossier.deciding_agency_id)
    return [parameters.agency(pk).code for pk in both]


def _go_on(
    dossier: Dossier, at_hand: Turn | None, ended: Collection[int], to: Agency, *, at: datetime
) -> None:
    """The turn at hand goes on at the new agency with the time that it had; else it stays."""
    if at_hand is None or at_hand.until is not None or at_hand.agency_id not in ended:
        dossier.case.save(update_fields=["agency"])
        cases.show_moments(dossier.case)
        return
    turn = Next(at_hand.role, to.pk, at_hand.act_by, task=at_hand.task, when=When(at_hand.when))
    dossiers_actions.move(dossier, rules.MOVE, at=at, turn=turn, ending=Ending.MOVED)
    cases.show_moments(dossier.case)
