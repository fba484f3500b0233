"""Changes where news of a dossier goes: at the counter with a ground, or after the account."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hoaban.core.journal import actions as journal
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.domains.onestop.contacts import queries, rules
from hoaban.domains.onestop.corrections import actions as corrections
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers import rules as dossiers_rules
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters


@transaction.atomic
def change_contact(
    pk: int,
    *,
    contacts: Mapping[str, Mapping[str, str]],
    reason: str,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Dossier:
    """Write where news of a dossier goes from now on, with the ground: a person lost a number.

    `contacts` are {owner or submitter: {phone, email}}; what was is kept beside. The dossier is
    tracked by the new number and no more by the old one, which may be somebody else's.
    """
    dossier = dossiers.locked(pk)
    if dossiers.is_repeated(dossier, rules.CHANGE_CONTACT.event, by, key):
        return dossier
    facts = dossiers.facts(dossier, by=by, at=at)
    rules.check_change_contact(facts)
    ground = dossiers_rules.words(reason, about="declaration.correction")
    found = queries.contacts(dossier, contacts)
    changed = queries.changes_of_contacts(dossier, found)
    rules.check_contact_changed(changed, facts.code)

    corrections.keep_old(dossier, changed, ground=ground, post=parameters.acting_post(by), at=at)
    _reach(dossier, found)

    event = rules.CHANGE_CONTACT.event
    journal.record(event, dossier, by=by, at=at, key=key, **corrections.told(changed))
    return dossier


@transaction.atomic
def follow_number(pk: int, *, person_pk: int, by: Actor, at: datetime) -> Dossier:
    """A dossier in an account names the number that the account has now, where it named one that
    it had before; harmless when it runs again.
    """
    dossier, person = dossiers.locked(pk), people.locked_person(person_pk)
    found = queries.followed_numbers(dossier, person)
    changed = queries.changes_of_contacts(dossier, found)
    if not changed:
        return dossier

    corrections.keep_old(dossier, changed, ground=NUMBER_OF_ACCOUNT, post=None, at=at)
    _reach(dossier, found)

    journal.record(rules.CHANGE_CONTACT.event, dossier, by=by, at=at, **corrections.told(changed))
    return dossier


NUMBER_OF_ACCOUNT = "Người nộp đổi số điện thoại của tài khoản."


def _reach(dossier: Dossier, contacts: Mapping[str, Mapping[str, str]]) -> None:
    """The persons of a dossier are reached so, and it is found and tracked by it."""
    before: Mapping[str, Any] = dossier.owner  # Any: JSON
    is_own = dossier.submitter in ({}, before) or queries.parts_told(dossier) == ["owner"]
    ways = contacts.get("owner", {})
    first = {name: before.get(name, "") for name in ways} | before.get("filed", {})
    dossier.owner = {**before, **ways, **({"filed": first} if ways else {})}
    own = ways if is_own and dossier.submitter else contacts.get("submitter", {})
    dossier.submitter = {**dossier.submitter, **own}
    corrections.find_by_number(dossier, ["owner", "submitter"])
