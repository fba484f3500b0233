"""Who may know of a dossier: the agency, its successor, the applicant, the auditor."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.casework.attachments import queries as attachments
from hoaban.casework.cases import actions as cases
from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.models import Involvement
from hoaban.casework.lists import queries as lists
from hoaban.casework.lists.enums import Group
from hoaban.core.files.tests import samples
from hoaban.core.journal import queries as journal
from hoaban.core.people import agencies
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Agency, Person, Post
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.worklists import queries as worklists
from tests.world import uses
from tests.world.acts import LATER
from tests.world.desks import BACKEND
from tests.world.partners import TODAY
from tests.world.province import MONDAY, Ward, filing, post_of
from tests.world.scenes import Scenes, everything, vn

SEES = {
    "clerk": True,
    "specialist": True,
    "leader": True,
    "head": True,
    "archivist": True,
    "auditor": True,
    "citizen": True,
    "system": True,
    "it_officer": False,
    "administrator": False,
    "foreigner": False,
    "stranger": False,
    "unsigned": False,
    "partner": False,
}


@pytest.mark.parametrize("who", SEES)
def test_each_of_the_cast_sees_what_their_post_reaches(
    scenes: Scenes, who: str, submitted: Dossier
) -> None:
    seen = access.visible_to(scenes.actor(who)).filter(pk=submitted.pk)
    assert seen.exists() is SEES[who]


def test_whoever_opens_a_file_of_a_case_is_noted_like_whoever_opens_its_page(
    client: Client, settings: Settings, ward: Ward
) -> None:
    settings.HOABAN_TODAY = TODAY
    files = {"identity": [uses.use_of(samples.png(), "can-cuoc.png")]}
    dossier = filing_actions.submit(filing(ward.agency, files=files), by=ward.citizen, at=MONDAY)
    clerk = Post.objects.get(pk=ward.clerk.post_pk or 0).person
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    file = attachments.of(dossier.pk).get().public_id

    answer = client.get(f"/desk/dossiers/{dossier.reference}/files/{file}/")
    b"".join(answer)  # read, and so closed

    noted = journal.of(dossier).filter(verb=Event.VIEWED).values_list("by", flat=True)
    assert (answer.status_code, list(noted)) == (200, [ward.clerk.reference])


def test_the_owner_sees_what_another_filed_for_them(ward: Ward) -> None:
    owner = Person.objects.get(public_id="neighbour")
    dossier = filing_actions.submit(
        filing(ward.agency, owner_person=owner.pk), by=ward.clerk, at=MONDAY
    )
    assert list(access.visible_to(ward.stranger)) == [dossier]
    assert list(access.visible_to(ward.citizen)) == []


def test_whoever_filed_for_another_sees_it_too(ward: Ward) -> None:
    proxy = Person.objects.get(public_id="neighbour")
    filed = filing(ward.agency, submitter_person=proxy.pk)
    dossier = filing_actions.submit(filed, by=ward.clerk, at=MONDAY)
    assert list(access.visible_to(ward.stranger)) == [dossier]


def test_a_partner_sees_what_it_filed_and_no_more(scenes: Scenes, submitted: Dossier) -> None:
    partner = scenes.actor("partner")
    own = filing_actions.submit(filing(scenes.ward.agency), by=partner, at=MONDAY)
    assert list(access.visible_to(partner)) == [own]


def test_an_auditor_of_the_province_sees_all_and_one_of_another_ward_nothing(
    ward: Ward, submitted: Dossier
) -> None:
    province = Agency.objects.filter(level="province", valid_from__lte=MONDAY).order_by("pk")[0]
    above = post_of(province, Role.AUDITOR, "auditor-province")
    beside = post_of(agencies.row("ubnd-03130", MONDAY.date()), Role.AUDITOR, "auditor-beside")
    assert list(access.visible_to(above)) == [submitted]
    assert list(access.visible_to(beside)) == []


def successor_clerk(ward: Ward) -> Actor:
    """A clerk of whoever answers for the ward after the merger of 1/7/2025."""
    today = date(2025, 7, 2)
    person = Person.objects.create(
        username="later", public_id="later", full_name="Người sau", search_text="nguoi sau"
    )
    post = Post.objects.create(
        public_id="later",
        person=person,
        agency=agencies.successor(ward.agency, today),
        role=Role.CLERK,
        title="Cán bộ một cửa",
        valid_from=date(2025, 7, 1),
    )
    return people.actor_for_post(post, today)


def test_after_the_merger_the_successor_sees_the_dossier_of_2020_untouched(
    ward: Ward, received: Dossier
) -> None:
    before = everything()
    clerk = successor_clerk(ward)
    assert clerk.agency != ward.agency.code or clerk.agency_pk != ward.agency.pk
    assert list(access.visible_to(clerk)) == [received]
    assert everything() == before
    assert received.receiving_agency_id == ward.agency.pk


def test_the_successor_goes_on_with_it_and_its_code_stays(ward: Ward, received: Dossier) -> None:
    clerk = successor_clerk(ward)
    moved = reception.transfer(received.pk, by=clerk, at=vn("2025-07-02 09:00"))
    assert (moved.code, moved.state) == ("ubnd-03127-200316-0001", "in_process")


def test_the_same_post_of_2020_reaches_it_in_2025(ward: Ward, received: Dossier) -> None:
    post = Post.objects.get(pk=ward.clerk.post_pk or 0)
    later = people.actor_for_post(post, date(2025, 7, 2))
    assert list(access.visible_to(later)) == [received]


def _waits_for(actor: Actor) -> set[int]:
    """The keys of the cases that wait for a post."""
    parts = lists.work(actor, Group.TO_DO, LATER)
    return {turn.case_id for part in parts for turn in part}


def test_my_work_is_the_turn_of_my_post_unassigned_or_mine(scenes: Scenes) -> None:
    ward = scenes.ward
    open_one, given = scenes.bring("in_process"), scenes.bring("in_process")
    scenes.act("assign", given, to=scenes.actor("colleague").post_pk)
    assert _waits_for(ward.specialist) == {open_one.pk}
    assert _waits_for(scenes.actor("colleague")) == {open_one.pk, given.pk}
    assert _waits_for(ward.clerk) == set()
    assert _waits_for(ward.foreigner) == set()


def test_search_finds_by_code_reference_and_name_without_marks(
    scenes: Scenes, received: Dossier
) -> None:
    clerk = scenes.ward.clerk
    assert received.code is not None
    for text in (received.code, received.reference.lower(), "luong ban", "Lường Thị", " BAN "):
        assert list(worklists.search(clerk, text)) == [received]
        assert list(worklists.search(scenes.ward.foreigner, text)) == []


@pytest.mark.parametrize("who", ["clerk", "specialist", "leader"])
def test_the_agency_that_decides_sees_what_another_received(scenes: Scenes, who: str) -> None:
    received = scenes.bring("received")
    department = agencies.row("so-tp", MONDAY.date())
    colleague = post_of(department, Role(who), f"tp-{who}")
    assert not access.visible_to(colleague).filter(pk=received.pk).exists()

    Involvement.objects.filter(case=received.pk).update(part=Part.RECEIVES)
    cases.involve(received.case, department.pk, Part.DECIDES, at=LATER)

    assert access.visible_to(colleague).filter(pk=received.pk).exists()
    assert [part.filter(pk=received.pk).count() for part in access.parts_visible_to(colleague)] == [
        0,
        1,
    ]
    assert access.visible_to(scenes.actor(who)).filter(pk=received.pk).exists()
    assert not access.visible_to(scenes.ward.foreigner).filter(pk=received.pk).exists()


@pytest.mark.parametrize(
    ("today", "is_told"),
    [("2025-06-30T16:00:00+07:00", False), ("2025-07-01T08:00:00+07:00", True)],
)
def test_the_own_list_names_who_answers_today_beside_who_received_it(
    scenes: Scenes,
    client: Client,
    settings: Settings,
    today: str,
    is_told: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    dossier = scenes.bring("submitted", vn("2025-06-30 15:30"))
    settings.HOABAN_TODAY = today
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    listed = client.get("/my/").text
    page = client.get(f"/my/{dossier.reference}/").text
    old, now = "Ủy ban nhân dân phường Him Lam", "Ủy ban nhân dân phường Điện Biên Phủ"
    assert (old in listed, f"nay là {now}" in listed) == (True, is_told)
    assert (f"Hồ sơ nộp tại {old}; nay {now}" in page, "0215 000 0163" in page) == (
        is_told,
        is_told,
    )
