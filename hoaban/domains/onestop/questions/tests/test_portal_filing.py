"""A citizen files online: page by page, with files, once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from hoaban.casework.attachments.models import Attachment
from hoaban.core import clock
from hoaban.core.files.tests import samples
from hoaban.core.http import drawn
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.core.people.models import Person
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.drafts import actions as drafts
from hoaban.domains.onestop.drafts.models import Draft
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.procedures.catalogue.models import Component, Revision
from tests.world.province import Ward

CODE = "2.000635"
START = f"/apply/{CODE}/"
TODAY = "2020-03-16T08:30:00+07:00"


@pytest.fixture
def citizen(client: Client, ward: Ward, settings: Settings) -> Client:
    """Signed in, on Monday 16 March 2020."""
    settings.HOABAN_TODAY = TODAY
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    return client


BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin(citizen: Client) -> str:
    """The address of a draft that has just begun."""
    answer = citizen.post(START, {"case": "default", "agency": "ubnd-03127"})
    assert answer.status_code == 302
    return str(answer["Location"]).removesuffix("who/")


OWNER = {
    "kind": "person",
    "full_name": "Lường Thị Ban",
    "identity_number": "011190000123",
    "phone": "0912 345 678",
    "area_code": "03127",
    "address": "Tổ dân phố 4",
}
SECTIONS: dict[str, dict[str, str]] = {
    "q-requester": {
        "person__full_name": "Lường Thị Ban",
        "person__birth_date": "01/02/1990",
        "person__id_number": "011190000123",
        "person__phone": "0912345678",
        "residence__commune": "03127",
        "residence__detail": "Tổ dân phố 4",
    },
    "q-request": {"event": "birth", "copies": "2"},
    "q-subject": {
        "relation": "self",
        "person__full_name": "Lường Thị Ban",
        "person__birth_date": "01/02/1990",
        "person__sex": "female",
    },
    "q-register": {"office": "UBND phường Him Lam"},
    "q-relief": {"ground": "none"},
}
CONFIRMED = {"confirm-truth": "on"}


def fill(citizen: Client, draft: str) -> list[str]:
    """Answer every page but the last; the pages in the order they came."""
    walked = ["who"]
    answer = citizen.post(f"{draft}who/", {"whose": "self"})
    pages: dict[str, dict[str, Any]] = {"owner": OWNER, **SECTIONS}  # Any: form values
    pages |= {"papers": {"next": "1"}, "result": {"way": "counter"}}
    for name, typed in pages.items():
        assert answer.status_code == 302, answer.content.decode()
        walked.append(answer["Location"].split("/")[-2])
        answer = citizen.post(f"{draft}{name}/", typed)
    walked.append(answer["Location"].split("/")[-2])
    return walked


def test_a_filing_goes_page_by_page_and_ends_with_a_reference(citizen: Client) -> None:
    draft = begin(citizen)
    walked = fill(citizen, draft)

    seen = citizen.get(f"{draft}check/").content.decode()
    sent = citizen.post(f"{draft}check/", CONFIRMED, follow=True)
    dossier = Dossier.objects.get()

    assert walked == ["who", "owner", *SECTIONS, "papers", "result", "check"]
    assert "16.000" in seen
    assert "Tổ dân phố 4, phường Him Lam" in seen
    assert sent.redirect_chain == [(f"/my/{dossier.reference}/sent/", 302)]
    assert dossier.reference in sent.content.decode()
    assert dossier.owner["phone"] == "0912345678"
    assert (dossier.channel, dossier.state, dossier.submitted_by) == (
        "online",
        "submitted",
        "citizen:citizen",
    )
    assert dossier.answers["request"] == {"event": "birth", "copies": 2}


def test_sending_twice_gives_one_dossier_and_the_same_end(citizen: Client) -> None:
    draft = begin(citizen)
    fill(citizen, draft)

    first = citizen.post(f"{draft}check/", CONFIRMED)
    second = citizen.post(f"{draft}check/", CONFIRMED)

    assert first["Location"] == second["Location"]
    assert Dossier.objects.count() == 1
    assert Draft.objects.get().answers == {}


def test_what_an_account_knows_is_filled_in_beforehand(citizen: Client) -> None:
    Person.objects.filter(public_id="citizen").update(phone="0912345678")
    draft = begin(citizen)
    citizen.post(f"{draft}who/", {"whose": "self"})

    page = citizen.get(f"{draft}owner/").content.decode()
    citizen.post(f"{draft}owner/", OWNER)
    prefilled = citizen.get(f"{draft}q-requester/").content.decode()

    assert 'value="Công dân citizen"' in page
    assert 'value="0912345678"' in page
    assert 'value="011190000123"' in prefilled
    assert 'value="03127" selected' in prefilled


def test_for_someone_else_owner_and_submitter_stand_apart(citizen: Client) -> None:
    draft = begin(citizen)
    fill(citizen, draft)
    citizen.post(f"{draft}who/", {"whose": "other"})
    missing = citizen.get(f"{draft}check/").content.decode()
    typed = OWNER | {"full_name": "Công dân citizen", "identity_number": ""}
    citizen.post(f"{draft}submitter/", typed)

    citizen.post(f"{draft}check/", CONFIRMED)
    dossier = Dossier.objects.get()

    assert "Thông tin của bạn: cần họ tên, và số điện thoại hoặc thư điện tử." in missing
    assert dossier.owner["full_name"] == "Lường Thị Ban"
    assert dossier.submitter["full_name"] == "Công dân citizen"
    assert dossier.owner_person is None
    assert dossier.submitter_person == Person.objects.get(public_id="citizen")


def test_a_wrong_answer_comes_back_with_its_words_and_all_that_was_typed(citizen: Client) -> None:
    draft = begin(citizen)
    answer = citizen.post(f"{draft}owner/", OWNER | {"phone": "12"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Số điện thoại không dùng được" in page
    assert 'href="#id_phone"' in page
    assert 'value="Lường Thị Ban"' in page
    assert Draft.objects.get().owner == {}


def test_save_for_later_keeps_what_is_right_and_the_list_leads_back(citizen: Client) -> None:
    draft = begin(citizen)
    typed = {"event": "birth", "copies": "many", "later": "1"}
    answer = citizen.post(f"{draft}q-request/", typed)
    mine = citizen.get("/my/").content.decode()
    back = citizen.get(draft)

    assert answer["Location"] == "/my/"
    assert draft in mine
    assert back["Location"] == f"{draft}q-request/"
    assert Draft.objects.get().answers == {"request": {"event": "birth"}}


def test_sending_an_unfinished_draft_is_refused_with_links_to_the_pages(citizen: Client) -> None:
    draft = begin(citizen)
    answer = citizen.post(f"{draft}check/", CONFIRMED)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert f'href="{draft}who/"' in page
    assert f'href="{draft}q-requester/"' in page
    assert Dossier.objects.count() == 0


def test_a_change_from_the_last_page_returns_to_it(citizen: Client) -> None:
    draft = begin(citizen)
    fill(citizen, draft)
    answer = citizen.post(f"{draft}q-request/?check", {"event": "death", "copies": "1"})

    assert answer["Location"] == f"{draft}check/"
    assert Draft.objects.get().answers["request"] == {"event": "death", "copies": 1}


def upload(citizen: Client, draft: str, name: str, content: bytes, **more: str) -> Any:  # noqa: ANN401 - the client's answer
    file = SimpleUploadedFile(name, content)
    return citizen.post(f"{draft}papers/", {"paper-identity": [file], **more})


def test_files_are_listed_opened_taken_away_and_handed_in(citizen: Client) -> None:
    draft = begin(citizen)
    fill(citizen, draft)
    upload(citizen, draft, "../../etc/căn cước.pdf", samples.pdf(), upload="1")
    upload(citizen, draft, "mặt sau.png", samples.png(), upload="1")
    upload(citizen, draft, "lần nữa.png", samples.png(), upload="1")
    kept = Draft.objects.get().files["identity"]
    page = citizen.get(f"{draft}papers/").content.decode()
    opened = citizen.get(f"{draft}files/{kept[1]}/")
    content = b"".join(opened)

    citizen.post(f"{draft}papers/", {"remove": kept[0]})
    citizen.post(f"{draft}check/", CONFIRMED)

    assert "căn cước.pdf" in page
    assert ".." not in page.split("căn cước.pdf")[0][-20:]
    assert len(kept) == 2  # the same bytes twice are one file
    assert (opened["Content-Type"], content) == ("image/png", samples.png())
    assert [a.use.name for a in Attachment.objects.all()] == ["mặt sau.png"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("trong.pdf", b"", "không có nội dung"),
        ("chuong-trinh.pdf", samples.program(), "chỉ nhận"),
        ("rach.png", samples.png()[:-20], "bị hỏng"),
        ("bang.xlsx", samples.xlsx(), "chỉ nhận"),
        ("to.pdf", samples.pdf(extra=b"%" + b"x" * 4000), "lớn hơn"),
    ],
)
def test_a_file_that_is_not_taken_says_why_beside_its_field(
    citizen: Client, settings: Settings, name: str, content: bytes, words: str
) -> None:
    settings.FILES_MAX_BYTES = 3000
    draft = begin(citizen)
    answer = upload(citizen, draft, name, content, next="1")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert words in page
    assert 'id="id_paper-identity_error"' in page
    assert name in page
    assert Draft.objects.get().files == {}


def test_one_bad_file_does_not_lose_the_good_one_beside_it(citizen: Client) -> None:
    draft = begin(citizen)
    files = [SimpleUploadedFile("a.png", samples.png()), SimpleUploadedFile("b.png", b"")]
    answer = citizen.post(f"{draft}papers/", {"paper-identity": files, "next": "1"})

    assert answer.status_code == 422
    assert len(Draft.objects.get().files["identity"]) == 1


def test_a_paper_that_is_needed_is_asked_for_beside_its_field(citizen: Client) -> None:
    Component.objects.filter(code="authority").update(is_required=True)
    parameters.forget()
    draft = begin(citizen)
    answer = citizen.post(f"{draft}papers/", {"next": "1"})

    assert answer.status_code == 422
    assert 'id="id_paper-authority_error"' in answer.content.decode()


def test_another_citizens_draft_is_not_there(citizen: Client, ward: Ward) -> None:
    draft = begin(citizen)
    citizen.force_login(Person.objects.get(public_id="neighbour"), BACKEND)

    pages = [draft, f"{draft}who/", f"{draft}check/", f"{draft}papers/", f"{draft}where/"]
    seen = {page: citizen.get(page).status_code for page in pages}
    posted = citizen.post(f"{draft}who/", {"whose": "self"}).status_code
    dropped = citizen.post(f"{draft}drop/").status_code

    assert seen == dict.fromkeys(pages, 404)
    assert (posted, dropped) == (404, 404)
    assert Draft.objects.get().owner == {}


def test_an_expired_draft_says_so(citizen: Client) -> None:
    draft = begin(citizen)
    month = clock.now() + timedelta(days=31)
    drafts.expire_drafts(by=actors.system("expiry"), at=month)
    answer = citizen.get(f"{draft}who/")

    assert answer.status_code == 404
    assert "Không còn bài viết dở này" in answer.content.decode()


def test_a_dropped_draft_is_gone_and_the_journal_says_so(citizen: Client) -> None:
    draft = begin(citizen)
    answer = citizen.post(f"{draft}drop/")

    assert answer["Location"] == "/my/"
    assert Draft.objects.count() == 0
    assert Entry.objects.filter(verb="dossiers.draft_dropped").count() == 1


def test_a_revision_that_ended_meanwhile_keeps_the_draft_and_says_what_to_do(
    citizen: Client,
) -> None:
    draft = begin(citizen)
    Revision.objects.filter(procedure__code=CODE).update(valid_to=clock.today())
    parameters.forget()
    answer = citizen.post(f"{draft}check/", CONFIRMED)

    assert answer.status_code == 409
    assert "đã có quy định mới" in answer.content.decode()
    assert Draft.objects.count() == 1


def test_what_was_typed_under_an_ended_version_is_carried_into_a_new_draft(
    citizen: Client,
) -> None:
    before = begin(citizen)
    fill(citizen, before)
    typed = {"case": "default", "agency": "ubnd-03127", "from": before.split("/")[-2]}
    citizen.post(START, typed)
    newer, older = Draft.objects.order_by("-pk")

    assert newer.answers == older.answers
    assert newer.owner == older.owner


def test_beginning_twice_begins_one_draft(citizen: Client) -> None:
    assert begin(citizen) == begin(citizen)
    assert Draft.objects.count() == 1


def test_a_procedure_without_a_version_that_day_says_so(citizen: Client) -> None:
    Revision.objects.filter(procedure__code=CODE).update(valid_to=clock.today())
    answer = citizen.get(START)

    assert answer.status_code == 409
    assert "không có hiệu lực vào ngày 16/03/2020" in answer.content.decode()


def test_a_stranger_signs_in_first_and_comes_back(client: Client, ward: Ward) -> None:
    answer = client.get(START)
    assert answer["Location"] == "/account/login/?next=%2Fapply%2F2.000635%2F"


def test_a_session_that_ended_keeps_what_was_typed(citizen: Client) -> None:
    draft = begin(citizen)
    citizen.session.flush()  # the time is up; the browser's other cookies stay
    del citizen.cookies["sessionid"]
    form = {"event": "birth", "copies": "7", drawn.FIELD: drawn.written(drawn.Drawn("citizen"))}
    answer = citizen.post(f"{draft}q-request/", form)
    citizen.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    page = citizen.get(f"{draft}q-request/").content.decode()

    assert answer["Location"].startswith("/account/login/")
    assert Draft.objects.get().answers == {}
    assert page.count('value="7"') == 1


def test_a_procedure_that_is_not_filed_online_says_where_to_go(citizen: Client, ward: Ward) -> None:
    Revision.objects.filter(procedure__code=CODE).update(online_level="2")
    answer = citizen.get(START)
    unknown = citizen.get("/apply/9.999999/")

    assert answer.status_code == 409
    assert "chưa nhận hồ sơ trực tuyến" in answer.content.decode()
    assert unknown.status_code == 404


def test_an_agency_that_does_not_take_it_is_refused_at_the_start(citizen: Client) -> None:
    answer = citizen.post(START, {"case": "default", "agency": "so-tp"})

    assert answer.status_code == 422
    assert "không nhận thủ tục này hôm nay" in answer.content.decode()
    assert Draft.objects.count() == 0


def test_english_pages_ask_in_english(citizen: Client) -> None:
    draft = begin(citizen)
    page = citizen.get(f"{draft}q-request/", headers={"accept-language": "en"}).content.decode()

    assert "Civil status event" in page
    assert "Copy of a civil status extract" in page
