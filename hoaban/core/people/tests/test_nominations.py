"""A post with powers is entered by one and confirmed by another."""

from datetime import timedelta

import pytest
from django.db import connection

from hoaban.core.journal import queries as journal
from hoaban.core.journal.models import Entry
from hoaban.core.journal.tests.racing import race
from hoaban.core.people import actions, actors, agencies, powers, queries, rules
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Nomination, Person, Post
from hoaban.core.people.roles import Role
from hoaban.core.people.tests.conftest import AT, BY
from hoaban.core.refusals import NotAllowed, Refusal

TODAY = AT.date()
POWERS = [
    {"role": Role.LEADER, "title": "Lãnh đạo"},
    {"role": Role.CLERK, "title": "Chủ tịch", "is_head": True},
    {"role": Role.SPECIALIST, "title": "Phó Giám đốc"},
    {"role": Role.ADMINISTRATOR, "title": "Quản trị"},
    {"role": Role.IT_OFFICER, "title": "Cán bộ"},
]
pytestmark = pytest.mark.usefixtures("cast")


def acting(public_id: str) -> Actor:
    return queries.actor_for_post(queries.post_of_id(public_id) or Post(), TODAY)


def somebody() -> Person:
    return actions.keep_person(username="nguoi-moi", full_name="Người Mới", by=BY, at=AT)


def given(person: Person, by: Actor, **changed: object) -> Post | Nomination:
    facts = {
        "agency": agencies.row("so-tp", TODAY),
        "role": Role.LEADER,
        "title": "Phó Giám đốc",
        "valid_from": TODAY - timedelta(days=30),
        **changed,
    }
    return actions.enter_post(person.pk, by=by, at=AT, **facts)


def entered(person: Person, by: Actor | None = None) -> Nomination:
    found = given(person, by or acting("demo-adminp0"))
    assert isinstance(found, Nomination)
    return found


@pytest.mark.parametrize("keeper", ["demo-adminp0", "demo-itp0"])
@pytest.mark.parametrize("powers", POWERS)
def test_no_keeper_alone_gives_anybody_powers(keeper: str, powers: dict[str, object]) -> None:
    person, by = somebody(), acting(keeper)
    facts = {"agency": agencies.row("so-tp", TODAY), "valid_from": TODAY, **powers}
    with pytest.raises(rules.NeedsAnother):
        actions.appoint(person.pk, by=by, at=AT, **facts)  # type: ignore[arg-type] # a table
    assert isinstance(given(person, by, **powers), Nomination)
    assert queries.choices_of(person, TODAY) == []


def test_other_posts_and_those_of_the_operator_take_effect_at_once() -> None:
    plain = {"role": Role.SPECIALIST, "title": "Chuyên viên"}
    assert isinstance(given(somebody(), acting("demo-adminp0"), **plain), Post)
    other = actions.keep_person(username="khac", full_name="Khác", by=BY, at=AT)
    assert isinstance(given(other, actors.system("operator")), Post)


@pytest.mark.parametrize("confirmer", ["demo-itp0", "demo-lead-stpp0"])
def test_a_second_keeper_or_the_head_confirms_and_it_holds_from_that_day(confirmer: str) -> None:
    person = somebody()
    nomination = entered(person)
    post = actions.confirm(nomination.pk, by=acting(confirmer), at=AT)
    assert [choice.post.pk for choice in queries.choices_of(person, TODAY)] == [post.pk]
    assert (post.valid_from, post.role) == (TODAY, Role.LEADER)
    entry = journal.of(post).get()
    assert entry.by == f"post:{confirmer}"
    assert entry.facts["nominated_by"] == "post:demo-adminp0"
    assert not powers.nominations(acting("demo-itp0")).exists()


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        ("demo-adminp0", rules.NeedsAnother),  # who entered it
        ("demo-lead-dbpp0", NotAllowed),  # the head of another agency
        ("demo-dep-stpp0", NotAllowed),
        ("demo-clerk-stpp0", NotAllowed),
    ],
)
def test_others_confirm_nothing(by: str, refusal: type[Refusal]) -> None:
    nomination = entered(somebody())
    with pytest.raises(refusal):
        actions.confirm(nomination.pk, by=acting(by), at=AT)


def test_nobody_confirms_the_own_nomination() -> None:
    it = Person.objects.get(public_id="demo-it")
    nomination = entered(it)
    with pytest.raises(rules.NeedsAnother):
        actions.confirm(nomination.pk, by=acting("demo-itp0"), at=AT)


@pytest.mark.parametrize(
    ("of", "by"),
    [
        (["demo-it"], "demo-admin"),  # the confirmer's by the nominator
        (["demo-admin"], "demo-it"),  # the nominator's by the confirmer
        (["demo-admin", "demo-it"], "demo-clerk-stp"),  # both by a third
    ],
)
def test_two_whose_passwords_one_person_drew_count_as_one(of: list[str], by: str) -> None:
    drawer = Person.objects.get(public_id=by)
    assert Person.objects.filter(public_id__in=of).update(password_drawn_by=drawer) == len(of)
    nomination = entered(somebody())
    with pytest.raises(rules.PasswordByTheOther):
        actions.confirm(nomination.pk, by=acting("demo-itp0"), at=AT)


def test_who_stands_in_for_a_keeper_confirms_nothing() -> None:
    nomination = entered(somebody())
    stand_in, absent = queries.post_of_id("demo-clerk-stpp0"), queries.post_of_id("demo-itp0")
    assert stand_in
    by = queries.actor_for_post(stand_in, TODAY, absent)
    with pytest.raises(rules.NeedsAnother):
        actions.confirm(nomination.pk, by=by, at=AT)


@pytest.mark.parametrize("decided", ["confirm", "decline"])
def test_it_is_decided_once(decided: str) -> None:
    nomination, by = entered(somebody()), acting("demo-itp0")
    getattr(actions, decided)(nomination.pk, by=by, at=AT)
    for action in (actions.confirm, actions.decline):
        with pytest.raises(rules.AlreadyDecided):
            action(nomination.pk, by=by, at=AT)


def test_what_is_declined_gives_nothing_and_is_an_entry() -> None:
    person = somebody()
    actions.decline(entered(person).pk, by=acting("demo-adminp0"), at=AT)
    assert not Post.objects.filter(person=person).exists()
    assert journal.of(person).latest("id").verb == "people.nomination_declined"


def test_the_head_sees_what_waits_in_the_own_agency_and_others_nothing() -> None:
    entered(somebody())
    seen = ["demo-adminp0", "demo-lead-stpp0", "demo-lead-dbpp0", "demo-clerk-stpp0"]
    assert [powers.nominations(acting(who)).count() for who in seen] == [1, 1, 0, 0]


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_of_many_who_confirm_one_does(cast: None) -> None:
    nomination, by = entered(somebody()), acting("demo-itp0")

    def confirm(_number: int) -> type[Refusal] | None:
        try:
            actions.confirm(nomination.pk, by=by, at=AT)
        except Refusal as refusal:
            return type(refusal)
        return None

    refused = [one for one in race(confirm) if one]
    assert refused == [rules.AlreadyDecided] * 7
    made = Entry.objects.filter(verb="people.appointed", facts__has_key="nominated_by")
    assert made.count() == 1
    assert Post.objects.filter(person=nomination.person).count() == 1
