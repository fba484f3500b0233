from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hoaban.core import clock
from hoaban.core.http import carried, drawn, kept, parked, resuming
from hoaban.core.http.models import Typed
from hoaban.core.people.models import Person
from tests.world import loading

pytestmark = [pytest.mark.urls("hoaban.core.http.tests.pages"), pytest.mark.usefixtures("cast")]
FROM = {"Referer": "http://testserver/desk/form/"}
TYPED = {"reason": "Thiếu bản sao giấy khai sinh", "password": "bí mật"}


NAMED = resuming.Named("Điền biểu mẫu", "Hồ sơ số 7")


@pytest.fixture(autouse=True)
def naming(monkeypatch: pytest.MonkeyPatch) -> None:
    """The room of the form says what sending it does."""
    monkeypatch.setattr(resuming._Connected, "namings", {"form": lambda _actor, _place: NAMED})


def clerks() -> dict[str, str]:
    """What was typed in a form that was drawn for the first who may sign in."""
    return typed_by(loading.signins()[0][1])


def typed_by(username: str) -> dict[str, str]:
    person = Person.objects.get(username=username).public_id if username else ""
    return TYPED | {drawn.FIELD: drawn.written(drawn.Drawn(person))}


def sign_in(client: Client, following: str, number: int = 0) -> str:
    label, username, password = loading.signins()[number]
    assert label
    form = {"username": username, "password": password, "next": following}
    return client.post("/desk/sign-in/", form)["Location"]


@pytest.fixture
def client() -> Client:
    """A browser in which the clerk was signed in until the session ended."""
    client = Client()
    sign_in(client, "/kept/")
    end_session(client)
    return client


def end_session(client: Client) -> None:
    """Time is up: the row is gone, the other cookies stay."""
    client.session.flush()
    del client.cookies[settings.SESSION_COOKIE_NAME]


def test_a_form_of_an_ended_session_comes_back_after_sign_in(client: Client) -> None:
    answer = client.post(
        "/desk/form/", clerks() | {"once": "answer:9cWe", "case": "default"}, headers=FROM
    )
    assert answer["Location"] == "/desk/sign-in/?next=%2Fkept%2F"
    assert sign_in(client, "/kept/") == "/kept/"
    page = client.get("/kept/").content.decode()
    assert TYPED["reason"] in page
    assert TYPED["password"] not in page
    assert "<li>default</li>" not in page  # a code that stands behind a choice
    assert "<li>answer:9cWe</li>" not in page  # a key goes with the form and is nothing to read
    assert 'action="/desk/form/"' in page
    assert [words in page for words in (NAMED.what, NAMED.about)] == [True, True]


@pytest.mark.parametrize(
    ("named", "files"),
    [
        (None, []),
        (resuming.Named("Điền biểu mẫu", "Hồ sơ số 7", "Hồ sơ đã kết thúc."), []),
        (NAMED, ["scan"]),
    ],
    ids=["nobody says what it does", "it may not be done now", "its files are gone"],
)
def test_what_cannot_be_told_or_done_is_shown_and_not_sent_by_one_press(
    client: Client, monkeypatch: pytest.MonkeyPatch, named: resuming.Named | None, files: list[str]
) -> None:
    monkeypatch.setattr(resuming._Connected, "namings", {"form": lambda _actor, _place: named})
    scans = {name: SimpleUploadedFile("a.png", b"x") for name in files}
    client.post("/desk/form/", clerks() | scans, headers=FROM)
    sign_in(client, "/kept/")
    page = client.get("/kept/").content.decode()
    assert TYPED["reason"] in page
    assert 'action="/desk/form/"' not in page
    assert 'href="/desk/form/"' in page


def test_a_form_page_may_refill_itself_once(client: Client) -> None:
    client.post("/desk/form/", clerks(), headers=FROM)
    sign_in(client, "/kept/")
    seen = [client.get("/desk/form/").content.decode() for _ in range(2)]
    assert seen == [TYPED["reason"], ""]


def test_another_page_does_not_take_what_was_typed_here(client: Client) -> None:
    client.post("/desk/form/", clerks(), headers=FROM)
    sign_in(client, "/kept/")
    client.get("/desk/whoami/")
    assert client.get("/desk/form/").content.decode() == TYPED["reason"]


@pytest.mark.parametrize("path", ["/kept/", "/desk/form/", "/desk/whoami/"])
def test_somebody_else_who_signs_in_never_sees_it_and_it_waits_for_its_owner(
    client: Client, path: str
) -> None:
    client.post("/desk/form/", clerks(), headers=FROM)
    sign_in(client, "/kept/", number=1)
    assert TYPED["reason"] not in client.get(path, follow=True).content.decode()
    assert kept.SESSION_KEY not in client.session
    client.post("/desk/sign-out/")
    sign_in(client, "/desk/whoami/")
    first = client.get("/desk/whoami/")
    assert (first.status_code, first["Location"]) == (302, "/kept/")
    assert TYPED["reason"] in client.get("/kept/").content.decode()
    assert client.get("/desk/whoami/").status_code == 200  # it is shown first once


def test_the_owner_finds_it_at_another_browser_and_sends_it_once(client: Client) -> None:
    client.post("/desk/form/", clerks(), headers=FROM)
    other = Client()
    sign_in(other, "/desk/form/")
    assert other.get("/desk/form/").content.decode() == TYPED["reason"]
    assert other.get("/kept/")["Location"] == "/desk/"


def test_sending_it_again_ends_its_waiting(client: Client) -> None:
    client.post("/desk/form/", clerks(), headers=FROM)
    sign_in(client, "/kept/")
    client.get("/kept/")
    client.post("/desk/form/", clerks(), headers=FROM)
    assert not Typed.objects.exists()
    assert client.get("/kept/")["Location"] == "/desk/"


def test_the_table_tells_neither_who_typed_nor_what_and_forgets(client: Client) -> None:
    for reason in ("một", "hai"):
        client.post("/desk/form/", clerks() | {"reason": reason}, headers=FROM)
    row = Typed.objects.get()
    assert "hai" not in row.sealed
    assert not Person.objects.filter(public_id=row.owner).exists()
    Typed.objects.update(ends_at=clock.machine_now() - timedelta(seconds=1))
    sign_in(client, "/kept/")
    assert client.get("/kept/")["Location"] == "/desk/"
    assert (parked.prune(), Typed.objects.count()) == (1, 0)


@pytest.mark.parametrize("said", ["nobody", "forged", "nothing"])
def test_what_was_drawn_for_nobody_is_kept_for_nobody(client: Client, said: str) -> None:
    forms = {"nobody": typed_by(""), "forged": TYPED | {drawn.FIELD: "x:y"}, "nothing": TYPED}
    answer = client.post("/desk/form/", forms[said], headers=FROM)
    assert answer["Location"] == "/desk/sign-in/?next=%2Fdesk%2Fform%2F"
    assert kept.SESSION_KEY not in client.session


def test_after_sign_out_it_is_kept_for_who_had_the_form_open(client: Client) -> None:
    sign_in(client, "/kept/")
    client.post("/desk/sign-out/")
    client.post("/desk/form/", clerks(), headers=FROM)
    sign_in(client, "/kept/", number=1)
    assert TYPED["reason"] not in client.get("/kept/", follow=True).content.decode()
    client.post("/desk/sign-out/")
    sign_in(client, "/kept/")
    assert TYPED["reason"] in client.get("/kept/").content.decode()


def test_what_waits_is_shown_to_nobody_before_sign_in(client: Client) -> None:
    client.post("/desk/form/", clerks(), headers=FROM)
    assert TYPED["reason"] not in client.get("/kept/", follow=True).content.decode()
    assert kept.SESSION_KEY in client.session


def test_too_much_is_not_kept(client: Client) -> None:
    answer = client.post(
        "/desk/form/", clerks() | {"reason": "x" * (carried.LIMIT + 1)}, headers=FROM
    )
    assert answer["Location"] == "/desk/sign-in/?next=%2Fdesk%2Fform%2F"
    assert kept.SESSION_KEY not in client.session


def test_strangers_do_not_fill_the_disk_with_kept_forms(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "OF_A_MACHINE", 1)
    seen = [client.post("/desk/form/", clerks(), headers=FROM)["Location"] for _ in range(2)]
    assert seen == [f"/desk/sign-in/?next=%2F{page}%2F" for page in ("kept", "desk%2Fform")]


def test_a_stale_tab_keeps_what_was_typed(signed: Callable[[str], Client]) -> None:
    client = signed("motcua.stp")
    answer = client.post("/desk/form/", typed_by("motcua.stp"), headers=FROM)
    page = answer.content.decode()
    assert (answer.status_code, TYPED["reason"] in page, NAMED.what in page) == (403, True, True)


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_another_sites_form_is_never_offered_again(
    signed: Callable[[str], Client], origin: str
) -> None:
    client = signed("motcua.stp")
    answer = client.post("/desk/form/", typed_by("motcua.stp"), headers={"Origin": origin})
    page = answer.content.decode()
    assert (answer.status_code, TYPED["reason"] in page) == (403, False)


def test_the_language_is_kept_with_the_person(signed: Callable[[str], Client]) -> None:
    client = signed("congdan")
    client.handler.enforce_csrf_checks = False
    client.post("/language/", {"language": "en", "next": "/"})
    assert Person.objects.get(username="congdan").language == "en"


def test_an_unknown_language_changes_nothing(signed: Callable[[str], Client]) -> None:
    client = signed("congdan")
    client.handler.enforce_csrf_checks = False
    client.post("/language/", {"language": "xx", "next": "/"})
    assert Person.objects.get(username="congdan").language == "vi"


def test_a_citizen_for_whom_nothing_is_kept_is_not_sent_to_the_desk(client: Client) -> None:
    citizen = Person.objects.create(full_name="Lò Thị Mới", phone="0912345678")
    client.force_login(citizen, "django.contrib.auth.backends.ModelBackend")
    assert client.get("/kept/")["Location"] == "/"


def test_each_value_has_the_name_of_its_box_and_may_be_forgotten_at_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = {"form": lambda _actor, _place: {"reason": "Lý do trả lại"}}
    monkeypatch.setattr(resuming._Connected, "labellings", labels)
    client.post("/desk/form/", clerks(), headers=FROM)
    sign_in(client, "/kept/")
    page = client.get("/kept/").content.decode()
    assert f"<dt>Lý do trả lại</dt><dd>{TYPED['reason']}</dd>" in page
    assert "Xóa những gì đã nhập" in page
    client.post("/kept/")
    assert Typed.objects.count() == 0
    assert client.get("/kept/")["Location"] == "/desk/"


def test_the_way_back_leads_to_no_other_site(client: Client) -> None:
    """An address with two strokes at its beginning is one of ours, and as a link another's."""
    from_ours = {"Referer": "http://testserver//elsewhere.example/x"}
    client.post("/desk/form/", clerks(), headers=from_ours)
    sign_in(client, "/kept/")
    page = client.get("/kept/").content.decode()
    assert "elsewhere.example/x" in page
    assert 'href="//' not in page
