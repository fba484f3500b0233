from collections.abc import Callable

import pytest

from hoaban.core.accounts import actions, factors
from hoaban.core.accounts import queries as accounts
from hoaban.core.people import actors, queries
from hoaban.core.people.models import Person, Post
from hoaban.core.people.tests.conftest import AT
from hoaban.core.refusals import NotAllowed


@pytest.mark.usefixtures("cast_world", "db")
@pytest.mark.parametrize("public_id", ["demo-clerk-stpp0", "demo-lead-stpp0", "demo-auditorp0"])
def test_officials_who_do_not_keep_the_system_change_nobody_s_account(public_id: str) -> None:
    by = queries.actor_for_post(Post.objects.get(public_id=public_id), AT.date())
    person = Person.objects.get(username="vanthu")
    changes: list[Callable[[], object]] = [
        lambda: actions.set_password(person.pk, password="mới", by=by, at=AT),
        lambda: actions.change_password(person.pk, password="mới", by=by, at=AT),
        lambda: actions.close(person.pk, by=by, at=AT),
        lambda: actions.reopen(person.pk, by=by, at=AT),
    ]
    for change in changes:
        with pytest.raises(NotAllowed):
            change()


@pytest.mark.usefixtures("cast_world", "db")
def test_nobody_gives_a_person_who_is_not_invented_an_authenticator_app() -> None:
    person = Person.objects.get(username="vanthu")
    Person.objects.filter(pk=person.pk).update(is_synthetic=False)
    with pytest.raises(NotAllowed):
        factors.set_factor(person.pk, secret="A" * 16, by=actors.system("tests"), at=AT)
    assert not accounts.has_factor(person)
    Person.objects.filter(pk=person.pk).update(is_synthetic=True)
    factors.set_factor(person.pk, secret="A" * 16, by=actors.system("tests"), at=AT)
    assert accounts.has_factor(person)
