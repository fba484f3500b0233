"""Who keeps the system and can sign in: a second keeper who cannot is none."""

from datetime import timedelta

import pytest

from hoaban.core.people import powers
from hoaban.core.people.models import Person, Post
from hoaban.core.people.tests.conftest import AT

pytestmark = pytest.mark.usefixtures("cast")
TODAY = AT.date()


def keepers() -> set[str]:
    return set(powers.keepers(TODAY).values_list("username", flat=True))


def test_who_has_no_password_is_closed_or_has_the_post_no_more_is_no_keeper() -> None:
    assert keepers() == {"cntt", "quantri"}
    person = Person.objects.get(username="cntt")
    kept = person.password
    person.set_unusable_password()
    for changed in ({"password": person.password}, {"password": ""}, {"is_active": False}):
        Person.objects.filter(pk=person.pk).update(**changed)
        assert keepers() == {"quantri"}
        Person.objects.filter(pk=person.pk).update(password=kept, is_active=True)
    Post.objects.filter(person=person).update(valid_to=TODAY)
    assert keepers() == {"quantri"}
    Post.objects.filter(person=person).update(valid_to=TODAY + timedelta(days=1))
    assert keepers() == {"cntt", "quantri"}
