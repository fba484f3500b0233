"""Every change to how people sign in: passwords, second factors, accounts that are closed.

What is not one's own is refused to those who do not keep the system (`rules.may_keep`).
"""

from datetime import datetime

from django.db import transaction

from hoaban.core.journal import actions as journal
from hoaban.core.people import queries, rules
from hoaban.core.people.actors import Actor
from hoaban.core.people.enums import Event
from hoaban.core.people.models import Person
from hoaban.core.refusals import NotAllowed


@transaction.atomic
def set_password(
    pk: int, *, password: str, by: Actor, at: datetime, is_first: bool = False
) -> Person:
    """Give a person a password. Sessions under the old one end; `is_first` must be changed."""
    rules.may_keep(by)
    person = queries.locked_person(pk)
    person.set_password(password)
    person.password_is_first = is_first
    person.password_drawn_by_id, person.password_drawn_at = by.person_pk, at if is_first else None
    drawn = ["password_is_first", "password_drawn_by", "password_drawn_at"]
    person.save(update_fields=["password", *drawn])
    journal.record(Event.PASSWORD_SET, person, by=by, at=at)
    return person


@transaction.atomic
def change_password(pk: int, *, password: str, by: Actor, at: datetime) -> Person:
    """Keep a password that the person chose."""
    person = queries.locked_person(pk)
    if by.person_pk != person.pk:
        raise NotAllowed
    person.set_password(password)
    person.password_is_first = False
    person.save(update_fields=["password", "password_is_first"])
    journal.record(Event.PASSWORD_CHANGED, person, by=by, at=at)
    return person


@transaction.atomic
def note_sign_in(pk: int, *, by: Actor, at: datetime) -> None:
    """Note that a person signed in."""
    journal.record(Event.SIGNED_IN, Person(pk=pk), by=by, at=at)


@transaction.atomic
def note_failure(pk: int, *, times: int, login: str, by: Actor, at: datetime) -> None:
    """Note a sign-in that failed: of whom (0 is nobody, with a digest of the `login`), and how many
    there were in a while with this one.
    """
    facts: dict[str, object] = {"times": times}
    facts |= {"login": login} if login else {}
    journal.record(Event.SIGN_IN_FAILED, Person(pk=pk), by=by, at=at, key=None, **facts)


@transaction.atomic
def note_second_factor(pk: int, *, change: str, by: Actor, at: datetime) -> None:
    """Note that a person set up or took away a second factor."""
    journal.record(Event.SECOND_FACTOR, Person(pk=pk), by=by, at=at, change=change)


@transaction.atomic
def close(pk: int, *, by: Actor, at: datetime) -> Person:
    """Close an account: its sessions end and nobody signs in. Refuses NotAllowed, OwnAccount."""
    person = queries.locked_person(pk)
    rules.may_close(by, person.pk)
    if person.is_active:
        person.is_active = False
        person.save(update_fields=["is_active"])
        journal.record(Event.CLOSED, person, by=by, at=at)
    return person


@transaction.atomic
def reopen(pk: int, *, by: Actor, at: datetime) -> Person:
    """Open a closed account again. Refuses NotAllowed, OwnAccount."""
    person = queries.locked_person(pk)
    rules.may_close(by, person.pk)
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        journal.record(Event.REOPENED, person, by=by, at=at)
    return person
