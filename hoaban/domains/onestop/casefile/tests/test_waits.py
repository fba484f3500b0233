"""What waits for the applicant comes first on the page of a dossier, in one order."""

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.people.models import Person
from hoaban.domains.onestop.dossiers import states
from tests.world.partners import TODAY
from tests.world.scenes import Scenes

BACKEND = "django.contrib.auth.backends.ModelBackend"
SUPPLY, PAY, FETCH = "Cần bạn bổ sung", "Cần nộp phí, lệ phí", "Kết quả chờ bạn đến nhận"


@pytest.mark.parametrize(
    ("state", "money", "delivery", "by", "waits"),
    [
        ("submitted", "none", "nothing", "counter", []),
        ("awaiting_completion", "none", "nothing", "portal", ["supply"]),
        ("awaiting_supplement", "asked", "nothing", "counter", ["supply", "pay"]),
        ("in_process", "asked", "nothing", "counter", ["pay"]),
        ("done", "asked", "ready", "counter", ["pay", "fetch"]),
        ("done", "paid", "ready", "portal", ["fetch"]),
        ("done", "paid", "ready", "post", []),
        ("returned", "paid", "handed", "counter", []),
    ],
)
def test_what_is_asked_of_the_applicant_has_one_order(
    state: str, money: str, delivery: str, by: str, waits: list[str]
) -> None:
    assert states.waiting(state=state, money=money, delivery=delivery, by=by) == waits


@pytest.mark.parametrize(
    ("state", "titles"),
    [
        ("received", [PAY]),
        ("awaiting_supplement", [SUPPLY, PAY]),
        ("ready", [FETCH]),
        ("returned", []),
    ],
)
def test_it_stands_before_everything_else_on_the_page(
    client: Client, scenes: Scenes, settings: Settings, state: str, titles: list[str]
) -> None:
    settings.HOABAN_TODAY = TODAY
    dossier = scenes.bring(state)
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    shown = client.get(f"/my/{dossier.reference}/").content.decode()
    main = shown.partition("<main")[2]
    told = {title: main.find(f">{title}<") for title in (SUPPLY, PAY, FETCH)}
    places = sorted((place, title) for title, place in told.items() if place > 0)
    assert [title for _place, title in places] == titles
    before = main[: max((place for place, _title in places), default=0)]
    assert [mark for mark in ("Hẹn trả", "timeline", "Bạn đã khai") if mark in before] == []
