"""Nobody types twice: what is known is offered, follows its correction, and no window undoes it."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.people.models import Person
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.drafts.models import Draft
from hoaban.domains.onestop.profiles import actions as profiles
from hoaban.domains.onestop.profiles import queries as known
from hoaban.domains.onestop.questions.tests import test_portal_filing as filing
from tests.world.desks import BACKEND
from tests.world.province import MONDAY, Ward

MINE: dict[str, Any] = {  # Any: JSON
    "person": {
        "full_name": "Lường Thị Ban",
        "birth_date": "1990-02-01",
        "ethnicity": "Thái",
        "nationality": "Việt Nam",
        "id_number": "011190000123",
        "phone": "0912345678",
    },
    "residence": {"commune": "03127", "detail": "Tổ dân phố 4"},
}
CHILD = {"person": {"full_name": "Lò Văn Em", "birth_date": "2015-03", "sex": "male"}}


@pytest.fixture
def citizen(client: Client, ward: Ward, settings: Settings) -> Client:
    settings.HOABAN_TODAY = filing.TODAY
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    return client


@pytest.fixture
def family(ward: Ward) -> None:
    profiles.keep(None, relation="self", said=MINE, by=ward.citizen, at=MONDAY)
    profiles.keep(None, relation="child", said=CHILD, by=ward.citizen, at=MONDAY)


def begin(citizen: Client) -> str:
    draft = filing.begin(citizen)
    citizen.post(f"{draft}who/", {"whose": "self"})
    return draft


def test_what_is_kept_fills_the_first_pages_of_the_next_filing(
    citizen: Client, family: None
) -> None:
    draft = begin(citizen)
    own = citizen.get(f"{draft}owner/").content.decode()
    citizen.post(f"{draft}owner/", filing.OWNER)
    requester = citizen.get(f"{draft}q-requester/").content.decode()
    assert 'value="011190000123"' in own
    assert 'value="Tổ dân phố 4"' in own
    assert 'value="01/02/1990"' in requester


def test_one_press_fills_in_somebody_and_judges_nothing(citizen: Client, family: None) -> None:
    draft = begin(citizen)
    citizen.post(f"{draft}owner/", filing.OWNER)
    page = citizen.get(f"{draft}q-subject/").content.decode()
    child = next(one for one in known.Known.objects.all() if one.relation == "child")
    typed = {"relation": "parent", "fill": f"person:{child.public_id}"}
    filled = citizen.post(f"{draft}q-subject/", typed)
    text = filled.content.decode()
    assert ("Con: Lò Văn Em" in page, filled.status_code) == (True, 200)
    assert ('value="Lò Văn Em"' in text, 'value="03/2015"' in text) == (True, True)
    assert 'value="parent" selected' in text or 'value="parent"' in text
    assert "subject" not in Draft.objects.get().answers


def test_whoever_files_fills_in_themselves_before_anything_is_kept(citizen: Client) -> None:
    draft = begin(citizen)
    citizen.post(f"{draft}owner/", filing.OWNER)
    citizen.post(f"{draft}q-requester/", filing.SECTIONS["q-requester"])
    text = citizen.post(f"{draft}q-subject/", {"fill": "person:me"}).content.decode()
    assert ('value="Lường Thị Ban"' in text, 'value="01/02/1990"' in text) == (True, True)


def test_a_name_mended_on_the_first_page_is_mended_where_it_was_repeated(citizen: Client) -> None:
    draft = begin(citizen)
    citizen.post(f"{draft}owner/", filing.OWNER)
    citizen.post(f"{draft}q-requester/", filing.SECTIONS["q-requester"])
    mended = filing.OWNER | {"full_name": "Lường Thị Bản", "address": "Tổ dân phố 5"}
    told = citizen.post(f"{draft}owner/?check", mended, follow=True).content.decode()
    requester = Draft.objects.get().answers["requester"]
    assert "Đã sửa theo ở trang: Người yêu cầu." in told
    assert requester["person"]["full_name"] == "Lường Thị Bản"
    assert requester["residence"]["text"].startswith("Tổ dân phố 5, phường Him Lam")


def test_that_there_is_no_identity_number_is_said_once_and_the_dossier_has_none(
    citizen: Client,
) -> None:
    draft = filing.begin(citizen)
    filing.fill(citizen, draft)
    said = filing.OWNER | {"identity_number": "không có"}
    citizen.post(f"{draft}owner/?check", said)
    owner = citizen.get(f"{draft}owner/").content.decode()
    looked_over = citizen.get(f"{draft}check/").content.decode()
    citizen.post(f"{draft}check/", filing.CONFIRMED)
    assert ('value="không có"' in owner, looked_over.count(">không có<")) == (True, 2)
    assert Dossier.objects.get().owner["identity_number"] == ""


def test_what_is_said_to_be_none_stands_on_the_page_that_asks_for_it_too(citizen: Client) -> None:
    draft = begin(citizen)
    citizen.post(f"{draft}owner/", filing.OWNER | {"identity_number": "Không có"})
    requester = citizen.get(f"{draft}q-requester/").content.decode()
    citizen.post(f"{draft}owner/", filing.OWNER)
    mended = citizen.get(f"{draft}q-requester/").content.decode()
    assert ('value="không có"' in requester, 'value="không có"' in mended) == (True, False)


def test_somebody_elses_answers_do_not_follow(citizen: Client) -> None:
    draft = begin(citizen)
    citizen.post(f"{draft}owner/", filing.OWNER)
    other = filing.SECTIONS["q-requester"] | {"person__full_name": "Lò Văn Ún"}
    citizen.post(f"{draft}q-requester/", other)
    citizen.post(f"{draft}owner/", filing.OWNER | {"full_name": "Lường Thị Bản"})
    assert Draft.objects.get().answers["requester"]["person"]["full_name"] == "Lò Văn Ún"


def seen(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]


def test_the_second_of_two_windows_says_what_the_first_one_kept(citizen: Client) -> None:
    draft = begin(citizen)
    address = f"{draft}q-request/"
    opened = seen(citizen.get(address).content.decode())
    citizen.post(address, {"event": "birth", "copies": "2", "seen": opened})
    second = {"event": "death", "copies": "2", "seen": opened}
    answer = citizen.post(address, second)
    text = answer.content.decode()
    assert (answer.status_code, "vừa được lưu ở một cửa sổ khác" in text) == (409, True)
    assert Draft.objects.get().answers["request"]["event"] == "birth"
    citizen.post(address, second | {"seen": seen(text)})
    assert Draft.objects.get().answers["request"]["event"] == "death"


def test_a_page_that_comes_back_with_another_answer_is_no_other_window(citizen: Client) -> None:
    draft = begin(citizen)
    address = f"{draft}q-request/"
    pages = [citizen.get(address) for _window in range(2)]
    mine, other = ({name: page.context[name] for name in ("seen", "opened")} for page in pages)
    said = [("birth", mine), ("death", mine), ("marriage", other), ("birth", mine)]
    answers = [
        citizen.post(address, {"event": event, "copies": "2"} | window).status_code
        for event, window in said
    ]
    assert answers == [302, 302, 409, 302]
    assert Draft.objects.get().answers["request"]["event"] == "birth"


def test_a_page_shown_again_still_tells_what_it_was_opened_with(citizen: Client) -> None:
    draft = begin(citizen)
    address = f"{draft}q-request/"
    opened = seen(citizen.get(address).content.decode())
    citizen.post(address, {"event": "birth", "copies": "2", "seen": opened})
    for again in ({"copies": "many"}, {"fill": "nobody"}):  # an error; a press that keeps nothing
        shown = citizen.post(address, {"event": "death", "copies": "2", "seen": opened} | again)
        assert seen(shown.content.decode()) == opened
    answer = citizen.post(address, {"event": "death", "copies": "2", "seen": opened})
    assert (answer.status_code, Draft.objects.get().answers["request"]["event"]) == (409, "birth")


def test_two_windows_that_say_the_same_undo_nothing_and_ask_nothing(citizen: Client) -> None:
    draft = begin(citizen)
    address = f"{draft}q-request/"
    typed = {"event": "birth", "copies": "2", "seen": seen(citizen.get(address).content.decode())}
    assert [citizen.post(address, typed).status_code for _window in range(2)] == [302, 302]


def test_after_sending_the_family_is_offered_to_be_kept_and_then_no_more(
    citizen: Client, ward: Ward
) -> None:
    draft = filing.begin(citizen)
    filing.fill(citizen, draft)
    sent = citizen.post(f"{draft}check/", filing.CONFIRMED, follow=True)
    dossier = Dossier.objects.get()
    offered = sent.content.decode()
    citizen.post("/my/known/", {"dossier": dossier.reference, "who": ["0"]})
    again = citizen.get(f"/my/{dossier.reference}/sent/").content.decode()
    [kept] = known.of(ward.citizen)
    assert "Lường Thị Ban (Chính tôi)" in offered
    assert (kept.name, kept.said["person"]["sex"]) == ("Lường Thị Ban", "female")
    assert 'name="who"' not in again


def test_nobody_ticked_is_said_and_nothing_kept(citizen: Client) -> None:
    draft = filing.begin(citizen)
    filing.fill(citizen, draft)
    citizen.post(f"{draft}check/", filing.CONFIRMED)
    body = {"dossier": Dossier.objects.get().reference}
    told = citizen.post("/my/known/", body, follow=True).content.decode()
    assert ("chưa đánh dấu ai" in told, "Đã giữ cho lần sau." in told) == (True, False)
    assert known.Known.objects.count() == 0


def test_nobody_keeps_the_family_of_a_dossier_that_is_not_theirs(
    citizen: Client, ward: Ward
) -> None:
    draft = filing.begin(citizen)
    filing.fill(citizen, draft)
    citizen.post(f"{draft}check/", filing.CONFIRMED)
    citizen.force_login(Person.objects.get(public_id="neighbour"), BACKEND)
    body = {"dossier": Dossier.objects.get().reference, "who": ["0"]}
    assert citizen.post("/my/known/", body).status_code == 404
    assert known.Known.objects.count() == 0
