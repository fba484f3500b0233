"""Whom a citizen keeps for the next forms: with consent, for themselves alone, until erased."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.journal.models import Entry
from hoaban.core.people.models import Person
from hoaban.domains.onestop.profiles import actions, queries
from hoaban.domains.onestop.profiles.models import Known
from hoaban.domains.onestop.profiles.refused import OnlyCitizensKeep, TooManyKept
from tests.world.desks import BACKEND
from tests.world.province import MONDAY, Ward
from tests.world.scenes import refused

NUMBER = "011190000123"
SAID: dict[str, Any] = {  # Any: JSON
    "person": {"full_name": "Lường Thị Ban", "birth_date": "1990", "id_number": NUMBER},
    "residence": {"commune": "03127", "detail": "Tổ dân phố 4"},
}


@pytest.fixture
def citizen(client: Client, ward: Ward, settings: Settings) -> Client:
    settings.HOABAN_TODAY = "2020-03-16T08:30:00+07:00"
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    return client


def keep(ward: Ward, relation: str = "self", name: str = "Lường Thị Ban", **more: object) -> Known:
    said = SAID | {"person": SAID["person"] | {"full_name": name} | more}
    return actions.keep(None, relation=relation, said=said, by=ward.citizen, at=MONDAY)


def test_a_person_kept_again_is_the_same_person_with_what_is_new(ward: Ward) -> None:
    keep(ward)
    keep(ward, "child", "Lò Văn Em")
    keep(ward, "child", "LÒ VĂN EM", phone="0912345678")
    keep(ward, name="Lường Thị Bản")
    found = [
        (one.relation, one.name, one.said["person"].get("phone"))
        for one in queries.of(ward.citizen)
    ]
    assert found == [("self", "Lường Thị Bản", None), ("child", "LÒ VĂN EM", "0912345678")]


def test_a_family_is_kept_and_no_register(ward: Ward) -> None:
    _keep_as_many_as_may_be(ward)
    with refused(TooManyKept):
        keep(ward, "other", "Lò Văn Ún")


def _keep_as_many_as_may_be(ward: Ward) -> None:
    letters = [chr(97 + number) for number in range(26)]
    named = [f"Lò Văn {one}{two}" for one in "ab" for two in letters]
    for name in named[: queries.most(MONDAY.date())]:
        keep(ward, "other", name)


def test_whoever_may_add_nobody_more_reads_why_before_typing(citizen: Client, ward: Ward) -> None:
    _keep_as_many_as_may_be(ward)
    page = citizen.get("/my/known/").content.decode()
    assert ("Đã giữ 30 người là mức nhiều nhất" in page, "/my/known/new/" in page) == (True, False)


def test_only_a_citizen_keeps(ward: Ward) -> None:
    with refused(OnlyCitizensKeep):
        actions.keep(None, relation="self", said=SAID, by=ward.clerk, at=MONDAY)


def test_the_journal_says_that_somebody_was_kept_and_erased_and_nothing_of_them(ward: Ward) -> None:
    known = keep(ward)
    assert actions.erase(known.public_id, by=ward.citizen, at=MONDAY) == 1
    entries = Entry.objects.filter(verb__startswith="profiles.").order_by("pk")
    assert [(one.verb, one.facts) for one in entries] == [
        ("profiles.kept", {}),
        ("profiles.erased", {}),
    ]


def test_nobody_sees_mends_or_erases_what_another_keeps(citizen: Client, ward: Ward) -> None:
    known = keep(ward)
    address = f"/my/known/{known.public_id}/"
    citizen.force_login(Person.objects.get(public_id="neighbour"), BACKEND)
    seen = [citizen.get(address).status_code, citizen.post(address, {"erase": "1"}).status_code]
    citizen.post("/my/known/", {"erase": "1"})
    assert (seen, "Lường" in citizen.get("/my/known/").content.decode()) == ([404, 404], False)
    assert Known.objects.count() == 1


def test_the_list_shows_numbers_in_part_and_no_browser_keeps_it(
    citizen: Client, ward: Ward
) -> None:
    keep(ward)
    answer = citizen.get("/my/known/")
    text = answer.content.decode()
    assert ("Lường Thị Ban" in text, NUMBER in text, "•••••••••123" in text) == (True, False, True)
    assert "no-store" in answer["Cache-Control"]


def test_somebody_is_added_mended_and_erased_on_the_page(citizen: Client, ward: Ward) -> None:
    typed = {
        "relation": "child",
        "person__full_name": "Lò Văn Em",
        "person__birth_date": "03/2015",
        "person__ethnicity": "thai",
    }
    assert citizen.post("/my/known/new/", typed)["Location"] == "/my/known/"
    [known] = queries.of(ward.citizen)
    assert known.said["person"] == {
        "full_name": "Lò Văn Em",
        "birth_date": "2015-03",
        "ethnicity": "Thái",
    }
    address = f"/my/known/{known.public_id}/"
    assert 'value="03/2015"' in citizen.get(address).content.decode()
    citizen.post(address, typed | {"person__full_name": "Lò Văn Anh"})
    assert [one.name for one in queries.of(ward.citizen)] == ["Lò Văn Anh"]
    citizen.post(address, {"erase": "1"})
    assert queries.of(ward.citizen) == []


def test_a_wrong_answer_keeps_nobody(citizen: Client, ward: Ward) -> None:
    answer = citizen.post("/my/known/new/", {"relation": "child", "person__full_name": "Lò 2"})
    assert (answer.status_code, queries.of(ward.citizen)) == (422, [])


@pytest.mark.parametrize(("relation", "name"), [("self", "Lò Văn Em"), ("child", "LÒ VĂN ANH")])
def test_who_is_added_takes_the_place_of_nobody_and_what_was_typed_stands(
    citizen: Client, ward: Ward, relation: str, name: str
) -> None:
    keep(ward)
    keep(ward, "child", "Lò Văn Anh")
    before = [(one.relation, one.said) for one in queries.of(ward.citizen)]
    answer = citizen.post("/my/known/new/", {"relation": relation, "person__full_name": name})
    page = answer.content.decode()
    assert (answer.status_code, "hãy mở mục đó để sửa" in page, name in page) == (422, True, True)
    assert [(one.relation, one.said) for one in queries.of(ward.citizen)] == before


def test_nobody_else_becomes_the_citizen_who_is_kept(citizen: Client, ward: Ward) -> None:
    keep(ward)
    child = keep(ward, "child", "Lò Văn Em")
    typed = {"relation": "self", "person__full_name": "Lò Văn Em"}
    answer = citizen.post(f"/my/known/{child.public_id}/", typed)
    assert (answer.status_code, "Lường Thị Ban" in answer.content.decode()) == (422, True)
    assert [one.relation for one in queries.of(ward.citizen)] == ["self", "child"]
