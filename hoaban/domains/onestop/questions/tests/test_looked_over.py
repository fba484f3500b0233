"""What is sent is what was looked over."""

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.people.models import Person
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.questions.tests import test_portal_filing as filing
from tests.world.desks import BACKEND
from tests.world.province import Ward


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("owner/", filing.OWNER | {"address": "Tổ 99"}),
        ("q-request/", {"event": "death", "copies": "7"}),
    ],
)
def test_what_another_window_saved_is_shown_before_it_is_sent(
    client: Client, ward: Ward, settings: Settings, page: str, typed: dict[str, str]
) -> None:
    settings.HOABAN_TODAY = filing.TODAY
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    draft = filing.begin(client)
    filing.fill(client, draft)
    opened = {"seen": client.get(f"{draft}check/").context["seen"]}
    client.post(f"{draft}{page}", typed)
    answer = client.post(f"{draft}check/", filing.CONFIRMED | opened)
    told = "hồ sơ vừa được sửa ở một cửa sổ khác" in answer.content.decode()
    assert (answer.status_code, told, Dossier.objects.count()) == (409, True, 0)
    again = {"seen": answer.context["seen"]}
    assert client.post(f"{draft}check/", filing.CONFIRMED | again).status_code == 302
    assert Dossier.objects.count() == 1


def test_nothing_is_sent_before_what_was_read_is_confirmed(
    client: Client, ward: Ward, settings: Settings
) -> None:
    settings.HOABAN_TODAY = filing.TODAY
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    draft = filing.begin(client)
    walked = filing.fill(client, draft)
    assert "q-confirm" not in walked
    old = client.get(f"{draft}q-confirm/")
    assert old["Location"] == f"{draft}check/"
    opened = client.get(f"{draft}check/").content.decode()
    assert 'name="confirm-truth"' in opened
    assert "checked" not in opened
    answer = client.post(f"{draft}check/")
    page = answer.content.decode()
    assert (answer.status_code, Dossier.objects.count()) == (422, 0)
    assert 'href="#id_confirm-truth"' in page
    assert client.post(f"{draft}check/", filing.CONFIRMED).status_code == 302
    assert Dossier.objects.get().answers["confirm"] == {"truth": True}
