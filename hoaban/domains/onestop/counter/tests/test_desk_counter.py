"""The counter: the clerk types, takes papers and scans in, for whoever stands there."""

import re
from io import BytesIO
from unicodedata import normalize
from urllib.parse import quote

import pytest

from hoaban.casework.attachments.models import Attachment
from hoaban.core.files.models import Use
from hoaban.core.files.tests import samples
from hoaban.core.journal.models import Entry
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.acts import WHY
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes, told

INTAKE = "/desk/intake/2.000635/"
COUNTER: dict[str, str] = {
    "full_name": "Lường Thị Ban",
    "kind": "person",
    "identity_number": "011190000123",
    "phone": "0912345678",
    "area_code": "03127",
    "address": "Tổ dân phố 4",
    "channel": "counter",
    "handed-in-declaration-originals": "1",
    "requester-person__birth_date": "01/02/1990",
    "request-event": "birth",
    "request-copies": "2",
    "subject-relation": "self",
    "subject-person__full_name": "Lường Thị Ban",
    "subject-person__birth_date": "01/02/1990",
    "subject-person__sex": "female",
    "register-office": "UBND phường Him Lam",
    "relief-ground": "none",
    "confirm-truth": "on",
    "once": "counter-1",
}


def test_only_a_clerk_files_for_others(desk: Desk) -> None:
    for address in ("/desk/intake/", INTAKE):
        desk.get("leader", address, 403)
        desk.get("clerk", address)


def test_only_what_this_agency_takes_is_offered(desk: Desk) -> None:
    text = desk.get("clerk", "/desk/intake/")
    assert "2.000635" in text
    assert "2.000488" not in text
    assert "2.000635" in desk.get("clerk", "/desk/intake/?q=trich+luc")
    assert "2.000635" not in desk.get("clerk", "/desk/intake/?q=lam+nghiep")
    desk.get("clerk", "/desk/intake/2.000488/", 404)


def test_the_counter_form_received_at_once_twice_is_one_dossier(desk: Desk) -> None:
    for _ in range(2):
        answer = desk.post("clerk", INTAKE, COUNTER | {"do": "receive"})
        assert answer.status_code == 302, re.findall(
            r'class="error[^>]*>([^<]+)', answer.content.decode()
        )
    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.channel, dossier.owner["full_name"]) == (
        "received",
        "counter",
        "Lường Thị Ban",
    )
    assert told(dossier) == ["submitted", "received"]


def test_the_counter_may_keep_it_and_check_later(desk: Desk) -> None:
    desk.post("clerk", INTAKE, COUNTER | {"do": "keep"})
    assert Dossier.objects.get().state == "submitted"


def test_what_the_owner_said_need_not_be_typed_again(desk: Desk) -> None:
    desk.post("clerk", INTAKE, COUNTER | {"do": "keep"})
    person = Dossier.objects.get().answers["requester"]["person"]
    assert (person["full_name"], person["id_number"]) == ("Lường Thị Ban", "011190000123")


def test_an_identity_number_that_the_declaration_needs_is_asked_where_it_is_typed(
    desk: Desk,
) -> None:
    answer = desk.post("clerk", INTAKE, COUNTER | {"identity_number": "", "do": "receive"})
    assert answer.status_code == 422
    assert "Cần ghi số giấy tờ; chưa có thì ghi: không có." in answer.content.decode()
    desk.post("clerk", INTAKE, COUNTER | {"identity_number": "không có", "do": "receive"})
    assert Dossier.objects.get().owner["identity_number"] == ""


def test_all_that_is_wrong_shows_at_once_with_what_was_typed(desk: Desk) -> None:
    wrong = COUNTER | {
        "phone": "12",
        "request-copies": "0",
        "handed-in-declaration-originals": "-1",
    }
    answer = desk.post("clerk", INTAKE, wrong | {"do": "receive"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "chỗ cần sửa" in text
    assert 'value="12"' in text
    assert "UBND phường Him Lam" in text
    assert Entry.objects.filter(verb__startswith="dossiers.").count() == 0


def test_whoever_files_for_another_is_written_down_apart_from_the_owner(desk: Desk) -> None:
    proxy = {"by-proxy-full_name": "Lò Văn Thay", "by-proxy-phone": "0987 654 321"}
    desk.post("clerk", INTAKE, COUNTER | proxy | {"do": "receive"})
    dossier = Dossier.objects.get()
    assert (dossier.owner["full_name"], dossier.submitter) == (
        "Lường Thị Ban",
        {
            "kind": "person",
            "full_name": "Lò Văn Thay",
            "identity_number": "",
            "phone": "0987654321",
        },
    )


def test_a_proxy_is_named_and_may_have_no_telephone(desk: Desk) -> None:
    answer = desk.post("clerk", INTAKE, COUNTER | {"by-proxy-phone": "0987 654 321"})
    assert answer.status_code == 422
    assert "Người nộp thay: cần họ và tên." in answer.content.decode()
    desk.post("clerk", INTAKE, COUNTER | {"by-proxy-full_name": "Lò Văn Thay", "do": "receive"})
    assert Dossier.objects.get().submitter["full_name"] == "Lò Văn Thay"


def test_who_has_no_telephone_and_no_paper_says_so_in_words(desk: Desk) -> None:
    none = {"phone": "không có", "identity_number": "chưa có"}
    proxy = {"by-proxy-full_name": "Lò Văn Thay", "by-proxy-phone": "ko có"}
    proxy |= {"by-proxy-identity_number": "không có"}
    answer = desk.post("clerk", INTAKE, COUNTER | none | proxy | {"do": "receive"})
    assert answer.status_code == 302, re.findall(r'class="error[^>]*>([^<]+)', answer.text)
    dossier = Dossier.objects.get()
    said = [(one["phone"], one["identity_number"]) for one in (dossier.owner, dossier.submitter)]
    assert said == [("", ""), ("", "")]


def test_whoever_comes_for_the_owner_has_the_name_of_a_person(desk: Desk) -> None:
    proxy = {"by-proxy-full_name": "Lò Văn 2", "by-proxy-phone": "0987654321"}
    answer = desk.post("clerk", INTAKE, COUNTER | proxy | {"do": "receive"})
    assert answer.status_code == 422
    assert "Tên người chỉ viết bằng chữ cái" in answer.text


@pytest.mark.parametrize(
    "typed", ["mã 2.000635", "2.000635.000.00.00.H18", "giấy khai sinh bản sao"]
)
def test_a_procedure_is_found_by_a_copied_code_and_as_citizens_call_it(
    desk: Desk, typed: str
) -> None:
    assert "/desk/intake/2.000635/" in desk.get("clerk", f"/desk/intake/?q={quote(typed)}")


def test_an_old_woman_without_telephone_paper_or_day_of_birth_is_received(desk: Desk) -> None:
    birth = {"requester-person__birth_date": "1938", "subject-person__birth_date": "1938"}
    none = {
        "full_name": "Chớ",
        "subject-person__full_name": "Chớ",
        "phone": "",
        "identity_number": "không có",
    }
    desk.post("clerk", INTAKE, COUNTER | none | birth | {"do": "receive"})
    dossier = Dossier.objects.get()
    person = dossier.answers["requester"]["person"]
    assert (person["birth_date"], person["id_number"]) == ("1938", "none")
    assert (dossier.owner["identity_number"], dossier.owner["phone"]) == ("", "")
    assert dossier.state == "received"


def test_a_foreigner_is_received_with_a_passport(desk: Desk) -> None:
    desk.post("clerk", INTAKE, COUNTER | {"identity_number": "b1234567", "do": "receive"})
    assert Dossier.objects.get().owner["identity_number"] == "B1234567"


def test_what_was_typed_decomposed_is_kept_composed(desk: Desk) -> None:
    typed = {"full_name": normalize("NFD", "Lò Thị Bản") + "\u200b", "address": "\u202aTổ 5\u202c"}
    typed["subject-person__full_name"] = "Lò Thị Bản"
    desk.post("clerk", INTAKE, COUNTER | typed | {"do": "receive"})
    owner = Dossier.objects.get().owner
    assert (owner["full_name"], owner["address"]) == ("Lò Thị Bản", "Tổ 5")


def scan(name: str = "to-khai.pdf") -> BytesIO:
    file = BytesIO(samples.pdf())
    file.name = name
    return file


def test_a_scan_lies_with_its_paper(desk: Desk) -> None:
    desk.post("clerk", INTAKE, COUNTER | {"do": "keep", "scan-declaration": scan()})
    one = Attachment.objects.get()
    assert (one.component, one.use.name, one.use.source) == ("declaration", "to-khai.pdf", "desk")


def test_a_scan_is_not_chosen_again_because_something_else_was_wrong(desk: Desk) -> None:
    wrong = COUNTER | {"phone": "12", "scan-declaration": scan()}
    text = desk.post("clerk", INTAKE, wrong).content.decode()
    kept = re.findall(r'name="kept-declaration" value="(\w+)"', text)
    assert len(kept) == 1
    assert text.count("chỗ cần sửa") == 1
    desk.post("clerk", INTAKE, COUNTER | {"do": "keep", "kept-declaration": kept})
    assert Attachment.objects.get().use.public_id == kept[0]


def test_a_scan_of_another_kind_is_named_and_nothing_is_filed(desk: Desk) -> None:
    file = BytesIO(b"just words")
    file.name = "loi-noi.txt"
    answer = desk.post("clerk", INTAKE, COUNTER | {"scan-declaration": file})
    assert answer.status_code == 422
    assert "loi-noi.txt" in answer.content.decode()
    assert (Dossier.objects.count(), Use.objects.count()) == (0, 0)


def test_what_was_brought_to_the_counter_is_counted_and_scanned(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_supplement")
    address = page(dossier, "take_supplement")
    assert "Nộp bản chụp rõ hơn" in desk.get("clerk", address)
    brought = {"identity-originals": "1", "identity-copies": "2", "scan-identity": scan("cccd.pdf")}
    assert desk.post("clerk", address, brought).status_code == 302
    item = PaperItem.objects.get(dossier=dossier, component="identity")
    assert (item.originals, item.certified, item.copies) == (1, 0, 2)
    assert Attachment.objects.get(case=dossier.pk).use.name == "cccd.pdf"
    assert "cccd.pdf" in desk.get("clerk", page(dossier))


def test_a_paper_that_the_list_lacks_is_counted_too(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    asked = {"other-0-name": "Sổ hộ khẩu", "other-0-what": "nộp bản chụp", "reason": WHY}
    desk.post("clerk", page(dossier, "ask_completion"), asked)
    desk.post("clerk", page(dossier, "complete"), {"supplement-copies": "1"})
    item = PaperItem.objects.get(dossier=dossier)
    assert (item.component, item.copies) == ("supplement", 1)


def test_a_request_names_papers_of_the_procedure_by_their_line(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    typed = {
        "what-authority": "Nộp bản có chứng thực",
        "other-0-name": "Sổ hộ khẩu",
        "other-0-what": "chụp",
        "reason": WHY,
    }
    desk.post("clerk", page(dossier, "ask_completion"), typed)
    request = dossier.supplements.get()
    assert [(item["component"], item["what"]) for item in request.items] == [
        ("authority", "Nộp bản có chứng thực"),
        ("", "chụp"),
    ]


def test_the_reason_of_a_second_request_is_asked_only_the_second_time(
    desk: Desk, scenes: Scenes
) -> None:
    dossier = scenes.bring("in_process")
    address = page(dossier, "ask_supplement")
    assert "head_reason" not in desk.get("specialist", page(dossier, "propose_supplement"))
    scenes.act("ask_supplement", dossier)
    scenes.act("take_supplement", dossier)
    assert "head_reason" in desk.get("head", address)


def test_who_came_for_the_result_stands_on_the_page(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("ready")
    assert 'value="Lường Thị Ban"' in desk.get("clerk", page(dossier, "hand_over"))
    taken = {"receiver": "Lò Văn Ún", "identity_number": "011088000777", "method": "counter"}
    desk.post("clerk", page(dossier, "hand_over"), taken)
    text = desk.get("clerk", page(dossier))
    assert "Lò Văn Ún" in text
    assert "011088000777" not in text
