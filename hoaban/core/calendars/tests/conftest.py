from datetime import UTC, date, datetime

import pytest

from hoaban.core import clock
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Person, Post
from hoaban.core.people.roles import Role

AT = datetime(2020, 3, 30, 1, tzinfo=UTC)


@pytest.fixture
def loaded(calendar_world: None, db: None) -> None:
    """The calendar that the content files give."""


def post(role: Role) -> Post:
    agency, _ = Agency.objects.get_or_create(
        code="so-tu-phap",
        valid_from=date(2018, 1, 1),
        defaults={
            "name": {"vi": "Sở Tư pháp"},
            "short_name": {},
            "kind": "so",
            "level": "province",
        },
    )
    person = Person.objects.create(public_id=f"p-{role}", username=str(role), full_name="Lò Văn An")
    return Post.objects.create(
        public_id=f"q-{role}",
        person=person,
        agency=agency,
        role=role,
        title="Chuyên viên",
        valid_from=date(2018, 1, 1),
    )


@pytest.fixture
def officer(db: None) -> Actor:
    """An IT officer: keeps the calendar."""
    return people.actor_for_post(post(Role.IT_OFFICER), clock.day(AT))


@pytest.fixture
def clerk(db: None) -> Actor:
    return people.actor_for_post(post(Role.CLERK), clock.day(AT))
