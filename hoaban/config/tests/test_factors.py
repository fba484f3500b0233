"""The doctor says how many with powers sign in by a password alone."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator

from hoaban.config.commands import doctor
from hoaban.core import clock
from hoaban.core.people import agencies
from hoaban.core.people.models import Person
from hoaban.core.people.roles import Role
from tests.world.province import MONDAY, post_of

pytestmark = pytest.mark.django_db


def test_keepers_and_leaders_without_an_app_are_counted(
    province: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2020, 3, 30))
    agency = agencies.row("ubnd-03127", MONDAY.date())
    for name, role in (("a", Role.ADMINISTRATOR), ("b", Role.LEADER), ("c", Role.CLERK)):
        post_of(agency, role, name)
    advice = "; an app is recommended"
    words = "keepers and leaders have no second factor"
    assert doctor.factors() == f"ok     2 of 2 {words}{advice}"
    for name in "ab":
        person = Person.objects.get(username=name)
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    assert doctor.factors() == f"ok     0 of 2 {words}"
