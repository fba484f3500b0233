"""Reads what stands behind a password that a keeper drew."""

from collections.abc import Collection
from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from hoaban.core import clock, days
from hoaban.core.accounts import rules
from hoaban.core.accounts.rules import Drawing
from hoaban.core.people import agencies, powers
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person, Post
from hoaban.core.people.queries import Choice, choices_of, living, posts_at
from hoaban.core.people.roles import KEEPERS, Role, Standing

Drawn = tuple[Person, list[Post]]  # with the posts with powers


def is_held(choice: Choice) -> bool:
    """Whether a way to act is shut until somebody vouches for the password."""
    acting = choice.acting
    return rules.is_held(acting.role, acting.standing, waits=choice.post.person.password_waits)


def is_anywhere_held(person: Person, today: date) -> bool:
    """Whether any way in which a person may act is; no query where no password was drawn."""
    return person.password_waits and any(is_held(choice) for choice in choices_of(person, today))


def takes_codes(person: Person, today: date) -> bool:
    """Whether a code to a confirmed number or address signs in, or sets the password anew.

    Not where a post with powers is held, and not while a drawn password waits: whoever drew it may
    have confirmed that number or address under it.
    """
    return not person.password_waits and not powers.held(person, today)


def lacks_factor(choice: Choice, today: date) -> bool:
    """Whether a way to act is shut until an authenticator app stands behind the password: asked of
    the tables for posts with powers alone, and where that is duty.
    """
    acting, begins = choice.acting, settings.SECOND_FACTOR_FROM
    is_duty = rules.must_have_factor(acting.role, acting.standing, from_on=begins, on=today)
    return is_duty and not has_factor(choice.post.person)


def ran_out(person: Person, now: datetime) -> rules.FirstPasswordRanOut | None:
    """The refusal of a drawn password that waited too long to be changed; None for any other."""
    days, drawn_at = settings.FIRST_PASSWORD_DAYS, person.password_drawn_at
    is_first = person.password_is_first
    if not rules.ran_out(is_first=is_first, drawn_at=drawn_at, now=now, days=days):
        return None
    return rules.FirstPasswordRanOut(on=f"{clock.day(drawn_at or now):%d/%m/%Y}", days=days)


def unchanged(actor: Actor) -> QuerySet[Person]:
    """For keepers: who has a drawn password that waits to be changed, the oldest first."""
    if not (actor.is_official and actor.role in KEEPERS):
        return Person.objects.none()
    drawn = Person.objects.filter(password_drawn_by__isnull=False, password_is_first=True)
    found = drawn.filter(is_active=True).select_related("password_drawn_by")
    return found.order_by("password_drawn_at", "pk")


def unconfirmed(person: Person) -> rules.PasswordUnconfirmed:
    """The refusal that says who drew the password, and when."""
    return rules.PasswordUnconfirmed(**_drawing(person))


def contacts_shut(person: Person) -> rules.ContactsShut:
    """The refusal of another number, address or app while the drawn password waits."""
    return rules.ContactsShut(**_drawing(person))


def _drawing(person: Person) -> dict[str, str]:
    drawer, at = person.password_drawn_by, person.password_drawn_at
    who = drawer.full_name if drawer else ""
    return {"who": who, "at": days.written(at) if at else ""}


def has_factor(person: Person) -> bool:
    """Whether an authenticator app stands behind the password."""
    return bool(is_mfa_enabled(person))


def with_app(today: date) -> list[bool]:
    """Of each who keeps the system or leads an agency on a day and can sign in, whether an
    authenticator app stands behind the password.
    """
    held = Post.objects.filter(
        living(today), person=OuterRef("pk"), role__in=[*KEEPERS, Role.LEADER]
    )
    bound = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id")
    people = Person.objects.filter(Exists(held), is_active=True).values_list("pk", flat=True)
    having = {pk for (pk,) in bound.filter(user__in=people)}
    return [pk in having for pk in people]


def contacts(people: Collection[Person]) -> dict[int, list[str]]:
    """By person: the confirmed number and addresses; one query."""
    found = {person.pk: [person.own_number] if person.own_number else [] for person in people}
    confirmed = EmailAddress.objects.filter(user__in=[*found], verified=True).order_by("pk")
    for pk, address in confirmed.values_list("user_id", "email"):
        found[pk].append(address)
    return found


def confirmers(person: Person, by: Actor, today: date) -> list[str]:
    """The names of who could vouch for a password that `by` draws for a person now."""
    able: dict[int, Person] = {one.pk: one for one in powers.keepers(today)}
    for post in powers.held(person, today):
        held = posts_at(post.agency.code, today)
        able |= {one.person_id: one.person for one in held if one.standing == Standing.HEAD}
    return [one.full_name for pk, one in able.items() if pk not in {person.pk, by.person_pk}]


def drawings(drawn: Collection[Drawn], by: Actor, today: date) -> list[Drawing]:
    """The facts of drawn passwords for who would vouch for them, in the same order."""
    hands = powers.hands([by.person_pk, *(one.password_drawn_by_id for one, _posts in drawn)])
    return [
        Drawing(
            by=by,
            hand=hands.get(by.person_pk or 0, frozenset()),
            drawer_hand=hands.get(person.password_drawn_by_id or 0, frozenset()),
            person_pk=person.pk,
            drawer_pk=person.password_drawn_by_id,
            agencies=frozenset(agencies.answering(post.agency.code, today) for post in posts),
            waits=person.password_waits,
            is_first=person.password_is_first,
        )
        for person, posts in drawn
    ]
