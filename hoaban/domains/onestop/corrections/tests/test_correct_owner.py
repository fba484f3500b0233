"""The person in whose name a dossier stands is put right; everything follows, the old stays."""

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.casework.papers.models import Paper
from hoaban.casework.timeline import queries as timeline
from hoaban.casework.timeline.enums import Reader
from hoaban.core.people.names import IdentityNumberUnusable, PhoneUnusable
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.corrections import actions
from hoaban.domains.onestop.corrections import queries as corrections
from hoaban.domains.onestop.corrections.models import Correction
from hoaban.domains.onestop.corrections.refused import NothingCorrected, OwnerUnnamed
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.reception import actions as reception
from tests.world.acts import LATER, WHY
from tests.world.api_filing import FILING
from tests.world.desks import Desk, page
from tests.world.partners import ALL, TODAY, Api
from tests.world.province import MONDAY, OWNER, Ward, filing
from tests.world.scenes import Scenes, last, refused

RIGHT = {"full_name": "Lường Thị Bản", "phone": "0912 345 678", "identity_number": "011190000124"}
DECLARED = {"request-event": "birth", "request-copies": "2"}
TYPED = DECLARED | {f"owner-{name}": said for name, said in RIGHT.items()} | {"reason": WHY}


def renamed(scenes: Scenes, **changes: str) -> Dossier:
    owner = changes or RIGHT
    return scenes.act("correct", scenes.bring("in_process"), sections={}, owner=owner)


def test_owner_and_submitter_are_replaced_where_they_are_one_person(scenes: Scenes) -> None:
    dossier = renamed(scenes)

    right = OWNER | RIGHT | {"phone": "0912345678"}
    filed = {name: OWNER[name] for name in RIGHT}
    assert dossier.owner == right | {"filed": filed}
    assert dossier.submitter == dossier.owner
    assert dossier.phone_tail == "5678"


def test_whoever_handed_in_for_the_owner_stays(ward: Ward) -> None:
    other = OWNER | {"full_name": "Lò Văn Ún", "phone": "0900000999", "identity_number": ""}
    dossier = filing_actions.submit(
        filing(ward.agency, submitter=other), by=ward.citizen, at=MONDAY
    )
    reception.receive(dossier.pk, by=ward.clerk, at=MONDAY)
    named = {"full_name": "Lường Thị Bản"}
    done = actions.correct(
        dossier.pk, sections={}, owner=named, reason=WHY, by=ward.clerk, at=LATER
    )
    assert (done.owner["full_name"], done.submitter) == ("Lường Thị Bản", other)


def test_the_name_of_somebody_without_telephone_is_put_right(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    owner = dossier.owner | {"phone": "", "identity_number": ""}
    Dossier.objects.filter(pk=dossier.pk).update(owner=owner, submitter=owner, phone_tail="")
    typed = TYPED | {"owner-phone": "", "owner-identity_number": "không có"}
    answer = desk.post("specialist", page(dossier, "correct"), typed)
    assert answer.status_code == 302, answer.text
    dossier.refresh_from_db()
    assert (dossier.owner["full_name"], dossier.owner["phone"]) == ("Lường Thị Bản", "")


def test_old_value_new_value_and_ground_are_kept_and_told(scenes: Scenes) -> None:
    dossier = renamed(scenes)

    told = [
        (one.section, one.name, one.row.old, one.row.new, one.row.ground)
        for one in reversed(corrections.corrections(dossier))
    ]
    whose = "Người đứng tên hồ sơ"
    assert told == [
        (whose, "Họ và tên", "Lường Thị Ban", "Lường Thị Bản", WHY),
        (whose, "Số giấy tờ", "011190000123", "011190000124", WHY),
        (whose, "Điện thoại", "0900000123", "0912345678", WHY),
    ]
    newest = timeline.lines(dossier, Reader.OUTSIDE)[0]
    assert newest.title == "Sửa nội dung khai: Người đứng tên hồ sơ"


def test_the_journal_carries_which_lines_and_nothing_of_the_person(scenes: Scenes) -> None:
    dossier = renamed(scenes, full_name="Lường Thị Bản")
    assert last(dossier).facts == {"sections": ["@owner"], "questions": ["@owner.full_name"]}


def test_a_second_correction_keeps_what_was_said_at_the_filing(scenes: Scenes) -> None:
    dossier = renamed(scenes, full_name="Lường Thị Bản")
    again = scenes.act("correct", dossier, sections={}, owner={"full_name": "Lường Thị Bàn"})
    assert again.owner["full_name"] == "Lường Thị Bàn"
    assert again.owner["filed"] == {"full_name": "Lường Thị Ban"}
    assert [row.old for row in Correction.objects.order_by("id")] == [
        "Lường Thị Ban",
        "Lường Thị Bản",
    ]


def test_a_draft_of_the_result_must_be_drafted_anew(scenes: Scenes) -> None:
    dossier = scenes.act(
        "correct", scenes.bring("drafted"), sections={}, owner={"full_name": "Lường Thị Bản"}
    )
    assert dossier.outcome == ""


@pytest.mark.parametrize(
    ("owner", "refusal"),
    [
        ({"full_name": "Lường Thị Ban"}, NothingCorrected),
        ({"phone": "0900 000 123"}, NothingCorrected),
        ({}, NothingCorrected),
        ({"full_name": " "}, OwnerUnnamed),
        ({"phone": ""}, OwnerUnnamed),
        ({"phone": "12345"}, PhoneUnusable),
        ({"identity_number": "12345"}, IdentityNumberUnusable),
        ({"nothing": "known"}, NothingCorrected),
    ],
)
def test_what_is_no_correction_of_the_owner_is_refused(
    scenes: Scenes, owner: dict[str, str], refusal: type[Refusal]
) -> None:
    dossier = scenes.bring("in_process")
    with refused(refusal):
        scenes.act("correct", dossier, sections={}, owner=owner)


def test_the_receipt_may_be_given_again_with_the_right_owner(scenes: Scenes) -> None:
    dossier = renamed(scenes)
    reception.renew_receipt(dossier.pk, by=scenes.ward.clerk, at=LATER)
    papers = Paper.objects.filter(case_id=dossier.pk, form="01").order_by("pk")
    names = [str(paper.facts) for paper in papers]
    assert ["Lường Thị Bản" in said for said in names] == [False, True]


def test_a_system_that_files_again_with_its_id_gets_the_same_answer(
    ward: Ward, settings: Settings
) -> None:
    settings.HOABAN_TODAY = TODAY
    api = Api("xa", ALL)
    first = api.post("/dossiers", FILING, "so-1")
    dossier = reception.receive(Dossier.objects.get().pk, by=ward.clerk, at=MONDAY)
    named = {"full_name": "Lường Thị Bản", "identity_number": "011190000124"}
    actions.correct(dossier.pk, sections={}, owner=named, reason=WHY, by=ward.clerk, at=LATER)
    again = api.post("/dossiers", FILING, "so-1")
    other = api.post("/dossiers", FILING | {"owner": FILING["owner"] | named}, "so-1")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert (other.status_code, other.json()["title"]) == (409, "KeyTaken")


# --- pages -------------------------------------------------------------------------------------


def test_heading_lists_search_and_tracking_follow(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    assert 'value="Lường Thị Ban"' in desk.get("specialist", page(dossier, "correct"))
    answer = desk.post("specialist", page(dossier, "correct"), TYPED)
    assert answer.status_code == 302

    for address in (page(dossier), "/desk/", "/desk/overview/"):
        assert "Lường Thị Bản" in desk.get("specialist", address)
    for text, found in {
        "0912 345 678": 302, "011190000124": 302, "0900000123": 200, "011190000123": 200,
    }.items():  # fmt: skip
        asked = desk.by("clerk").get("/desk/search/", {"q": text})
        assert (text, asked.status_code) == (text, found)
    asked = desk.by("clerk").get("/desk/search/", {"q": f"ban {(dossier.code or '')[-4:]}"})
    assert asked["Location"] == page(dossier)
    assert "Lường Thị Bản" in desk.get("citizen", f"/my/{dossier.reference}/")
    for tail, is_known in (("5678", True), ("0123", False)):
        sent = {"code": dossier.reference, "phone_tail": tail}
        told = Client().post("/track/", sent).content.decode()
        assert ("Không tìm thấy" not in told) is is_known


def test_a_wrong_telephone_number_comes_back_at_its_field(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    answer = desk.post("specialist", page(dossier, "correct"), TYPED | {"owner-phone": "12"})
    told = answer.content.decode()
    assert (answer.status_code, 'href="#id_owner-phone"' in told) == (422, True)
    assert 'value="Lường Thị Bản"' in told
    dossier.refresh_from_db()
    assert dossier.owner == OWNER


def test_an_official_reads_the_names_of_fields_in_the_language_of_the_page(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = renamed(scenes)
    scenes.act("correct", dossier)
    told = desk.by("clerk").get(page(dossier), headers={"accept-language": "en"}).content.decode()
    corrected = told[told.index('id="corrections"') : told.index('id="items"')]
    for name in ("Civil status event", "Full name", "Applicant", "Phone"):
        assert name in corrected
    assert "Sự kiện hộ tịch" not in corrected
    assert "Họ và tên" not in corrected
