"""Finds the agencies to which a request may be sent on, and the one that its answers name."""

from dataclasses import dataclass
from datetime import date, datetime

from hoaban.casework.turns import queries as turns
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.handovers import queries as handovers
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue import queries as catalogue


@dataclass(frozen=True, slots=True)
class SentOn:
    """That a request was sent on: from where, when and why."""

    before: Agency
    at: datetime
    why: str


def sent_on(dossier: Dossier) -> SentOn | None:
    """How a request that is not looked at yet came to the agency that has it; None where it was
    filed there.
    """
    if dossier.state != State.SUBMITTED:
        return None
    *ended, present = turns.handling_of(dossier.case, since=dossier.submitted_at)
    others = [one for one in ended if one.agency_id != present.agency_id]
    if not others or others[-1].until is None:
        return None
    return SentOn(parameters.agency(others[-1].agency_id), others[-1].until, others[-1].note)


def takers(dossier: Dossier, on: date) -> list[Agency]:
    """The agencies of a day that decide on its procedure, without the one that has it."""
    revision = parameters.plan(dossier.revision_id).revision
    return catalogue.deciding(revision, on, besides=dossiers.answering(dossier, on).code)


def offered(dossier: Dossier, by: Actor, on: date) -> list[Agency]:
    """The agencies of a day that decide on its procedure, but those of whoever sends it on: the
    same before the press and after it.
    """
    revision = parameters.plan(dossier.revision_id).revision
    return [row for row in catalogue.deciding(revision, on) if row.pk not in by.reach]


def proposed(dossier: Dossier, on: date) -> int | None:
    """The one (primary key) in whose area lies what the answers are about; None where they tell
    nobody, or several.
    """
    revision = parameters.plan(dossier.revision_id).revision
    codes = {catalogue.nearest(revision, place, on) for place in handovers.places(dossier)}
    found = [row.pk for row in catalogue.deciding(revision, on) if row.code in codes]
    return found[0] if len(found) == 1 else None
