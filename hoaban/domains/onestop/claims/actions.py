"""Puts a dossier that was filed at a counter into the account of whom it is."""

from datetime import datetime

from django.db import transaction

from hoaban.core.journal import actions as journal
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.claims import queries
from hoaban.domains.onestop.claims.refused import NothingConfirmed, NothingToClaim
from hoaban.domains.onestop.claims.rules import Proof
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier


@transaction.atomic
def claim(text: str, *, identity_number: str = "", by: Actor, at: datetime) -> Dossier:
    """Take a dossier into the own account: its code, and what it declares of whom it is.

    That is the confirmed telephone number or address of mail of the account; where none was
    declared, the identity number that was, with the name and the drawn reference; where no number
    was, the name and the reference. Refuses NothingConfirmed and NothingToClaim.
    """
    person = people.locked_person(by.person_pk or 0)
    proof = queries.proof_of(person, identity_number)
    found = queries.claimable(text, proof)
    if found is None and not proof:
        raise NothingConfirmed
    if found is None:
        raise NothingToClaim
    dossier = dossiers.locked(found.pk)
    parts = queries.parts_of(dossier, queries.proof_by(text, dossier, proof))
    _give(dossier, person.pk, parts, by=by, at=at)
    return dossier


@transaction.atomic
def give_found(person_pk: int, *, by: Actor, at: datetime) -> int:
    """Give an account what was filed under its confirmed number and its name: how many."""
    person, given = people.locked_person(person_pk), 0
    # Found by the name of the owner or of whoever came: what the other declared with the number
    # goes with it.
    proof = Proof("", person.own_number, has_reference=True)
    for found in queries.of_name_and_number(person):
        dossier = dossiers.locked(found.pk)
        _give(dossier, person.pk, queries.parts_of(dossier, proof), by=by, at=at)
        given += 1
    return given


def _give(dossier: Dossier, person_pk: int, parts: list[str], *, by: Actor, at: datetime) -> None:
    accounts = [queries.PARTS[part] for part in parts]
    for account in accounts:
        setattr(dossier, f"{account}_id", person_pk)
    dossier.save(update_fields=accounts)
    journal.record(Event.CLAIMED, dossier, by=by, at=at, parts=parts)
