"""Whom a citizen keeps is forgotten when nobody wrote them anew; the owner hears before."""

from datetime import timedelta

import pytest

from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.core.people.models import Person
from hoaban.domains.onestop.profiles import tasks
from hoaban.domains.onestop.profiles.models import Known
from hoaban.domains.onestop.profiles.tests.test_known import keep
from hoaban.gateways.notify.models import SentMessage
from tests.world.province import MONDAY, Ward


def run(days: int, patch: pytest.MonkeyPatch) -> tuple[int, int]:
    """The task that many days later: how many are kept then, and how many messages were sent."""
    with patch.context() as one:
        one.setattr(clock, "now", lambda: MONDAY + timedelta(days=days))
        tasks.expire_known.call()
    sent = SentMessage.objects.filter(template="profiles.expiring")
    return Known.objects.count(), sent.count()


def test_the_owner_is_told_once_a_month_before_and_then_it_is_forgotten(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    Person.objects.filter(public_id="citizen").update(phone="0912345678", phone_confirmed=True)
    keep(ward)
    days = (699, 701, 702, 730, 731)
    assert [run(each, monkeypatch) for each in days] == [(1, 0), (1, 1), (1, 1), (1, 1), (0, 1)]
    entry = Entry.objects.get(verb="profiles.expired")
    assert (entry.by, entry.facts) == ("system:expiry", {})


def test_what_is_written_anew_stays(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(ward)
    Known.objects.update(updated_at=MONDAY + timedelta(days=100))
    assert run(800, monkeypatch)[0] == 1
