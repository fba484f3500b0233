"""Finds the dossiers that somebody filed at a counter and has no way to in the own account."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from allauth.account.models import EmailAddress

from hoaban.casework.cases import queries as cases
from hoaban.core.people import names
from hoaban.core.people.models import Person
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.claims import rules
from hoaban.domains.onestop.claims.rules import Declared, Proof
from hoaban.domains.onestop.dossiers.models import Dossier

PARTS = {"owner": "owner_person", "submitter": "submitter_person"}
Block = Mapping[str, Any]  # Any: JSON, the owner or whoever files
MOST = 200  # dossiers of one telephone number that are looked through


def claimable(text: str, proof: Proof) -> Dossier | None:
    """The dossier of this reference or code of which the proof shows a part to be theirs."""
    found = named(text)
    return found if found and parts_of(found, proof_by(text, found, proof)) else None


def named(text: str) -> Dossier | None:
    """The dossier of this reference or code, whosever it is."""
    return access.by_reference(Dossier.objects.all(), text).first()


def asks_name(dossier: Dossier) -> bool:
    """Whether the name alone, beside the reference, brings a part of it into an account."""
    return any(access.is_known_by_name(getattr(dossier, part) or {}) for part in PARTS)


def proof_by(text: str, dossier: Dossier, proof: Proof) -> Proof:
    """The proof as far as what was typed bears it.

    An identity number and a name are known to more people than one, and codes are counted up: the
    typed number, and the name alone, count beside the drawn reference of the receipt only.
    """
    if access.is_reference(text, dossier):
        return replace(proof, has_reference=True)
    return replace(proof, identity_number="")


def parts_of(dossier: Dossier, proof: Proof) -> list[str]:
    """Owner, submitter or both: whose block the proof shows to be the account's.

    What already stands in an account stays there, unless its owner closed that for good.
    """
    return [
        part
        for part, account in PARTS.items()
        if not _is_in_an_account(dossier, account)
        and rules.shows(proof, _declared(getattr(dossier, part) or {}))
    ]


def _is_in_an_account(dossier: Dossier, account: str) -> bool:
    holder: Person | None = getattr(dossier, account)
    return holder is not None and holder.blanked_at is None


def _declared(block: Block) -> Declared:
    said = {name: str(block.get(name) or "") for name in ("full_name", "phone", "email")}
    number = str(block.get("identity_number") or "")
    return Declared(
        name=names.fold(said["full_name"]),
        phone=said["phone"],
        email=said["email"].lower(),
        identity_number="" if number == names.NO_IDENTITY else number,
    )


def proof_of(person: Person, identity_number: str = "") -> Proof:
    """What an account has confirmed, with the identity number that was typed."""
    confirmed = EmailAddress.objects.filter(user=person, verified=True)
    emails = frozenset(one.lower() for one in confirmed.values_list("email", flat=True))
    return Proof(names.fold(person.full_name), person.own_number, emails, identity_number)


def of_name_and_number(person: Person) -> Iterator[Dossier]:
    """What was filed under the person's confirmed number and the very name, whatever the marks."""
    proof = Proof(names.fold(person.full_name), person.own_number)
    if not proof.phone:
        return
    found = Dossier.objects.filter(case__in=cases.with_word(person.own_number)).order_by("-case_id")
    for dossier in found[:MOST]:
        said = (_declared(getattr(dossier, part)) for part in parts_of(dossier, proof))
        if any(one.name == proof.name for one in said):
            yield dossier


def account_of(name: str, phone: str) -> int | None:
    """The account (primary key) of somebody who stands at the counter, by name and number."""
    found = Person.objects.filter(phone=phone, phone_confirmed=True).exclude(phone="").first()
    return found.pk if found and names.fold(found.full_name) == names.fold(name) else None
