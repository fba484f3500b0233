"""What the page of what was asked for answers a browser with."""

from django.test import Client
from pytest_django import Settings

from hoaban.core.people.models import Person
from tests.world.acts import TWO
from tests.world.desks import BACKEND
from tests.world.scenes import Scenes

NO_FILE = "Hãy chọn ít nhất một tệp cho giấy tờ này."


def test_each_answer_has_its_status(client: Client, scenes: Scenes, settings: Settings) -> None:
    dossier = scenes.act("ask_supplement", scenes.bring("in_process"), items=TWO)
    settings.HOABAN_TODAY = "2020-03-17T09:00:00+07:00"
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    address = f"/my/{dossier.reference}/supply/"
    answers = {
        "read": client.get(address),
        "nothing": client.post(address, {"once": "a"}),
        "one more row": client.post(address, {"once": "a", "add_row": "section-children"}),
        "a part of nothing": client.post(address, {"once": "a", "part": "1"}),
    }
    said = {name: (one.status_code, NO_FILE in one.text) for name, one in answers.items()}
    assert said == {
        "read": (200, False),
        "nothing": (422, True),
        "one more row": (200, False),  # nothing is judged yet
        "a part of nothing": (409, False),
    }
