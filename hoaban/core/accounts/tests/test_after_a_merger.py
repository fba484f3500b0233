"""What waits in an agency that ended waits for the head of the one that answers for it."""

from datetime import UTC, date, datetime

import pytest

from hoaban.core.accounts import actions as accounts
from hoaban.core.accounts import queries as accounts_queries
from hoaban.core.people import actions, agencies, powers, queries
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Nomination, Person, Post
from hoaban.core.people.roles import Role

pytestmark = pytest.mark.usefixtures("cast_world", "db")
OLD, NEW, OTHER = "ubnd-03144", "ubnd-03145", "ubnd-03130"
BEFORE, AFTER = (datetime(*day, 2, tzinfo=UTC) for day in ((2019, 12, 30), (2020, 1, 2)))
DAY = AFTER.date()


def leader(code: str, name: str, on: date, *, is_head: bool = True) -> Actor:
    """Whoever leads an agency, as they act on a day."""
    person = Person.objects.create(username=name, public_id=name, full_name=f"Người {name}")
    post = Post.objects.create(
        public_id=name,
        person=person,
        agency=agencies.row(code, on),
        role=Role.LEADER,
        title="Chủ tịch" if is_head else "Phó Chủ tịch",
        is_head=is_head,
        valid_from=date(2019, 1, 1),
    )
    return queries.actor_for_post(post, DAY)


@pytest.fixture
def keeper() -> Actor:
    post = queries.post_of_id("demo-adminp0")
    assert post
    return queries.actor_for_post(post, BEFORE.date())


@pytest.fixture
def heads() -> list[Actor]:
    """The head of the successor, and one of an agency that has nothing to do with it."""
    return [leader(NEW, "head-new", DAY), leader(OTHER, "head-other", DAY)]


def test_a_post_entered_before_is_seen_and_confirmed_by_the_successors_head_alone(
    keeper: Actor, heads: list[Actor]
) -> None:
    person = actions.keep_person(username="moi", full_name="Người Mới", by=keeper, at=BEFORE)
    entered = actions.enter_post(
        person.pk,
        agency=agencies.row(OLD, BEFORE.date()),
        role=Role.LEADER,
        title="Phó Chủ tịch",
        valid_from=BEFORE.date(),
        by=keeper,
        at=BEFORE,
    )
    assert isinstance(entered, Nomination)
    assert [powers.nominations(by).count() for by in heads] == [1, 0]
    post = actions.confirm(entered.pk, by=heads[0], at=AFTER)
    assert post.agency.code == NEW


def test_a_password_drawn_before_is_seen_and_vouched_for_by_the_successors_head_alone(
    keeper: Actor, heads: list[Actor]
) -> None:
    leader(OLD, "deputy-old", BEFORE.date(), is_head=False)
    person = Person.objects.get(public_id="deputy-old")
    accounts.set_password(person.pk, password="cấp 2019", by=keeper, at=BEFORE, is_first=True)
    accounts.change_password(
        person.pk, password="tự đặt 2020", by=queries.actor_for_citizen(person), at=BEFORE
    )
    seen = [powers.drawn(by, DAY) for by in heads]
    assert [[one.pk for one, _posts in each] for each in seen] == [[person.pk], []]
    [facts] = accounts_queries.drawings(seen[0], heads[0], DAY)
    assert facts.agencies == {NEW}
    accounts.confirm_password(person.pk, by=heads[0], at=AFTER)
    assert not Person.objects.get(pk=person.pk).password_waits
