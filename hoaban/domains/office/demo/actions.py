"""Keeps the people of the demo: posts, passwords and telephones, marked synthetic."""

from datetime import datetime

from django.db import transaction

from hoaban.core.accounts import actions as accounts
from hoaban.core.accounts import factors
from hoaban.core.people import actions, agencies
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person
from hoaban.domains.office.demo import queries
from hoaban.domains.office.demo.queries import Invented


@transaction.atomic
def load(*, by: Actor, at: datetime) -> int:
    """Keep the demo's people, posts and passwords, marked synthetic; those there already stay.

    How many were added. Refuses NoAgencyThatDay where content names an agency that is not there.
    """
    added = 0
    cast = queries.cast()
    for one in (*cast.people, *cast.citizens):
        if not Person.objects.filter(username=one.username).exists():
            _add(one, cast.password, by=by, at=at)
            added += 1
    return added


def _add(one: Invented, password: str, *, by: Actor, at: datetime) -> None:
    person = actions.keep_person(
        username=one.username,
        full_name=one.full_name,
        email=one.email,
        phone=one.phone,
        is_synthetic=True,
        public_id=one.public_id,
        by=by,
        at=at,
    )
    accounts.set_password(person.pk, password=password, by=by, at=at)
    if one.phone:
        actions.set_phone(person.pk, phone=one.phone, confirmed=True, by=by, at=at)
    if one.factor:
        factors.set_factor(person.pk, secret=one.factor, by=by, at=at)
    for number, post in enumerate(one.posts):
        actions.appoint(
            person.pk,
            agency=agencies.row(post.agency, post.valid_from),
            role=post.role,
            title=post.title,
            unit=post.unit,
            is_head=post.is_head,
            valid_from=post.valid_from,
            public_id=f"{one.public_id}p{number}",
            by=by,
            at=at,
        )
