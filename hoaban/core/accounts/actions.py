"""Every change to how people sign in: passwords, second factors, accounts that are closed.

What is not one's own is refused to those who do not keep the system (`rules.may_keep`).
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from hoaban.core import clock
from hoaban.core.accounts import queries as accounts
from hoaban.core.accounts import rules as accounts_rules
from hoaban.core.journal import actions as journal
from hoaban.core.people import powers, queries, rules
from hoaban.core.people.actors import Actor
from hoaban.core.people.enums import Event
from hoaban.core.people.models import Person
from hoaban.core.refusals import NotAllowed

NAME_OF_NOBODY = "Tài khoản đã đóng"


@transaction.atomic
def set_password(
    pk: int, *, password: str, by: Actor, at: datetime, is_first: bool = False
) -> Person:
    """Give a person a password. Sessions under the old one end; `is_first` must be changed."""
    rules.may_keep(by)
    person = queries.locked_person(pk)
    person.set_password(password)
    person.password_is_first = is_first
    drawn = ["password_is_first"]
    if by.person_pk != person.pk:  # who draws the own one takes nobody's mark away
        drawn += _mark(person, by, at if is_first else None)
    person.save(update_fields=["password", *drawn])
    journal.record(Event.PASSWORD_SET, person, by=by, at=at)
    return person


def _mark(person: Person, by: Actor, at: datetime | None) -> list[str]:
    """Note who drew a password; the columns. An app set up under a drawn one proves nothing."""
    person.password_had_factor = accounts.has_factor(person) and not person.password_waits
    person.password_drawn_by_id, person.password_drawn_at = by.person_pk, at
    person.password_confirmed_at = None
    when = ["password_drawn_at", "password_confirmed_at"]
    return ["password_drawn_by", "password_had_factor", *when]


@transaction.atomic
def confirm_password(pk: int, *, by: Actor, at: datetime) -> Person:
    """Vouch that a person holds the password that a keeper drew: the powers work again.

    Refuses NotAllowed, PasswordNotWaiting, PasswordNeedsAnother, PasswordByTheOther,
    PasswordNotChanged.
    """
    person, today = queries.locked_person(pk), clock.day(at)
    held = powers.held(person, today)
    accounts_rules.may_confirm(*accounts.drawings([(person, held)], by, today))
    return _confirmed(person, by, at)


@transaction.atomic
def prove_password(pk: int, *, by: Actor, at: datetime) -> Person:
    """Note that a person signed in with the authenticator app that stood behind the account before
    the password was drawn: nobody else has to vouch. Refuses NotAllowed.
    """
    person = queries.locked_person(pk)
    if by.person_pk != person.pk:
        raise NotAllowed
    if person.password_waits and person.password_had_factor and accounts.has_factor(person):
        _confirmed(person, by, at)
    return person


def _confirmed(person: Person, by: Actor, at: datetime) -> Person:
    person.password_confirmed_at = at
    person.save(update_fields=["password_confirmed_at"])
    journal.record(Event.PASSWORD_CONFIRMED, person, by=by, at=at)
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
    journal.note(Event.PASSWORD_CHANGED, person, by=by, at=at)
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
    journal.note(Event.SECOND_FACTOR, Person(pk=pk), by=by, at=at, change=change)


@transaction.atomic
def take_factor(pk: int, *, by: Actor, at: datetime) -> Person:
    """Take a lost authenticator app away from somebody's account, whose sessions end.

    As after a drawn password, a second person has to confirm who holds the account before its posts
    with powers work again. Refuses NotAllowed, OwnAccount and NoFactor.
    """
    person = queries.locked_person(pk)
    rules.may_close(by, person.pk)
    accounts_rules.check_has_factor(has_factor=accounts.has_factor(person))
    _forget_apps_and_sessions(person)
    person.save(update_fields=_mark(person, by, at))
    journal.record(Event.FACTOR_TAKEN, person, by=by, at=at)
    return person


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
def leave(pk: int, *, by: Actor, at: datetime) -> Person:
    """Close the own account for good: nothing personal of it stays, no session and no way back.

    The row stays without a name, for what the journal and dossiers say of it. Refuses NotAllowed,
    and HeldAPost to whoever holds or held a post: papers and entries name who did it.
    """
    person = queries.locked_person(pk)
    accounts_rules.check_leaves(
        is_own=by.is_citizen and by.person_pk == person.pk,
        has_left=person.blanked_at is not None,
        held_a_post=queries.ever_held_a_post(person),
    )
    person.full_name, person.search_text, person.sort_key = NAME_OF_NOBODY, "", ""
    person.username, person.email = f"left-{person.public_id}", ""
    person.phone, person.phone_confirmed, person.former_phones = "", False, []
    person.set_unusable_password()
    person.is_active, person.last_login, person.blanked_at = False, None, at
    person.save(update_fields=BLANKED)
    EmailAddress.objects.filter(user=person).delete()
    _forget_apps_and_sessions(person)
    journal.record(Event.LEFT, person, by=by, at=at)
    return person


def _forget_apps_and_sessions(person: Person) -> None:
    Authenticator.objects.filter(user=person).delete()
    for session in UserSession.objects.filter(user=person):
        session.end()


BLANKED = [
    *("full_name", "search_text", "sort_key", "username", "email", "phone", "phone_confirmed"),
    *("former_phones", "password", "is_active", "last_login", "blanked_at"),
]


@transaction.atomic
def reopen(pk: int, *, by: Actor, at: datetime) -> Person:
    """Open a closed account again. Refuses NotAllowed, OwnAccount, and HasLeft where the owner
    closed it for good.
    """
    person = queries.locked_person(pk)
    rules.may_close(by, person.pk)
    accounts_rules.check_may_come_back(has_left=person.blanked_at is not None)
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        journal.record(Event.REOPENED, person, by=by, at=at)
    return person
