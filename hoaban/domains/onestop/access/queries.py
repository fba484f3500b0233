"""Decides who may see which dossiers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet

from hoaban.casework.cases import queries as cases
from hoaban.casework.cases.enums import Part
from hoaban.casework.turns import queries as turns
from hoaban.casework.turns.enums import Ending
from hoaban.core import typed
from hoaban.core.people import names
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import WORKERS, Role
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.access.refused import QuestionTakenBack, SilenceRecorded
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.rules import moment
from hoaban.domains.onestop.parameters.queries import agency

MOMENTS = ("opened_at", "due_at", "done_at", "closed_at")
SHOWN = ("reference", "code", "state", "agency", *MOMENTS, "is_synthetic")
M = TypeVar("M", bound=Model)
CASE_WORKERS = WORKERS | {Role.ARCHIVIST}


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """The dossiers an actor may know of.

    Case workers see what their agency received or decides; an auditor what their post reaches, at
    the province everything; citizens and partner systems what they filed or own. Those who keep
    the system see no cases.
    """
    dossiers = Dossier.objects.select_related("revision__procedure", "case__agency")
    if sees_everything(actor):
        return dossiers
    if actor.is_official:
        return dossiers.filter(cases.involved(reach(actor)))
    own = Q(submitted_by=actor.reference)
    if actor.person_pk:
        own |= Q(owner_person=actor.person_pk) | Q(submitter_person=actor.person_pk)
    return dossiers.filter(own) if actor.client else dossiers.none()


def parts_of_citizen(actor: Actor) -> list[QuerySet[Dossier]]:
    """What a citizen or a partner system filed or owns, in parts that each walk an index.

    A dossier may be in several of them.
    """
    if actor.is_official or not actor.client:
        return [visible_to(actor)]
    dossiers = Dossier.objects.defer("answers", "submitter", "fee_lines", "handed_to")
    filed = dossiers.filter(submitted_by=actor.reference)
    if not actor.person_pk:
        return [filed]
    owned = dossiers.filter(owner_person=actor.person_pk)
    return [filed, owned, dossiers.filter(submitter_person=actor.person_pk)]


def is_only_asked(dossier: Dossier, by: Actor) -> bool:
    """Whether an official sees the dossier for no other reason than being asked for an opinion."""
    is_another = by.is_official and not sees_everything(by) and not answers_for(dossier, by)
    return is_another and not cases.was_of(dossier.case_id, by.reach)


def answers_for(dossier: Dossier, by: Actor) -> bool:
    """Whether the actor's agency received the dossier or decides it."""
    return bool({dossier.receiving_agency_id, dossier.deciding_agency_id} & by.reach)


def works_on(dossier: Dossier, by: Actor) -> bool:
    """Whether the actor's agency answers for the dossier and the actor works on cases."""
    return by.role in CASE_WORKERS and answers_for(dossier, by)


def was_only_asked(dossier: Dossier, by: Actor) -> bool:
    """Whether they see it for that alone and are asked no more: it is read to answer."""
    awaited = {turn.agency_id for turn in turns.beside(dossier.pk)}
    return is_only_asked(dossier, by) and not awaited & by.reach


@dataclass(frozen=True, slots=True)
class Ended:
    """A dossier that an agency was asked about and sees no more, and what it reads instead."""

    dossier: Dossier
    refusal: Refusal


def ended_without(actor: Actor, reference: str) -> Ended | None:
    """What became of the question to an agency of an official, where it was ended without it."""
    turn = turns.last_ended_for(reference, reach(actor)) if actor.is_official else None
    if turn is None or turn.until is None:
        return None
    dossier = Dossier.objects.select_related("case").get(case=turn.case_id)
    facts = {
        "code": dossier.code or dossier.reference,
        "agency": agency(turn.agency_id).shown,
        "until": moment(turn.act_by),
        "at": moment(turn.until),
    }
    is_silent = turn.ending == Ending.SILENT
    return Ended(dossier, SilenceRecorded(**facts) if is_silent else QuestionTakenBack(**facts))


def parts_visible_to(actor: Actor) -> list[QuerySet[Dossier]]:
    """What an official may know of, in parts that each walk an index in the order of `opened`,
    `done` or `closed`, the moments of a case as the part knows them.

    A dossier may be in several of them. Only what a line of a list shows is read.
    """
    dossiers = Dossier.objects.only("revision", *(f"case__{name}" for name in SHOWN))
    if sees_everything(actor):
        return [dossiers.annotate(**_moments("case"))]
    own, elsewhere = dossiers.annotate(**_moments("case")), _moments("case__involvements")
    return [
        *(own.filter(case__agency=agency) for agency in reach(actor)),
        *(
            dossiers.filter(cases.takes_part_elsewhere(agency, "case")).annotate(**elsewhere)
            for agency in reach(actor)
        ),
    ]


def _moments(path: str) -> dict[str, F]:
    return {moment: F(f"{path}__{moment}_at") for moment in ("opened", "done", "closed")}


def parts_seen_when_asked(actor: Actor) -> list[QuerySet[Dossier]]:
    """What an official may know of only because an agency of theirs is asked for an opinion; no
    part where nobody ever asked.
    """
    agencies = reach(actor)
    if sees_everything(actor) or not cases.was_asked(agencies):
        return []
    dossiers = Dossier.objects.annotate(**_moments("case"))
    asked = dossiers.filter(case__in=cases.elsewhere(agencies, Part.CONSULTED))
    decided = Q(case__in=cases.elsewhere(agencies, Part.DECIDES))
    return [asked.exclude(decided | Q(case__agency__in=agencies))]


def agencies_seen(actor: Actor) -> set[str] | None:
    """Codes of the agencies whose received dossiers a post may know; None for all of them."""
    return None if sees_everything(actor) else {agency(pk).code for pk in reach(actor)}


def of_agencies(found: QuerySet[M], actor: Actor) -> QuerySet[M]:
    """Those of rows with an `agency` whose cases a post may know."""
    return found if sees_everything(actor) else found.filter(agency__in=reach(actor))


def by_agency(found: QuerySet[M], actor: Actor, path: str = "agency") -> list[QuerySet[M]]:
    """The same in parts that each walk an index by agency; `path` leads to it."""
    if sees_everything(actor):
        return [found]
    return [found.filter(**{path: one}) for one in reach(actor)]


def sees_everything(actor: Actor) -> bool:
    """Whether no dossier is hidden from them."""
    return actor.is_system or (actor.role == Role.AUDITOR and _is_provincial(actor))


def reach(actor: Actor) -> list[int]:
    """The agencies whose cases a post may know."""
    reads = actor.role in CASE_WORKERS or actor.role == Role.AUDITOR
    return sorted(actor.reach) if reads else []


def _is_provincial(actor: Actor) -> bool:
    return actor.agency_pk is not None and agency(actor.agency_pk).level == "province"


def is_known_by_name(owner: Mapping[str, object]) -> bool:
    """Whether somebody declared no number at all: the name and the drawn reference, both on the
    receipt, then show who asks.
    """
    number = owner.get("identity_number")
    return not owner.get("phone") and number in (None, "", names.NO_IDENTITY)


def is_reference(text: str, dossier: Dossier) -> bool:
    """Whether a dossier's drawn reference was typed, which nobody can count up, not its code."""
    typed_one = "".join(typed.code(text).split()).replace("-", "").upper()
    return typed_one == dossier.reference


def by_reference(dossiers: QuerySet[Dossier], text: str) -> QuerySet[Dossier]:
    """By public reference or legal code, as typed: spaces and case do not matter."""
    return dossiers.filter(cases.by_reference(text, prefix="case__"))
