"""Real people are served only where nothing of a demo is left; everything else is said."""

import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session

from hoaban.config import production, tasks
from hoaban.config.commands import demo
from hoaban.config.tests.test_commands import hoaban
from hoaban.core import clock
from hoaban.core.people.models import Person

TAKEN = {"HOABAN_HTTP_ONLY": "1", "HOABAN_STAND_IN": "1", "HOABAN_TODAY": ""}


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("var")
    assert hoaban(var, "migrate").returncode == 0
    return var


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"HOABAN_TODAY": "2020-03-30T08:00"}, "HOABAN_TODAY is set"),
        ({"HOABAN_SECRET": "x" * 31}, "the secret is shorter"),
        ({"HOABAN_HOSTS": "a.example, *"}, "HOABAN_HOSTS is empty or *"),
        ({"HOABAN_HOSTS": " , "}, "HOABAN_HOSTS is empty or *"),
        ({"HOABAN_HOSTS": "a.example,.vn"}, "HOABAN_HOSTS is empty or * or has a name"),
        ({"HOABAN_HOSTS": "*.gov.vn"}, "HOABAN_HOSTS is empty or * or has a name"),
        ({"HOABAN_HOSTS": "https://a.example"}, "HOABAN_HOSTS=https://a.example: a name alone"),
        ({"HOABAN_HOSTS": "a.example:8000"}, "HOABAN_HOSTS=a.example:8000: a name alone"),
        ({"HOABAN_SECRET": "ab" * 30}, "the secret repeats a few letters"),
        ({"HOABAN_ORIGINS": "*"}, "HOABAN_ORIGINS: write https://"),
        ({"HOABAN_ORIGINS": "https://*.com"}, "HOABAN_ORIGINS: write https://"),
        ({"HOABAN_ORIGINS": "https://b.example"}, "HOABAN_ORIGINS: write https://"),
        ({"HOABAN_HTTP_ONLY": "0"}, "no HOABAN_HTTPS=1"),
        ({"HOABAN_HTTP_ONLY": "", "HOABAN_HTTPS": "0"}, "no HOABAN_HTTPS=1"),
        ({"HOABAN_STAND_IN": ""}, "messages go to a stand-in"),
        ({"HOABAN_NOTIFY": "nowhere.Adapter"}, "HOABAN_NOTIFY=nowhere.Adapter: there is no such"),
    ],
)
def test_serve_says_in_a_line_why_it_does_not_start(
    migrated: Path, wrong: dict[str, str], said: str
) -> None:
    port = random.randint(20000, 31999)  # noqa: S311 - not a secret
    done = hoaban(migrated, "serve", **{**TAKEN, "HOABAN_PORT": f"{port}", **wrong})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"hoaban serve: {said}")
    assert len(done.stderr.splitlines()) == 1


def test_the_doctor_names_every_reason_at_once(migrated: Path) -> None:
    wrong = {
        "HOABAN_TODAY": "2020-03-30T08:00",
        "HOABAN_SECRET": "x" * 31,
        "HOABAN_HOSTS": "*.gov.vn",
        "HOABAN_ORIGINS": "https://*.com",
        "HOABAN_HTTP_ONLY": "0",
        "HOABAN_STAND_IN": "",
    }
    said = hoaban(migrated, "doctor", **wrong).stdout
    for reason in (
        "HOABAN_TODAY is set",
        "the secret is shorter",
        "HOABAN_HOSTS is empty or * or has a name",
        "HOABAN_ORIGINS: write https://",
        "no HOABAN_HTTPS=1",
        "messages go to a stand-in",
    ):
        assert f"WRONG  {reason}" in said
    unknown = {**TAKEN, "HOABAN_NOTIFY": "nowhere.Adapter"}
    assert "WRONG  HOABAN_NOTIFY=nowhere.Adapter" in hoaban(migrated, "doctor", **unknown).stdout


def test_a_switch_that_is_neither_on_nor_off_stops_the_start(tmp_path: Path) -> None:
    done = hoaban(tmp_path, "seal", HOABAN_HTTPS="maybe")
    assert (done.returncode, done.stderr) == (2, "hoaban: HOABAN_HTTPS=maybe: 1 or 0 is wanted\n")


@pytest.mark.django_db
def test_synthetic_people_who_can_sign_in_are_a_reason() -> None:
    person = Person(username="mau", public_id="mau", full_name="Mẫu", is_synthetic=True)
    person.set_unusable_password()
    person.save()
    assert production.people() == ""
    person.set_password("hoa-ban-2020")
    person.save()
    assert production.people().startswith("1 synthetic people can sign in")


@pytest.mark.django_db
def test_the_demo_does_not_go_into_a_database_of_real_people() -> None:
    demo.check()
    Person.objects.create(username="that", public_id="that", full_name="Thật")
    with pytest.raises(demo.NotADemo):
        demo.prepare()
    assert not Person.objects.filter(is_synthetic=True).exists()


@pytest.mark.django_db
def test_a_demo_in_which_somebody_signed_up_stays_one() -> None:
    Person.objects.create(username="mau", public_id="m", full_name="Mẫu", is_synthetic=True)
    Person.objects.create(username="that", public_id="that", full_name="Thật")
    demo.check()


@pytest.mark.django_db
def test_sessions_go_when_their_time_is_over() -> None:
    now = clock.machine_now()
    for key, hours in (("ended", -1), ("open", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=now + timedelta(hours=hours)
        )
    tasks.forget_sessions.call()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
