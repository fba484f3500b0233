"""Finds the agencies to which a request may be sent on, and the one that its answers name."""

from datetime import date

from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.handovers import queries as handovers
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue import queries as catalogue


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
