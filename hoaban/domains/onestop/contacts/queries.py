"""How the persons of a dossier are reached, and which dossiers follow an account to its number."""

from collections.abc import Mapping

from hoaban.core.people import names
from hoaban.core.people.models import Person
from hoaban.domains.onestop.corrections.enums import BLOCKS, CONTACT
from hoaban.domains.onestop.corrections.queries import Answers, Change
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.states import OPEN


def parts_told(dossier: Dossier) -> list[str]:
    """The blocks of a dossier that name a person each: whoever owns it, and who files for them."""
    owner, other = dossier.owner, dossier.submitter
    is_same = not other or other.get("full_name") == owner.get("full_name")
    return ["owner"] if is_same else ["owner", "submitter"]


def contacts(dossier: Dossier, said: Mapping[str, Answers]) -> dict[str, dict[str, str]]:
    """The ways to reach each person as the dossier keeps them. Refuses PhoneUnusable.

    A way that is left empty is used no more.
    """
    found = {}
    for part in parts_told(dossier):
        given = said.get(part) or {}
        ways = {name: names.clean(str(given[name] or "")) for name in CONTACT if name in given}
        if ways.get("phone"):
            ways["phone"] = names.phone(ways["phone"])
        found[part] = ways
    return found


def changes_of_contacts(
    dossier: Dossier, contacts: Mapping[str, Mapping[str, str]]
) -> list[Change]:
    """What differs from how the persons of a dossier are reached."""
    return [
        Change(BLOCKS[part], name, "", old, new)
        for part, ways in contacts.items()
        for name, new in ways.items()
        if (old := str(getattr(dossier, part).get(name) or "")) != new
    ]


def with_former_number(person: Person) -> list[int]:
    """The open dossiers (primary keys) of an account that name a number which it had before."""
    former = [one for one in person.former_phones if one != person.own_number]
    if not former or not person.own_number:
        return []
    going_on = Dossier.objects.filter(case__state__in=[*OPEN, State.DONE])
    found = {
        pk
        for part in BLOCKS
        for pk in going_on.filter(
            **{f"{part}_person": person.pk, f"{part}__phone__in": former}
        ).values_list("pk", flat=True)
    }
    return sorted(found)


def followed_numbers(dossier: Dossier, person: Person) -> dict[str, dict[str, str]]:
    """The blocks that stand in the account and name a number which it had before, each with the
    number of now.
    """
    return {
        part: {"phone": person.own_number}
        for part in parts_told(dossier)
        if person.own_number
        and getattr(dossier, part).get("phone") in person.former_phones
        and _stands_in(dossier, part, person)
    }


def _stands_in(dossier: Dossier, part: str, person: Person) -> bool:
    """Whether a block is of the account; whoever files for themselves is the owner too."""
    is_own = dossier.submitter.get("full_name") == dossier.owner.get("full_name")
    accounts = {dossier.owner_person_id, dossier.submitter_person_id}
    own = {getattr(dossier, f"{part}_person_id")}
    return person.pk in (accounts if is_own else own)
