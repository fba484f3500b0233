"""Whom a citizen kept before a dossier was corrected is offered as it was corrected."""

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.people.models import Person
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.profiles import actions, queries
from tests.world.acts import LATER, WHY
from tests.world.desks import BACKEND
from tests.world.province import MONDAY, OWNER
from tests.world.scenes import Scenes


@pytest.fixture
def citizen(client: Client, scenes: Scenes, settings: Settings) -> Client:
    settings.HOABAN_TODAY = "2020-03-16T16:30:00+07:00"
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    said = {"person": {"full_name": OWNER["full_name"], "birth_date": "1990"}}
    actions.keep(None, relation="self", said=said, by=scenes.ward.citizen, at=MONDAY)
    return client


def corrected(scenes: Scenes, **owner: str) -> Dossier:
    dossier = scenes.bring("in_process")
    me = Person.objects.get(public_id="citizen")
    Dossier.objects.filter(pk=dossier.pk).update(owner_person=me, submitter_person=me)
    return scenes.act("correct", dossier, sections={}, owner=owner, reason=WHY)


def test_the_page_offers_the_corrected_name_and_one_press_keeps_it(
    citizen: Client, scenes: Scenes
) -> None:
    dossier = corrected(scenes, full_name="Lường Thị Bản")
    [known] = queries.of(scenes.ward.citizen)
    page = citizen.get("/my/known/").content.decode()
    told = ["Thông tin này đã được sửa", str(dossier.code), "Lường Thị Bản", "Giữ theo bản đã sửa"]
    assert [one for one in told if one not in page] == []
    assert "Thông tin bạn giữ cho lần sau vẫn là bản cũ" in _detail(citizen, dossier)

    citizen.post("/my/known/", {"mend": known.public_id})

    [known] = queries.of(scenes.ward.citizen)
    assert known.said["person"] == {"full_name": "Lường Thị Bản", "birth_date": "1990"}
    assert "Giữ theo bản đã sửa" not in citizen.get("/my/known/").content.decode()


def _detail(citizen: Client, dossier: Dossier) -> str:
    return citizen.get(f"/my/{dossier.reference}/").content.decode()


def test_whoever_keeps_it_as_it_was_is_asked_no_more(citizen: Client, scenes: Scenes) -> None:
    corrected(scenes, full_name="Lường Thị Bản")
    [known] = queries.of(scenes.ward.citizen)
    citizen.post("/my/known/", {"keep": known.public_id})
    assert [one.name for one in queries.of(scenes.ward.citizen)] == [OWNER["full_name"]]
    assert queries.mends(scenes.ward.citizen) == {}


def test_a_number_is_offered_and_shown_in_part(citizen: Client, scenes: Scenes) -> None:
    corrected(scenes, identity_number="011190000999")
    [mend] = queries.mends(scenes.ward.citizen).values()
    assert mend.parts == {"id_number": ("", "011190000999")}
    page = citizen.get("/my/known/").content.decode()
    assert ("011190000999" in page, "•••••••••999" in page) == (False, True)


def test_what_was_kept_after_the_correction_is_left_alone(citizen: Client, scenes: Scenes) -> None:
    corrected(scenes, full_name="Lường Thị Bản")
    [known] = queries.of(scenes.ward.citizen)
    actions.keep(
        known.public_id, relation="self", said=known.said, by=scenes.ward.citizen, at=LATER
    )
    assert queries.mends(scenes.ward.citizen) == {}


def test_another_persons_correction_changes_nothing(citizen: Client, scenes: Scenes) -> None:
    corrected(scenes, full_name="Lò Văn Khác")
    assert list(queries.mends(scenes.ward.citizen)) == [
        one.public_id for one in queries.of(scenes.ward.citizen)
    ]
    assert queries.mends(scenes.ward.stranger) == {}


def test_each_line_has_its_name_what_it_is_for_and_until_when(
    citizen: Client, scenes: Scenes
) -> None:
    page = citizen.get("/my/known/").content.decode()
    told = ["<dt>Ngày sinh</dt>", "Dùng để điền sẵn trang thông tin của bạn", "Giữ đến 16/03/2022"]
    assert [one for one in told if one not in page] == []
