"""Decides who may see which dossiers."""

from django.db.models import Q, QuerySet

from hoaban.casework.cases import queries as cases
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters.queries import agency

KEEPERS = frozenset({Role.IT_OFFICER, Role.ADMINISTRATOR})  # they keep the system, see no case
CASE_WORKERS = frozenset({Role.CLERK, Role.SPECIALIST, Role.LEADER, Role.ARCHIVIST})


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
    dossiers = Dossier.objects.select_related("revision__procedure", "case__agency")
    filed = dossiers.filter(submitted_by=actor.reference)
    if not actor.person_pk:
        return [filed]
    owned = dossiers.filter(owner_person=actor.person_pk)
    return [filed, owned, dossiers.filter(submitter_person=actor.person_pk)]


def is_only_asked(dossier: Dossier, by: Actor) -> bool:
    """Whether an official sees the dossier for no other reason than being asked for an opinion."""
    answering_ones = {dossier.receiving_agency_id, dossier.deciding_agency_id}
    return by.is_official and not sees_everything(by) and not answering_ones & by.reach


def parts_visible_to(actor: Actor) -> list[QuerySet[Dossier]]:
    """What an official may know of, in parts without a dossier twice: each can walk an index."""
    if sees_everything(actor):
        return [visible_to(actor)]
    dossiers = Dossier.objects.select_related("revision__procedure", "case__agency")
    own = Q(case__agency__in=reach(actor))
    return [
        dossiers.filter(own),
        dossiers.filter(case__in=cases.elsewhere(reach(actor))).exclude(own),
    ]


def agencies_seen(actor: Actor) -> set[str] | None:
    """Codes of the agencies whose received dossiers a post may know; None for all of them."""
    return None if sees_everything(actor) else {agency(pk).code for pk in reach(actor)}


def sees_everything(actor: Actor) -> bool:
    """Whether no dossier is hidden from them."""
    return actor.is_system or (actor.role == Role.AUDITOR and _is_provincial(actor))


def reach(actor: Actor) -> list[int]:
    """The agencies whose cases a post may know."""
    reads = actor.role in CASE_WORKERS or actor.role == Role.AUDITOR
    return sorted(actor.reach) if reads else []


def _is_provincial(actor: Actor) -> bool:
    return actor.agency_pk is not None and agency(actor.agency_pk).level == "province"


def by_reference(dossiers: QuerySet[Dossier], text: str) -> QuerySet[Dossier]:
    """By public reference or legal code, as typed: spaces and case do not matter."""
    return dossiers.filter(cases.by_reference(text, prefix="case__"))
