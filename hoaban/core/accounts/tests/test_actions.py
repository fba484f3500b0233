from collections.abc import Callable

import pytest

from hoaban.core.accounts import actions
from hoaban.core.people import queries
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
