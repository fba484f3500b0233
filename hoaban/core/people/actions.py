"""Every change to people and posts.

All but one's own matters are refused to those who do not keep the system (`rules.may_keep`).
"""

import secrets
from datetime import date, datetime
from typing import Any

from django.core.validators import slug_re
from django.db import transaction

from hoaban.core import clock, rows
from hoaban.core.journal import actions as journal
from hoaban.core.kept import stamps
from hoaban.core.people import agencies, names, powers, queries, rules
from hoaban.core.people.actors import Actor
from hoaban.core.people.enums import Event
from hoaban.core.people.models import Agency, Nomination, Person, Post
from hoaban.core.people.roles import Role, standing
from hoaban.core.refusals import NotWellFormed

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_LENGTH = 12
LONGEST_NAME = 120


def _public_id() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def _addressable(public_id: str) -> str:
    """An id that the caller fixes. One that no address can hold is a programming error."""
    if public_id and not slug_re.match(public_id):
        raise ValueError(f"no id for an address: {public_id}")
    return public_id


def _name(full_name: str) -> dict[str, str]:
    """The columns that follow from a name. Refuses an empty or endless one and other scripts."""
    if not (cleaned := names.in_latin(full_name)) or len(cleaned) > LONGEST_NAME:
        raise NotWellFormed(what="họ và tên")
    return {
        "full_name": cleaned,
        "search_text": names.fold(cleaned)[:160],
        "sort_key": names.sort_key(cleaned),
    }


@transaction.atomic
def keep_person(
    *,
    username: str,
    full_name: str,
    by: Actor,
    at: datetime,
    email: str = "",
    phone: str = "",
    is_synthetic: bool = False,
    public_id: str = "",
) -> Person:
    """Create a person without a password. `public_id` is drawn unless the caller fixes it.

    Refuses NotAllowed, UsernameTaken, PhoneUnusable, NotWellFormed.
    """
    rules.may_keep(by)
    username = names.clean(username).lower()
    if not username or " " in username:
        raise NotWellFormed(what="tên đăng nhập")
    if Person.objects.filter(username=username).exists():
        raise rules.UsernameTaken(username=username)
    person = Person(
        public_id=_addressable(public_id) or _public_id(),
        username=username,
        email=email.strip().lower(),
        phone=names.phone(phone) if phone else "",
        is_synthetic=is_synthetic,
        **_name(full_name),
    )
    person.set_unusable_password()
    with rows.unless_taken(rules.UsernameTaken(username=username)):
        person.save(force_insert=True)
    journal.record(Event.PERSON_KEPT, person, by=by, at=at, synthetic=is_synthetic)
    return person


@transaction.atomic
def register(person: Person, *, by: Actor, at: datetime) -> Person:
    """A citizen's own account, filled by the sign-up form, gets its public id and is kept.

    `by` is the system's "sign-up": the citizen exists only from here on. No post comes with it.
    """
    person.public_id = _public_id()
    person.username = f"cd-{person.public_id}"
    for column, value in _name(person.full_name).items():
        setattr(person, column, value)
    person.save(force_insert=person.pk is None)
    journal.record(Event.REGISTERED, person, by=by, at=at)
    return person


@transaction.atomic
def rename(pk: int, *, full_name: str, by: Actor, at: datetime) -> Person:
    """Write a person's name as the papers do. Earlier papers keep the name they froze."""
    person = queries.locked_person(pk)
    if by.person_pk != person.pk or not by.is_citizen or queries.ever_held_a_post(person):
        rules.may_keep(by)
    columns = _name(full_name)
    for column, value in columns.items():
        setattr(person, column, value)
    person.save(update_fields=list(columns))
    if Post.objects.filter(person=person).exists():
        stamps.touch("people")  # processes remember who holds a post
    journal.record(Event.RENAMED, person, by=by, at=at)
    return person


@transaction.atomic
def speak(pk: int, *, language: str, by: Actor, at: datetime) -> Person:
    """Keep the language a person reads, for pages and for messages."""
    person = queries.locked_person(pk)
    if by.person_pk != person.pk:
        rules.may_keep(by)
    if person.language != language:
        person.language = language
        person.save(update_fields=["language"])
        journal.note(Event.LANGUAGE_CHOSEN, person, by=by, at=at, language=language)
    return person


@transaction.atomic
def set_phone(pk: int, *, phone: str, confirmed: bool, by: Actor, at: datetime) -> Person:
    """Keep a person's telephone number. Refuses PhoneTaken where another account confirmed it."""
    person = queries.locked_person(pk)
    if by.person_pk != person.pk and not by.is_system:
        rules.may_keep(by)
    number = names.phone(phone) if phone else ""
    others = Person.objects.filter(phone=number, phone_confirmed=True).exclude(pk=pk)
    if number and confirmed and others.exists():
        raise rules.PhoneTaken
    changed = person.take_number(number, confirmed=confirmed)
    with rows.unless_taken(rules.PhoneTaken()):
        person.save(update_fields=changed)
    journal.record(Event.PHONE_SET, person, by=by, at=at, confirmed=confirmed)
    return person


@transaction.atomic
def view(pk: int, *, by: Actor, at: datetime) -> Person:
    """Note that an official looked at a person's record: that is itself an entry."""
    person = queries.locked_person(pk)
    journal.record_look(Event.VIEWED, person, by=by, at=at)
    return person


@transaction.atomic
def appoint(
    person_pk: int,
    *,
    agency: Agency,
    role: Role,
    title: str,
    valid_from: date,
    by: Actor,
    at: datetime,
    is_head: bool = False,
    unit: str = "",
    valid_to: date | None = None,
    public_id: str = "",
) -> Post:
    """Give a person a post in an agency, with its role, from a day on.

    Refuses NotAllowed, OwnAppointment, NeedsAnother, EndsBeforeItBegins, NotWellFormed,
    NoAgencyThatDay.
    """
    person = queries.locked_person(person_pk)
    rank = standing(title, is_head=is_head, unit=unit)
    rules.may_appoint(by, person.pk, powers=rules.has_powers(role, rank))
    columns = _columns(agency, role, title, valid_from, valid_to, is_head=is_head, unit=unit)
    public_id = _addressable(public_id) or _public_id()
    post = Post.objects.create(public_id=public_id, person=person, **columns)
    journal.record(Event.APPOINTED, post, by=by, at=at, **_facts(post))
    return post


def _columns(
    agency: Agency,
    role: str,
    title: str,
    valid_from: date,
    valid_to: date | None = None,
    *,
    is_head: bool = False,
    unit: str = "",
) -> dict[str, Any]:
    """The columns of a post or nomination. Refuses EndsBeforeItBegins, NotWellFormed."""
    if valid_to and valid_to <= valid_from:
        raise rules.EndsBeforeItBegins(begins=f"{valid_from:%d/%m/%Y}")
    if not names.clean(title):
        raise NotWellFormed(what="chức danh")
    written = {"title": names.clean(title), "unit": names.clean(unit)}
    days = {"valid_from": valid_from, "valid_to": valid_to}
    row = agencies.successor(agency, valid_from)
    return {"agency": row, "role": role, "is_head": is_head, **written, **days}


def _facts(post: Post | Nomination) -> dict[str, Any]:
    of = {"role": str(post.role), "in_agency": post.agency.code}
    return of | {"valid_from": f"{post.valid_from}"}


@transaction.atomic
def enter_post(person_pk: int, *, by: Actor, at: datetime, **post: Any) -> Post | Nomination:  # noqa: ANN401
    """Give a post (what `appoint` takes); one with powers waits until somebody else confirms it.

    Refuses NotAllowed, OwnAppointment, EndsBeforeItBegins, NotWellFormed, NoAgencyThatDay.
    """
    person = queries.locked_person(person_pk)
    rules.may_nominate(by, person.pk)
    columns = _columns(**post)
    rank = standing(columns["title"], is_head=columns["is_head"], unit=columns["unit"])
    if by.is_system or not rules.has_powers(columns["role"], rank):
        return appoint(person_pk, **post, by=by, at=at)
    who = {"by": by.reference, "by_person_id": by.person_pk, "made_at": at}
    entered = Nomination.objects.create(public_id=_public_id(), person=person, **who, **columns)
    journal.record(Event.NOMINATED, person, by=by, at=at, **_facts(entered))
    return entered


@transaction.atomic
def confirm(pk: int, *, by: Actor, at: datetime) -> Post:
    """Let a nomination take effect, today at the earliest.

    Refuses NotAllowed, NeedsAnother, PasswordByTheOther, AlreadyDecided, EndsBeforeItBegins.
    """
    nomination = powers.locked_nomination(pk)
    rules.may_confirm(*powers.waiting([nomination], by, clock.day(at)))
    columns = _columns(
        nomination.agency,
        nomination.role,
        nomination.title,
        max(nomination.valid_from, clock.day(at)),
        nomination.valid_to,
        is_head=nomination.is_head,
        unit=nomination.unit,
    )
    post = Post.objects.create(public_id=_public_id(), person=nomination.person, **columns)
    nomination.decided_at, nomination.post = at, post
    nomination.save(update_fields=["decided_at", "post"])
    journal.record(Event.APPOINTED, post, by=by, at=at, **_facts(post), nominated_by=nomination.by)
    return post


@transaction.atomic
def decline(pk: int, *, by: Actor, at: datetime) -> Nomination:
    """Let a nomination come to nothing. Refuses NotAllowed, AlreadyDecided."""
    nomination = powers.locked_nomination(pk)
    rules.may_decline(*powers.waiting([nomination], by, clock.day(at)))
    nomination.decided_at = at
    nomination.save(update_fields=["decided_at"])
    facts = _facts(nomination)
    journal.record(Event.NOMINATION_DECLINED, nomination.person, by=by, at=at, **facts)
    return nomination


@transaction.atomic
def keep_official(
    *, username: str, full_name: str, post: dict[str, Any], by: Actor, at: datetime
) -> Person:
    """A new person with the first post, both or neither; `post` is what `appoint` takes."""
    person = keep_person(username=username, full_name=full_name, by=by, at=at)
    enter_post(person.pk, **post, by=by, at=at)
    return person


@transaction.atomic
def end_post(pk: int, *, on: date, by: Actor, at: datetime) -> Post:
    """End a post: `on` is the first day without it. Refuses AlreadyEnded, EndsBeforeItBegins."""
    post = queries.locked_post(pk)
    rules.may_keep(by)
    if post.valid_to and post.valid_to <= on:
        raise rules.AlreadyEnded(on=f"{post.valid_to:%d/%m/%Y}")
    if on <= post.valid_from:
        raise rules.EndsBeforeItBegins(begins=f"{post.valid_from:%d/%m/%Y}")
    post.valid_to = on
    post.save(update_fields=["valid_to"])
    journal.record(Event.POST_ENDED, post, by=by, at=at, on=f"{on}")
    return post
