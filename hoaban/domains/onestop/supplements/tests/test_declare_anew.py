"""A request names the wrong sections of the declaration; the applicant declares them anew."""

import copy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from hoaban.core.files.tests import samples
from hoaban.core.people.models import Person
from hoaban.domains.onestop.corrections.models import Correction
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.parameters.queries import Answered
from hoaban.domains.onestop.proposals import actions as proposals
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.supplements import actions as supplements
from hoaban.domains.onestop.supplements import queries as supplements_queries
from hoaban.domains.onestop.supplements.models import Supplement
from hoaban.domains.onestop.supplements.refused import RequestPartlyAnswered, SectionNotOpened
from tests.world.acts import LATER, WHY
from tests.world.api_filing import FILING
from tests.world.desks import BACKEND, Desk, page
from tests.world.province import MONDAY, Ward, filing
from tests.world.scenes import Scenes, last, refused
from tests.world.uses import use_of

DECLARATION = {
    "component": "declaration",
    "name": "Tờ khai cấp bản sao trích lục hộ tịch",
    "what": "Ghi lại dân tộc",
    "sections": ["subject"],
}
IDENTITY = {"component": "identity", "name": "Giấy tờ tùy thân", "what": "Chụp rõ hơn"}
TYPED = {
    "subject-relation": "parent",
    "subject-person__full_name": "Lường Thị Bản",
    "subject-person__birth_date": "01/02/1990",
    "subject-person__sex": "female",
    "once": "o",
}


def answers(**subject: str) -> dict[str, Any]:  # Any: JSON answers
    """The declaration with the person named in the register declared otherwise."""
    declared: dict[str, Any] = copy.deepcopy(FILING["answers"])
    declared["subject"]["relation"] = "parent"
    declared["subject"]["person"] |= subject
    return declared


@pytest.fixture
def declared(ward: Ward) -> Dossier:
    """A dossier with a whole declaration."""
    given = filing(ward.agency, answered=Answered(answers()))
    return filing_actions.submit(given, by=ward.citizen, at=MONDAY)


@pytest.fixture
def citizen(client: Client, ward: Ward, settings: Settings) -> Client:
    del ward
    settings.HOABAN_TODAY = "2020-03-16T08:30:00+07:00"
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    return client


def ask(dossier: Dossier, ward: Ward, *items: dict[str, Any]) -> Dossier:
    return supplements.ask_completion(dossier.pk, items=items, reason=WHY, by=ward.clerk, at=MONDAY)


def ask_after(dossier: Dossier, ward: Ward, *items: dict[str, Any]) -> Dossier:
    reception.receive(dossier.pk, by=ward.clerk, at=MONDAY)
    reception.transfer(dossier.pk, by=ward.clerk, at=MONDAY)
    given: dict[str, Any] = {"items": items, "reason": WHY, "at": MONDAY}
    proposals.propose_supplement(dossier.pk, by=ward.specialist, **given)
    return supplements.ask_supplement(dossier.pk, by=ward.leader, at=MONDAY)


def rows() -> list[tuple[Any, ...]]:
    names = ("section", "question", "old", "new", "ground", "post")
    return list(Correction.objects.order_by("id").values_list(*names))


BAN = [("subject", "person", "Lường Thị Ban", "Lường Thị Bản", "Người nộp khai lại", None)]


def test_what_was_declared_before_is_kept_when_it_is_filed_again(
    declared: Dossier, ward: Ward
) -> None:
    ask(declared, ward, DECLARATION)
    again = answers(full_name="Lường Thị Bản")
    done = supplements.complete(declared.pk, answers=again, by=ward.citizen, at=LATER)

    assert done.answers == again
    assert rows() == BAN
    assert last(done).facts == {"sections": ["subject"], "questions": ["subject.person"]}


def test_what_is_supplied_after_reception_may_be_declared_anew(
    declared: Dossier, ward: Ward
) -> None:
    ask_after(declared, ward, DECLARATION)
    again = answers(full_name="Lường Thị Bản")
    done = supplements.supply(declared.pk, answers=again, by=ward.citizen, at=LATER)

    assert (done.state, done.answers["subject"]) == ("supplement_sent", again["subject"])
    assert rows() == BAN
    assert last(done).facts["questions"] == ["subject.person"]


def test_after_reception_only_the_sections_named_are_open(declared: Dossier, ward: Ward) -> None:
    ask_after(declared, ward, DECLARATION)
    again = answers(full_name="Lường Thị Bản") | {"register": {"office": "UBND xã Thanh Minh"}}
    words = "Phiếu yêu cầu bổ sung không mở lại mục này của tờ khai: Nơi đã đăng ký."
    with refused(SectionNotOpened, words):
        supplements.supply(declared.pk, answers=again, by=ward.citizen, at=LATER)


def test_one_of_two_things_asked_does_not_close_the_request(declared: Dossier, ward: Ward) -> None:
    ask(declared, ward, DECLARATION, IDENTITY)
    files = {"identity": [use_of(samples.pdf(), "cc.pdf")]}
    again = answers(full_name="Lường Thị Bản")

    with refused(RequestPartlyAnswered):
        supplements.complete(declared.pk, files=files, by=ward.citizen, at=LATER)
    with refused(RequestPartlyAnswered):
        supplements.complete(declared.pk, answers=again, by=ward.citizen, at=LATER)
    with refused(RequestPartlyAnswered):  # the same declaration is no answer
        supplements.complete(
            declared.pk, answers=declared.answers, files=files, by=ward.citizen, at=LATER
        )
    done = supplements.complete(declared.pk, answers=again, files=files, by=ward.citizen, at=LATER)
    assert done.state == "submitted"


def test_at_the_counter_a_declaration_may_come_on_paper(declared: Dossier, ward: Ward) -> None:
    ask(declared, ward, DECLARATION, IDENTITY)
    counts = {"identity": {"copies": 1}}
    with refused(RequestPartlyAnswered):
        supplements.complete(declared.pk, counts=counts, by=ward.clerk, at=LATER)
    counts["declaration"] = {"originals": 1}
    done = supplements.complete(declared.pk, counts=counts, by=ward.clerk, at=LATER)
    assert done.state == "submitted"


# --- the page of officials ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        (
            {"what-declaration": "Ghi lại dân tộc", "sections-declaration": ["subject"]},
            {"what": "Ghi lại dân tộc", "sections": ["subject"]},
        ),
        (
            {"sections-declaration": ["request", "subject"]},
            {
                "what": "Khai lại: Giấy tờ cần cấp; Người được cấp bản sao",
                "sections": ["request", "subject"],
            },
        ),
        (
            {"what-declaration": "Ghi lại cho đúng"},
            {"what": "Ghi lại cho đúng", "sections": list(FILING["answers"])},
        ),
    ],
    ids=["named", "ticked alone", "none ticked: all"],
)
def test_an_official_ticks_the_sections_that_are_wrong(
    desk: Desk, declared: Dossier, typed: dict[str, Any], item: dict[str, Any]
) -> None:
    asking = desk.get("clerk", page(declared, "ask_completion"))
    answer = desk.post("clerk", page(declared, "ask_completion"), typed | {"reason": WHY})

    assert 'name="sections-declaration"' in asking
    assert answer.status_code == 302
    name = {"component": "declaration", "name": DECLARATION["name"]}
    assert Supplement.objects.get(dossier=declared).items == [name | item]


def test_a_declaration_made_on_paper_alone_has_no_sections_to_tick(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    Dossier.objects.filter(pk=dossier.pk).update(answers={})
    dossier.refresh_from_db()
    assert supplements_queries.sections(dossier) == {}


# --- the page of the applicant -----------------------------------------------------------------


def test_the_applicant_finds_the_sections_filled_with_what_was_declared(
    citizen: Client, declared: Dossier, ward: Ward
) -> None:
    ask(declared, ward, DECLARATION, IDENTITY)
    text = citizen.get(f"/my/{declared.reference}/supply/").content.decode()

    assert 'value="Lường Thị Ban"' in text
    assert 'value="01/02/1990"' in text
    assert 'name="register-office"' not in text
    assert (text.count('type="file"'), 'name="item-1"' in text) == (1, True)


def test_sections_and_files_go_together_and_a_second_press_does_nothing_more(
    citizen: Client, declared: Dossier, ward: Ward
) -> None:
    ask(declared, ward, DECLARATION, IDENTITY)
    address = f"/my/{declared.reference}/supply/"
    first = citizen.post(address, TYPED | {"item-1": photo()})
    second = citizen.post(address, TYPED | {"item-1": photo()})
    declared.refresh_from_db()
    told = citizen.get(f"/my/{declared.reference}/").content.decode()

    assert (first.status_code, second.status_code) == (302, 302)
    assert declared.state == "submitted"
    assert rows() == BAN
    assert ("Nội dung khai đã sửa" in told, "Người nộp khai lại" in told) == (True, True)


def test_what_is_wrong_or_missing_comes_back_with_what_was_typed(
    citizen: Client, declared: Dossier, ward: Ward
) -> None:
    ask(declared, ward, DECLARATION, IDENTITY)
    typed = TYPED | {"subject-person__birth_date": "31/13/1990"}
    answer = citizen.post(f"/my/{declared.reference}/supply/", typed)
    text = answer.content.decode()
    declared.refresh_from_db()

    assert answer.status_code == 422
    assert 'href="#id_subject-person__birth_date"' in text
    assert 'href="#id_item-1"' in text
    assert 'value="Lường Thị Bản"' in text
    assert (declared.state, rows()) == ("awaiting_completion", [])


def test_sections_sent_as_they_were_are_no_answer(
    citizen: Client, declared: Dossier, ward: Ward
) -> None:
    ask(declared, ward, DECLARATION)
    typed = TYPED | {"subject-person__full_name": "Lường Thị Ban"}
    answer = citizen.post(f"/my/{declared.reference}/supply/", typed)

    assert answer.status_code == 422
    assert "Bạn chưa sửa chỗ nào trong các mục này." in answer.content.decode()


def test_a_section_nobody_asked_for_is_not_changed_by_the_page(
    citizen: Client, declared: Dossier, ward: Ward
) -> None:
    ask(declared, ward, DECLARATION)
    typed = TYPED | {"register-office": "UBND xã Thanh Minh"}
    citizen.post(f"/my/{declared.reference}/supply/", typed)
    declared.refresh_from_db()
    assert declared.answers["register"] == FILING["answers"]["register"]


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("cc.png", samples.png())
