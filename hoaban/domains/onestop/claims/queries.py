"""Finds the dossiers that somebody filed at a counter and has no way to in the own account."""

from collections.abc import Iterator

from hoaban.casework.cases import queries as cases
from hoaban.core.people import names
from hoaban.core.people.models import Person
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.models import Dossier

PARTS = {"owner": "owner_person", "submitter": "submitter_person"}
MOST = 200  # dossiers of one telephone number that are looked through


def claimable(person: Person, text: str) -> Dossier | None:
    """The dossier of this reference or code in which the person's own number was declared."""
    found = access.by_reference(Dossier.objects.all(), text).first()
    return found if found and parts_of(found, person) else None


def parts_of(dossier: Dossier, person: Person) -> list[str]:
    """Owner, submitter or both: whose block has the number that the person has confirmed.

    What already stands in an account stays there.
    """
    if not person.own_number:
        return []
    return [
        part
        for part, account in PARTS.items()
        if getattr(dossier, part).get("phone") == person.own_number
        and getattr(dossier, f"{account}_id") is None
    ]


def of_name_and_number(person: Person) -> Iterator[Dossier]:
    """What was filed under the person's confirmed number and the very name, whatever the marks."""
    if not person.own_number:
        return
    name = names.fold(person.full_name)
    found = Dossier.objects.filter(case__in=cases.with_word(person.own_number)).order_by("-case_id")
    for dossier in found[:MOST]:
        said = (getattr(dossier, part) for part in parts_of(dossier, person))
        if any(names.fold(str(block.get("full_name"))) == name for block in said):
            yield dossier


def account_of(name: str, phone: str) -> int | None:
    """The account (primary key) of somebody who stands at the counter, by name and number."""
    found = Person.objects.filter(phone=phone, phone_confirmed=True).exclude(phone="").first()
    return found.pk if found and names.fold(found.full_name) == names.fold(name) else None
