"""Reads what other agencies were asked, and which agencies may be asked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import Ending
from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.consultations.models import Consultation
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters


@dataclass(frozen=True, slots=True)
class Shown:
    """A question to an agency as the page of the case shows it."""

    agency: str
    question: str
    answer: str
    asked_at: datetime
    act_by: datetime
    ended_at: datetime | None
    ending: str  # of the turn; empty while the answer is awaited
    officer: str  # who answered
    is_late: bool  # the answer is awaited still, after its moment


def others(dossier: Dossier, on: date) -> list[Agency]:
    """The agencies of a day, without the one that decides or answers for it since it ended."""
    decided = parameters.agency(dossier.deciding_agency_id).code
    deciding = {decided, agencies.answering(decided, on)}
    return [row for code, row in agencies.at(on).items() if code not in deciding]


def askable(dossier: Dossier, on: date) -> list[Agency]:
    """Those of them that may be asked now: not one whose opinion is awaited already.

    Who answers for an agency that ended since it was asked has its question.
    """
    asked = {parameters.agency(turn.agency_id).code for turn in turns.beside(dossier.pk)}
    awaited = asked | {agencies.answering(code, on) for code in asked}
    return [row for row in others(dossier, on) if row.code not in awaited]


def asked(dossier: Dossier) -> list[Agency]:
    """The agencies that were asked, as they are named in the question; each once."""
    found = Consultation.objects.filter(dossier=dossier).order_by("turn")
    keys = dict.fromkeys(found.values_list("turn__agency", flat=True))
    return [parameters.agency(pk) for pk in keys]


def opened(dossier: Dossier) -> QuerySet[Consultation]:
    """The questions without an answer yet, in the order in which they were asked."""
    found = Consultation.objects.select_related("turn").filter(dossier=dossier)
    return found.filter(turn__until=None).order_by("turn")


def questions(dossier: Dossier, by: Actor) -> list[str]:
    """What the agencies of an official are asked and have not answered."""
    mine = opened(dossier).filter(turn__agency__in=by.reach)
    return list(mine.values_list("question", flat=True))


def shown(dossier: Dossier, by: Actor, *, at: datetime) -> list[Shown]:
    """The questions of a case with what became of them, oldest first.

    An agency that is only asked reads no other agency's.
    """
    found = Consultation.objects.select_related("turn").filter(dossier=dossier).order_by("turn")
    if access.is_only_asked(dossier, by):
        found = found.filter(turn__agency__in=by.reach)
    return [_shown(one, at) for one in found]


def _shown(one: Consultation, at: datetime) -> Shown:
    turn = one.turn
    is_answered = turn.ending == Ending.DONE and turn.officer_id
    return Shown(
        parameters.agency(turn.agency_id).shown,
        one.question,
        one.answer,
        turn.since,
        turn.act_by,
        turn.until,
        turn.ending,
        parameters.officer(turn.officer_id) if is_answered and turn.officer_id else "",
        is_late=turn.until is None and turn.act_by < at,
    )
