"""Asks other agencies for their opinion, takes in the answer or records that none came."""

from datetime import datetime

from django.db import transaction

from hoaban.casework.cases import actions as cases
from hoaban.casework.cases.enums import Part
from hoaban.casework.turns import actions as turns
from hoaban.casework.turns.enums import Ending
from hoaban.casework.turns.models import Turn
from hoaban.core import clock
from hoaban.core.journal import actions as journal
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.consultations import queries, rules
from hoaban.domains.onestop.consultations.models import Consultation
from hoaban.domains.onestop.dossiers import actions as dossiers_actions
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Who
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import iso_or_empty
from hoaban.domains.onestop.parameters import queries as parameters


@transaction.atomic
def consult(
    pk: int,
    *,
    agency: int,
    question: str,
    days: int,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """Ask another agency (primary key); it has so many working days, to the close of the last.

    It sees the case from now on and may answer. Several may be asked, each once at a time.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.CONSULT.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_consult(facts)
    rules.check_agency(agency in {row.pk for row in queries.askable(dossier, clock.day(at))})
    act_by = rules.limit(facts, days)
    rules.check_limit(facts, act_by)

    cases.involve(dossier.case, agency, Part.CONSULTED, at=at, act_by=act_by)
    turn = turns.begin(
        Turn(
            case=dossier.case,
            agency_id=agency,
            role=Who.SPECIALIST,
            act_by=act_by,
            since=at,
            is_consultation=True,
        )
    )
    Consultation.objects.create(turn=turn, dossier=dossier, question=rules.in_words(question))
    dossiers_actions.move(dossier, rules.CONSULT, at=at)

    code = parameters.agency(agency).code
    journal.record(
        rules.CONSULT.event,
        dossier,
        by=by,
        at=at,
        key=key,
        asked=[code],
        until=iso_or_empty(act_by),
    )
    return dossier


@transaction.atomic
def answer_consultation(
    pk: int, *, answer: str, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Answer in the name of the agency that was asked; it goes on to see what it answered."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.ANSWER_CONSULTATION.event, by, key):
        return dossier
    rules.check_answer(dossiers.facts(dossier, by=by, at=at))
    said = rules.in_words(answer)

    answered = queries.opened(dossier).filter(turn__agency__in=by.reach)
    for one in answered:
        one.answer = said
        one.save(update_fields=["answer"])
        cases.rest(dossier.case, one.turn.agency_id, Part.CONSULTED)
        turns.conclude(one.turn, at=at, ending=Ending.DONE, officer=by.post_pk)
    dossiers_actions.move(dossier, rules.ANSWER_CONSULTATION, at=at)

    journal.record(
        rules.ANSWER_CONSULTATION.event, dossier, by=by, at=at, key=key, asked=[by.agency]
    )
    return dossier


@transaction.atomic
def record_silence(pk: int, *, by: Actor, at: datetime, key: str | None = None) -> Dossier:
    """Go on without the agencies that let their limit pass; they see the case no more."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.RECORD_SILENCE.event, by, key):
        return dossier
    rules.check_record_silence(dossiers.facts(dossier, by=by, at=at))

    silent = list(queries.opened(dossier).filter(turn__act_by__lt=at))
    codes = [_leave(one, Ending.SILENT, at=at) for one in silent]
    dossiers_actions.move(dossier, rules.RECORD_SILENCE, at=at)

    journal.record(rules.RECORD_SILENCE.event, dossier, by=by, at=at, key=key, asked=codes)
    return dossier


@transaction.atomic
def withdraw_consultation(
    pk: int, *, agency: int, by: Actor, at: datetime, key: str | None = None
) -> Dossier:
    """Take back the question to an agency (primary key), which sees the case no more."""
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.WITHDRAW_CONSULTATION.event, by, key):
        return dossier
    rules.check_withdraw(dossiers.facts(dossier, by=by, at=at))
    asked = queries.opened(dossier).filter(turn__agency=agency).first()
    rules.check_agency(asked is not None)

    codes = [_leave(asked, Ending.RECALLED, at=at)] if asked else []
    dossiers_actions.move(dossier, rules.WITHDRAW_CONSULTATION, at=at)

    journal.record(rules.WITHDRAW_CONSULTATION.event, dossier, by=by, at=at, key=key, asked=codes)
    return dossier


def _leave(one: Consultation, ending: Ending, *, at: datetime) -> str:
    """The question is answered no more; the code of the agency that was asked."""
    turns.conclude(one.turn, at=at, ending=ending)
    cases.leave(one.turn.case, one.turn.agency_id, Part.CONSULTED, at=at)
    return parameters.agency(one.turn.agency_id).code
