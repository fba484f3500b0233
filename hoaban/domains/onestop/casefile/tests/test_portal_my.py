"""What citizens see of their own dossiers, and what they may do to them."""

import re
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from hoaban.casework.attachments.models import Attachment
from hoaban.casework.papers.models import Paper
from hoaban.core.files.actions import store_bytes
from hoaban.core.files.tests import samples
from hoaban.core.people.models import Person
from hoaban.domains.documents import actions as documents
from hoaban.domains.onestop.casefile import queries as casefile
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.money import actions as money
from hoaban.domains.onestop.proposals import actions as proposals
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.results import actions as results
from hoaban.domains.onestop.supplements import actions as supplements
from tests.world.province import MONDAY, Ward, filing

BACKEND = "django.contrib.auth.backends.ModelBackend"
ASKED = [{"component": "identity", "name": "Căn cước công dân", "what": "Chụp lại cho rõ"}]


@pytest.fixture
def citizen(client: Client, ward: Ward, settings: Settings) -> Client:
    settings.HOABAN_TODAY = "2020-03-16T08:30:00+07:00"
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    return client


def page_of(client: Client, dossier: Dossier, rest: str = "") -> str:
    answer = client.get(f"/my/{dossier.reference}/{rest}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_list_says_where_each_dossier_stands(citizen: Client, received: Dossier) -> None:
    page = citizen.get("/my/").content.decode()

    assert str(received.code) in page
    assert "Đã tiếp nhận, đang giải quyết" in page
    assert "Đến hạn hôm nay" in page


def test_the_list_goes_on_page_by_page(citizen: Client, ward: Ward) -> None:
    for _number in range(23):
        filing_actions.submit(filing(ward.agency), by=ward.citizen, at=MONDAY)
    first = citizen.get("/my/").content.decode()
    after = first.split("?after=")[1].split('"')[0]
    second = citizen.get(f"/my/?after={after}").content.decode()

    assert (first.count("<article"), second.count("<article")) == (20, 3)


def test_a_long_list_asks_the_database_no_more_than_a_short_one(
    citizen: Client, ward: Ward
) -> None:
    asked = []
    for more in (1, 18):
        for _number in range(more):
            filing_actions.submit(filing(ward.agency), by=ward.citizen, at=MONDAY)
        citizen.get("/my/")
        with CaptureQueriesContext(connection) as queried:
            citizen.get("/my/")
        asked.append(len(queried))

    assert asked[0] == asked[1]


def test_a_dossier_before_reception_says_until_when_it_is_looked_at(
    citizen: Client, submitted: Dossier
) -> None:
    page = page_of(citizen, submitted)

    assert submitted.reference in page
    assert "Đang kiểm tra trước khi tiếp nhận" in page
    assert "Rút hồ sơ" in page
    assert "Vì sao là ngày này?" not in page


def test_a_dossier_in_hand_says_who_has_it_when_it_is_due_and_why(
    citizen: Client, examined: Dossier
) -> None:
    page = page_of(citizen, examined)

    assert "Vì sao là ngày này?" in page
    assert "Đang giữ hồ sơ:" in page
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in page
    assert "Lường Thị Ban" in page  # what was filled in


def test_another_citizens_dossier_is_not_there(citizen: Client, submitted: Dossier) -> None:
    citizen.force_login(Person.objects.get(public_id="neighbour"), BACKEND)
    base = f"/my/{submitted.reference}/"
    seen = [
        citizen.get(f"{base}{rest}").status_code for rest in ("", "sent/", "supply/", "result/")
    ]
    done = [citizen.post(f"{base}{rest}").status_code for rest in ("withdraw/", "confirm/")]

    assert (seen, done) == ([404] * 4, [404] * 2)
    assert Dossier.objects.get().state == "submitted"


def test_an_official_at_my_pages_is_a_citizen_like_anyone(
    citizen: Client, submitted: Dossier
) -> None:
    citizen.force_login(Person.objects.get(public_id="clerk"), BACKEND)

    assert citizen.get("/my/").status_code == 200
    assert citizen.get(f"/my/{submitted.reference}/").status_code == 404


def test_a_paper_is_drawn_when_first_wanted(citizen: Client, received: Dossier) -> None:
    paper = Paper.objects.get()
    answer = citizen.get(f"/my/{received.reference}/papers/{paper.public_id}/")
    paper.refresh_from_db()

    assert (answer.status_code, answer["Refresh"]) == (202, "2")
    assert paper.wanted_at is not None


def supply(citizen: Client, dossier: Dossier, content: bytes, once: str = "o") -> Any:  # noqa: ANN401 - the client's answer
    typed = {"item-0": SimpleUploadedFile("căn cước.png", content), "once": once}
    return citizen.post(f"/my/{dossier.reference}/supply/", typed)


def test_what_is_asked_before_reception_is_sent_from_the_page(
    citizen: Client, ward: Ward, submitted: Dossier
) -> None:
    supplements.ask_completion(submitted.pk, items=ASKED, reason="Ảnh mờ", by=ward.clerk, at=MONDAY)
    asked = page_of(citizen, submitted)
    answer = supply(citizen, submitted, samples.png())
    again = supply(citizen, submitted, samples.png())
    submitted.refresh_from_db()

    assert "Chụp lại cho rõ" in asked
    assert (answer.status_code, again.status_code) == (302, 302)
    assert submitted.state == "submitted"
    assert [a.component for a in Attachment.objects.all()] == ["identity"]


def test_what_is_asked_after_reception_is_sent_from_the_page_and_the_counter_looks_first(
    citizen: Client, ward: Ward, examined: Dossier
) -> None:
    named = [{"component": "", "name": "Giấy xác nhận", "what": "Nộp thêm"}]
    given: dict[str, Any] = {"items": named, "reason": "Thiếu", "at": MONDAY}
    proposals.propose_supplement(examined.pk, by=ward.specialist, **given)
    supplements.ask_supplement(examined.pk, by=ward.leader, at=MONDAY)
    supply(citizen, examined, samples.pdf())
    examined.refresh_from_db()
    page = page_of(citizen, examined)

    shown = casefile.items(examined)

    assert (examined.state, examined.clock) == ("supplement_sent", "paused")
    assert "Đã gửi bổ sung, cơ quan đang kiểm tra" in page
    assert [(item.name, len(item.files)) for item in shown] == [("Giấy tờ bổ sung khác", 1)]
    assert "căn cước.png.pdf" in page


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "không có nội dung"), (samples.program(), "chỉ nhận")]
)
def test_a_bad_file_for_a_supplement_is_refused_and_nothing_changes(
    citizen: Client, ward: Ward, submitted: Dossier, content: bytes, words: str
) -> None:
    supplements.ask_completion(submitted.pk, items=ASKED, reason="Ảnh mờ", by=ward.clerk, at=MONDAY)
    answer = supply(citizen, submitted, content)
    submitted.refresh_from_db()

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert submitted.state == "awaiting_completion"


def test_a_supplement_with_no_file_at_all_asks_for_one(
    citizen: Client, ward: Ward, submitted: Dossier
) -> None:
    supplements.ask_completion(submitted.pk, items=ASKED, reason="Ảnh mờ", by=ward.clerk, at=MONDAY)
    answer = citizen.post(f"/my/{submitted.reference}/supply/", {})

    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một tệp cho giấy tờ này." in answer.content.decode()


def put_piece(citizen: Client, data: bytes) -> str:
    """A file that came in pieces, as the page names it."""
    key = sha256(data).hexdigest()
    address = f"/uploads/{key}/?at=0&of={len(data)}"
    citizen.post(address, data, content_type="application/octet-stream")
    return f"{key}:{len(data)}:cả hai.png"


def test_what_came_for_a_supplement_is_kept_while_the_rest_is_put_right(
    citizen: Client, ward: Ward, submitted: Dossier
) -> None:
    items = [*ASKED, {"component": "", "name": "Giấy xác nhận", "what": "Nộp thêm"}]
    supplements.ask_completion(submitted.pk, items=items, reason="Ảnh mờ", by=ward.clerk, at=MONDAY)
    address = f"/my/{submitted.reference}/supply/"
    said = put_piece(citizen, samples.png())
    lacking = citizen.post(address, {"item-0-arrived": said, "once": "a"})
    kept = dict(re.findall(r'name="(item-\d-kept)" value="(\w+)"', lacking.content.decode()))
    other = citizen.post(address, kept | {"item-1-arrived": said, "once": "a"})
    again = citizen.post(address, kept | {"item-1-arrived": put_piece(citizen, samples.png())})
    submitted.refresh_from_db()

    assert (lacking.status_code, list(kept)) == (422, ["item-0-kept"])
    assert "Đã nhận: cả hai.png" in lacking.content.decode()
    assert other.status_code == 422  # the bytes were taken in with the first answer
    assert (again.status_code, submitted.state) == (302, "submitted")
    assert sorted(a.component for a in Attachment.objects.all()) == ["identity", "supplement"]


def test_the_same_file_in_pieces_answers_two_papers_of_a_supplement(
    citizen: Client, ward: Ward, submitted: Dossier
) -> None:
    items = [*ASKED, {"component": "", "name": "Giấy xác nhận", "what": "Nộp thêm"}]
    supplements.ask_completion(submitted.pk, items=items, reason="Ảnh mờ", by=ward.clerk, at=MONDAY)
    said = put_piece(citizen, samples.png())
    sent = {"item-0-arrived": said, "item-1-arrived": said}
    answer = citizen.post(f"/my/{submitted.reference}/supply/", sent)

    assert answer.status_code == 302
    assert sorted(a.component for a in Attachment.objects.all()) == ["identity", "supplement"]
    assert citizen.get(f"/uploads/{said[:64]}/").json() == {"at": 0}


@pytest.mark.parametrize("named", ["0" * 16, "x\0y", "' OR 1=1"])
def test_a_supplement_takes_no_file_that_did_not_come_with_it(
    citizen: Client, ward: Ward, submitted: Dossier, named: str
) -> None:
    supplements.ask_completion(submitted.pk, items=ASKED, reason="Ảnh mờ", by=ward.clerk, at=MONDAY)
    address = f"/my/{submitted.reference}/supply/"
    other = store_bytes(
        samples.png(), name="a.png", by=ward.citizen, at=MONDAY, source="portal", owner="dossier:X"
    )
    answers = [citizen.post(address, {"item-0-kept": one}) for one in (named, other.public_id)]

    assert [answer.status_code in {400, 422} for answer in answers] == [True, True]
    assert not Attachment.objects.exists()


def test_a_dossier_is_withdrawn_once(citizen: Client, submitted: Dossier) -> None:
    address = f"/my/{submitted.reference}/withdraw/"
    first = citizen.post(address, {"once": "w", "reason": "Nhầm"})
    second = citizen.post(address, {"once": "w", "reason": "Nhầm"})
    late = citizen.post(address, {"once": "x"}, follow=True)
    submitted.refresh_from_db()

    assert (first.status_code, second.status_code) == (302, 302)
    assert (submitted.state, submitted.end_reason) == ("withdrawn", "Nhầm")
    assert "nên không thể rút hồ sơ" in late.content.decode()


def test_a_refused_dossier_says_why_and_links_form_03(
    citizen: Client, ward: Ward, submitted: Dossier
) -> None:
    reception.refuse(
        submitted.pk,
        reason="Không thuộc thẩm quyền",
        basis="Điều 63 Luật Hộ tịch",
        by=ward.clerk,
        at=MONDAY,
    )
    page = page_of(citizen, submitted)

    assert "Không thuộc thẩm quyền" in page
    assert "Điều 63" in page
    assert "Phiếu từ chối tiếp nhận giải quyết hồ sơ" in page


def test_the_result_waits_for_release_and_for_the_fee(
    citizen: Client, ward: Ward, signed: Dossier
) -> None:
    address = f"/my/{signed.reference}/result/"
    before = citizen.get(address)
    results.release(signed.pk, by=ward.clerk, at=MONDAY)
    unpaid, page = citizen.get(address), page_of(citizen, signed)
    money.pay(signed.pk, amount=16000, by=ward.clerk, at=MONDAY)
    paid = citizen.get(address)

    assert (before.status_code, unpaid.status_code, paid.status_code) == (409, 409, 202)
    assert "rồi tải kết quả ở đây" in page
    assert paid["Refresh"] == "2"


def test_the_electronic_result_is_confirmed_by_its_citizen(
    citizen: Client, ward: Ward, signed: Dossier
) -> None:
    results.release(signed.pk, by=ward.clerk, at=MONDAY)
    refused = citizen.post(f"/my/{signed.reference}/confirm/", {"once": "c"}, follow=True)
    money.pay(signed.pk, amount=16000, by=ward.clerk, at=MONDAY)
    citizen.post(f"/my/{signed.reference}/confirm/", {"once": "d"})
    signed.refresh_from_db()

    assert "chưa nộp phí" in refused.content.decode()
    assert signed.state == "returned"
    assert signed.handed_to == {
        "name": "Công dân citizen",
        "identity_number": "",
        "proxy": "",
        "method": "portal",
    }


def test_a_result_that_was_taken_back_says_so_and_is_not_downloaded(
    citizen: Client, ward: Ward, signed: Dossier
) -> None:
    results.release(signed.pk, by=ward.clerk, at=MONDAY)
    money.pay(signed.pk, amount=16000, by=ward.clerk, at=MONDAY)
    documents.withdraw(
        signed.result_id or 0, reason="Sai họ tên.", with_its_case=True, by=ward.head, at=MONDAY
    )
    page = page_of(citizen, signed)
    assert "Kết quả này đã bị thu hồi" in page
    assert "Sai họ tên" in page
    assert f"/my/{signed.reference}/result/" not in page
    address = f"/my/{signed.reference}/result/"
    told = citizen.get(address, follow=True, headers={"referer": f"/my/{signed.reference}/"})
    assert "đã bị cơ quan ban hành thu hồi: Sai họ tên." in told.content.decode()


def test_a_finished_dossier_needs_no_supplement(citizen: Client, signed: Dossier) -> None:
    answer = citizen.get(f"/my/{signed.reference}/supply/")
    assert answer["Location"] == f"/my/{signed.reference}/"


def test_the_pages_of_a_dossier_speak_english(citizen: Client, examined: Dossier) -> None:
    answer = citizen.get(f"/my/{examined.reference}/", headers={"accept-language": "en"})
    page = answer.content.decode()

    assert "Copy of a civil status extract or of a birth certificate" in page
    assert "Examine and draft the result" in page


def test_time_left_is_counted_from_the_business_day(
    citizen: Client, received: Dossier, settings: Settings
) -> None:
    later = (MONDAY + timedelta(days=2)).isoformat()
    settings.HOABAN_TODAY = later
    page = citizen.get("/my/").content.decode()

    assert "Quá 2 ngày làm việc" in page
