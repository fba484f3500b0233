import pytest
from django.db import connection

from hoaban.core.accounts import actions, rules
from hoaban.core.journal import queries as journal
from hoaban.core.journal.tests.racing import race
from hoaban.core.people import queries
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person, Post
from hoaban.core.people.tests.conftest import AT
from hoaban.core.refusals import Refusal


def acting(public_id: str) -> Actor:
    return queries.actor_for_post(Post.objects.get(public_id=public_id), AT.date())


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_of_many_who_vouch_for_a_password_one_does(cast_world: None) -> None:
    person, by = Person.objects.get(username="pho.stp"), acting("demo-itp0")
    keeper = acting("demo-adminp0")
    actions.set_password(person.pk, password="cấp", by=keeper, at=AT, is_first=True)
    Person.objects.filter(pk=person.pk).update(password_is_first=False)

    def vouch(_number: int) -> type[Refusal] | None:
        try:
            actions.confirm_password(person.pk, by=by, at=AT)
        except Refusal as refusal:
            return type(refusal)
        return None

    assert [one for one in race(vouch) if one] == [rules.PasswordNotWaiting] * 7
    assert journal.of(person).filter(verb="people.password_confirmed").count() == 1
