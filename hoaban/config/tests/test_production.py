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


DAY = "HOABAN_TODAY is set"
SECRET = "the secret is shorter"
FEW_LETTERS = "the secret repeats a few letters"
HOSTS = "HOABAN_HOSTS is empty or * or has a name"
ORIGINS = "HOABAN_ORIGINS: write https://"
HTTPS = "no HOABAN_HTTPS=1"
STAND_IN = "messages go to a stand-in"
ADAPTER = "HOABAN_NOTIFY=nowhere.Adapter: there is no such"
SIGNER = "HOABAN_SIGNING=os.path: is no such adapter, it cannot collect"
SCANNER = "HOABAN_FILES_SCANNER=nowhere.Scanner: there is no such"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            {
                "HOABAN_TODAY": "2020-03-30T08:00",
                "HOABAN_SECRET": "x" * 31,
                "HOABAN_HOSTS": "a.example, *",
                "HOABAN_ORIGINS": "*",
                "HOABAN_HTTP_ONLY": "0",
                "HOABAN_STAND_IN": "",
            },
            [DAY, SECRET, HOSTS, ORIGINS, HTTPS, STAND_IN],
        ),
        (
            {
                "HOABAN_HOSTS": " , ",
                "HOABAN_ORIGINS": "https://*.com",
                "HOABAN_HTTP_ONLY": "",
                "HOABAN_HTTPS": "0",
                "HOABAN_NOTIFY": "nowhere.Adapter",
            },
            [HOSTS, ORIGINS, HTTPS, ADAPTER],
        ),
        (
            {"HOABAN_HOSTS": "a.example,.vn", "HOABAN_ORIGINS": "https://b.example"},
            [HOSTS, ORIGINS],
        ),
        ({"HOABAN_HOSTS": "*.gov.vn", "HOABAN_SECRET": "ab" * 30}, [FEW_LETTERS, HOSTS]),
        (
            {"HOABAN_HOSTS": "https://a.example", "HOABAN_ORIGINS": "https://b.example"},
            ["HOABAN_HOSTS=https://a.example: a name alone", ORIGINS],
        ),
        (
            {"HOABAN_HOSTS": "a.example:8000", "HOABAN_SIGNING": "os.path"},
            ["HOABAN_HOSTS=a.example:8000: a name alone", SIGNER],
        ),
    ],
)
def test_serve_says_in_a_line_each_why_it_does_not_start(
    migrated: Path, wrong: dict[str, str], said: list[str]
) -> None:
    port = random.randint(20000, 31999)  # noqa: S311 - not a secret
    done = hoaban(migrated, "serve", **{**TAKEN, "HOABAN_PORT": f"{port}", **wrong})
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert [
        line[: len(f"hoaban serve: {words}")] for line, words in zip(lines, said, strict=True)
    ] == [f"hoaban serve: {words}" for words in said]


def test_the_doctor_names_every_reason_at_once(migrated: Path) -> None:
    wrong = {
        "HOABAN_TODAY": "2020-03-30T08:00",
        "HOABAN_SECRET": "x" * 31,
        "HOABAN_HOSTS": "*.gov.vn",
        "HOABAN_ORIGINS": "https://*.com",
        "HOABAN_HTTP_ONLY": "0",
        "HOABAN_STAND_IN": "",
        "HOABAN_FILES_SCANNER": "nowhere.Scanner",
    }
    said = hoaban(migrated, "doctor", **wrong).stdout
    for reason in (DAY, SECRET, HOSTS, ORIGINS, HTTPS, STAND_IN, SCANNER):
        assert f"WRONG  {reason}" in said


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
