"""The first administrator comes from the command line, and signs in at the desk."""

import pytest
from django.test import Client

from hoaban.config.commands import main
from hoaban.core import clock
from hoaban.core.people import actions, actors, queries

NEW = ["administrator", "lo-thi-ban", "--name", "Lò Thị Ban", "--agency", "vp-ubnd"]


def signed_in(said: str) -> str:
    """Where the desk leads whoever signs in with what the command printed."""
    username, _, password = said.strip().partition(" / ")
    answer = Client().post("/desk/sign-in/", {"username": username, "password": password})
    return answer.headers.get("Location", "")


@pytest.mark.django_db
def test_the_first_administrator_keeps_people(
    province: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(NEW) == 0

    assert signed_in(capsys.readouterr().out) == "/desk/"
    person = queries.administrator("lo-thi-ban", clock.today())
    assert person is not None
    (post,) = queries.posts_of(person)
    assert (post.role, post.agency.code) == ("administrator", "vp-ubnd")


@pytest.mark.django_db
def test_a_lost_password_is_replaced(province: None, capsys: pytest.CaptureFixture[str]) -> None:
    main(NEW)
    lost = capsys.readouterr().out

    assert main(["administrator", "lo-thi-ban"]) == 0

    assert signed_in(lost) == ""
    assert signed_in(capsys.readouterr().out) == "/desk/"


@pytest.mark.django_db
def test_an_unknown_agency_is_answered_with_the_known_ones(
    province: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["administrator", "lo-thi-ban", "--name", "Lò Thị Ban", "--agency", "so"]) == 1
    assert "  vp-ubnd " in capsys.readouterr().err


@pytest.mark.django_db
def test_somebody_elses_name_is_refused(province: None, capsys: pytest.CaptureFixture[str]) -> None:
    by, at = actors.system("test"), clock.now()
    actions.keep_person(username="lo-thi-ban", full_name="Lò Thị Ban", by=by, at=at)

    assert main(NEW) == 1
    assert "“lo-thi-ban” đã có người dùng" in capsys.readouterr().err
