"""The register and a document on the desk; the validation page for strangers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from hoaban.core.files import isolated, senders
from hoaban.core.files import queries as files
from hoaban.core.files.tests import samples
from hoaban.core.http import throttle
from hoaban.core.journal.models import Entry
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Person
from hoaban.domains.documents import actions, portal, tasks
from hoaban.domains.documents.models import Document
from hoaban.domains.documents.tests.conftest import AT
from hoaban.gateways.signing import contract as signing
from tests.contracts.test_signed_afterwards import with_validation_data

VERIFY = "/verify/"


@pytest.fixture
def issued(draft: Document, leader: Actor) -> Document:
    return actions.issue(draft.pk, by=leader, at=AT)


@pytest.fixture
def desk(client: Client, leader: Actor) -> Client:
    client.force_login(Person.objects.get(pk=leader.person_pk or 0), backend=BACKEND)
    return client


BACKEND = "django.contrib.auth.backends.ModelBackend"


def address(name: str, document: Document) -> str:
    return reverse(f"documents:{name}", args=[document.public_id])


def test_the_register_lists_number_date_subject_and_signer(issued: Document, desk: Client) -> None:
    page = desk.get("/desk/documents/").text
    for words in ("Sổ văn bản đi năm 2020", "01/GXN-UBND", "30/03/2020", "Lò Văn Hặc"):
        assert words in page
    assert "Sổ đăng ký văn bản đi năm 2020" in desk.get("/desk/documents/?year=2020&print=1").text
    assert "01/GXN-UBND" not in desk.get("/desk/documents/?year=2019").text
    assert "01/GXN-UBND" not in desk.get("/desk/documents/?kind=quyet-dinh").text


@pytest.mark.parametrize("query", ["year=x", "year=99999", "after=junk"])
def test_a_strange_query_gets_a_sentence(desk: Client, query: str) -> None:
    assert desk.get(f"/desk/documents/?{query}").status_code == 422


def test_a_document_shows_facts_file_and_what_happened(issued: Document, desk: Client) -> None:
    assert "Dựng tệp và ký số" in desk.get(address("desk_detail", issued)).text
    tasks.seal.call(issued.pk)
    page = desk.get(address("desk_detail", issued)).text
    for words in ("năm 2020, trang 1", "Tải tệp PDF đã ký", "Đã ký số tệp PDF/A", "Soạn dự thảo"):
        assert words in page
    answer = desk.get(address("desk_file", issued))
    assert answer.getvalue().startswith(b"%PDF-")


def test_the_leader_withdraws_from_the_page(issued: Document, desk: Client, client: Client) -> None:
    page = desk.post(address("desk_withdraw", issued), {"reason": "Ghi sai họ tên"}, follow=True)
    assert "Văn bản đã bị thu hồi" in page.text
    open_page = Client().get(address("portal_verify_one", issued)).text
    assert "Văn bản này đã bị thu hồi" in open_page
    assert "Ghi sai họ tên" not in open_page


def test_the_file_is_asked_for_again_from_the_page(issued: Document, desk: Client) -> None:
    page = desk.post(address("desk_want", issued), follow=True).text
    assert "Tệp đang được dựng và ký" in page


def test_the_desk_is_closed_to_strangers_and_to_another_agency(
    issued: Document, client: Client
) -> None:
    assert client.get(address("desk_detail", issued)).status_code == 302
    assert client.get("/desk/documents/").status_code == 302


def test_by_its_code_a_document_shows_the_register_and_no_name_of_a_citizen(
    issued: Document, client: Client
) -> None:
    answer = client.post(VERIFY, {"code": f" {issued.public_id.upper()} "}, follow=True)
    page = answer.text
    for words in ("01/GXN-UBND", "30/03/2020", "Lò Văn Hặc", "Tệp ký số chưa có"):
        assert words in page
    assert "VÀNG A SỬ" not in page
    tasks.seal.call(issued.pk)
    assert "Chữ ký số hợp lệ" in client.get(address("portal_verify_one", issued)).text


WHOSE = {"name": "Vàng A Sử", "is_person": True, "born": "1990", "tails": ["0123", "5678"]}


@pytest.fixture
def about_somebody(issued: Document) -> Document:
    """A signed document that says about whom it is."""
    tasks.seal.call(issued.pk)
    issued.refresh_from_db()
    issued.facts |= {"whose": WHOSE}
    issued.save(update_fields=["facts"])
    return issued


def test_by_its_code_a_paper_says_enough_to_tell_a_forged_print(
    about_somebody: Document, client: Client
) -> None:
    page = client.get(address("portal_verify_one", about_somebody)).text
    for words in ("01/GXN-UBND", "30/03/2020", "Lò Văn Hặc", "V. A. Sử", "1990"):
        assert words in page
    assert "Vàng A Sử" not in page


@pytest.mark.parametrize(
    ("digits", "status"),
    [("0123", 200), ("5678", 200), ("0900 000 123", 200), ("1234", 422), ("12", 422), ("", 422)],
)
def test_the_file_opens_for_the_last_four_digits_alone(
    about_somebody: Document, client: Client, digits: str, status: int
) -> None:
    answer = client.post(address("portal_verify_one", about_somebody), {"tail": digits})
    is_file = answer.headers["Content-Type"] == "application/pdf"
    b"".join(answer)  # read to its end, which closes it
    assert (answer.status_code, is_file) == (status, status == 200)
    viewed = Entry.objects.filter(verb="documents.viewed", subject_pk=about_somebody.pk)
    assert [entry.by for entry in viewed] == (["stranger"] if status == 200 else [])


def test_the_digits_are_tried_a_few_times_and_no_more(
    about_somebody: Document, client: Client
) -> None:
    page = address("portal_verify_one", about_somebody)
    statuses = [client.post(page, {"tail": f"{n:04}"}).status_code for n in range(11)]
    assert statuses == [422] * 10 + [429]
    assert client.post(page, {"tail": "0123"}).status_code == 429


def test_digits_are_not_guessed_over_days_and_right_ones_are_no_tries(
    about_somebody: Document, client: Client
) -> None:
    page, code = address("portal_verify_one", about_somebody), about_somebody.public_id

    def tried() -> int:
        return throttle.tried("verify-file-day", code, seconds=portal.DAY_SECONDS)

    b"".join(client.post(page, {"tail": "0123"}))  # read to its end, which closes it
    assert tried() == 0
    client.post(page, {"tail": "9999"})
    assert tried() == 1
    for _ in range(portal.OF_CODE_A_DAY - 1):
        throttle.count("verify-file-day", code, seconds=portal.DAY_SECONDS)
    assert client.post(page, {"tail": "0123"}).status_code == 429


def test_a_withdrawn_paper_is_given_to_nobody(
    about_somebody: Document, leader: Actor, client: Client
) -> None:
    actions.withdraw(about_somebody.pk, reason="Ghi sai họ tên", by=leader, at=AT)
    answer = client.post(address("portal_verify_one", about_somebody), {"tail": "0123"})
    assert (answer.status_code, "đã bị thu hồi" in answer.text) == (422, True)


@pytest.mark.parametrize(
    "writing",
    ["{}.", "Mã kiểm tra: {}", "\u202a{}\u202c", "https://h.example/verify/{}/", "{}\u00ad,"],
)
def test_a_code_that_was_copied_with_what_stood_beside_it_is_read(
    issued: Document, client: Client, writing: str
) -> None:
    answer = client.post(VERIFY, {"code": writing.format(issued.public_id)})
    assert answer.url == address("portal_verify_one", issued)  # type: ignore[attr-defined]


def test_our_own_file_is_judged_once_however_many_look(
    issued: Document, client: Client, settings: Settings
) -> None:
    tasks.seal.call(issued.pk)
    address_of_it = address("portal_verify_one", issued)
    assert "Chữ ký số hợp lệ" in client.get(address_of_it).text
    settings.SIGNING_ADAPTER = "nowhere.Adapter"  # nobody could judge it now
    assert "Chữ ký số hợp lệ" in client.get(address_of_it).text


def test_our_own_file_is_judged_while_strangers_files_hold_the_line(
    issued: Document, client: Client
) -> None:
    tasks.seal.call(issued.pk)
    with isolated.SIGNATURES._my_turn():
        assert "Chữ ký số hợp lệ" in client.get(address("portal_verify_one", issued)).text


def test_an_address_whose_files_were_dear_to_check_waits_and_others_do_not(
    issued: Document, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = signed_file(issued)
    monkeypatch.setattr(senders.SENDERS, "free", 0.0)
    monkeypatch.setattr(senders.SENDERS, "most", 0.0)
    assert "Chữ ký số hợp lệ" in checked(client, file)
    again = client.post(VERIFY, {"file": SimpleUploadedFile("a.pdf", file, "application/pdf")})
    assert (again.status_code, again.has_header("Retry-After")) == (503, True)
    assert "Chữ ký số hợp lệ" in checked(Client(REMOTE_ADDR="203.0.113.9"), file)


def test_each_reads_the_verdict_in_the_own_language(issued: Document, client: Client) -> None:
    tasks.seal.call(issued.pk)
    address_of_it = address("portal_verify_one", issued)
    assert "signature is valid" in client.get(address_of_it, headers={"Accept-Language": "en"}).text
    assert "Chữ ký số hợp lệ" in client.get(address_of_it).text


def test_an_unknown_code_says_what_to_do(client: Client, db: None) -> None:
    answer = client.post(VERIFY, {"code": "khong-co"})
    assert answer.status_code == 422
    assert "Hãy so lại từng chữ với bản in." in answer.text
    assert client.get("/verify/khong-co/").status_code == 404


def test_a_draft_is_not_found_by_its_code(draft: Document, client: Client) -> None:
    assert client.get(address("portal_verify_one", draft)).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp này rỗng (0 byte)"),
        (b"MZ\x90 no pdf", "không phải là tệp PDF đọc được"),
        (b"%PDF-1.7\n" + b"x" * 300, "không phải là tệp PDF đọc được"),
    ],
)
def test_a_bad_file_gets_a_sentence(client: Client, db: None, content: bytes, words: str) -> None:
    upload = SimpleUploadedFile("van-ban.pdf", content, "application/pdf")
    answer = client.post(VERIFY, {"file": upload})
    assert (answer.status_code, words in answer.text) == (422, True)


def test_no_file_and_no_code_is_said(client: Client, db: None) -> None:
    assert "Hãy chọn tệp PDF cần kiểm tra." in client.post(VERIFY, {}).text
    assert "Hãy nhập mã kiểm tra" in client.post(VERIFY, {"code": ""}).text


def test_who_looked_at_a_document_or_its_file_is_one_entry(issued: Document, desk: Client) -> None:
    tasks.seal.call(issued.pk)
    desk.get(address("desk_detail", issued))
    b"".join(desk.get(address("desk_file", issued)))
    viewed = Entry.objects.filter(verb="documents.viewed", subject_pk=issued.pk)
    assert [entry.by.partition(":")[0] for entry in viewed] == ["post"]


def checked(client: Client, content: bytes) -> str:
    """The page that answers who hands over a file, its lines joined."""
    answer = client.post(VERIFY, {"file": SimpleUploadedFile("a.pdf", content, "application/pdf")})
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def signed_file(document: Document) -> bytes:
    tasks.seal.call(document.pk)
    document.refresh_from_db()
    assert document.signed
    with files.open(document.signed) as file:
        return bytes(file.read())


def test_a_result_to_which_mail_added_bytes_is_known_and_nobody_is_accused(
    issued: Document, client: Client
) -> None:
    page = checked(client, signed_file(issued) + b"\n-- \nScanned by the mail gateway\n")
    for words in ("không phải là tệp gốc", "01/GXN-UBND", "Cần tệp gốc"):
        assert words in page
    for words in ("Không nên tin", "sửa nội dung", "không có trong sổ", "Không đứng vững"):
        assert words not in page


def test_a_result_that_a_reader_made_last_is_known_and_its_withdrawal_told(
    issued: Document, leader: Actor, client: Client
) -> None:
    kept = with_validation_data(signed_file(issued))
    page = checked(client, kept)
    for words in ("chữ ký số hợp lệ", "Phần đã ký đúng là bản đã phát hành", "01/GXN-UBND"):
        assert words in page
    actions.withdraw(issued.pk, reason="Ghi sai", by=leader, at=AT)
    assert "Văn bản này đã bị thu hồi" in checked(client, kept)
    assert "Văn bản này đã bị thu hồi" in checked(client, kept + b"\0" * 3000)


def test_a_valid_file_that_our_register_lacks_says_so(issued: Document, client: Client) -> None:
    ours = signed_file(issued)
    assert "không có trong sổ văn bản đi" not in checked(client, ours)
    other = signing.sign_pdf(
        samples.pdf(), holder=signing.Holder("post:x", "Lò Văn Hặc"), field="Ky", reason=""
    )
    assert isinstance(other, bytes)
    page = checked(client, other)
    assert "Văn bản nguyên vẹn, chữ ký số hợp lệ" in page
    assert "không có trong sổ văn bản đi" in page


def test_a_download_that_broke_off_goes_on_where_it_stopped(issued: Document, desk: Client) -> None:
    whole = signed_file(issued)
    first = desk.get(address("desk_file", issued))
    known = first["ETag"]
    assert first.getvalue() == whole
    rest = desk.get(
        address("desk_file", issued), headers={"range": "bytes=500-", "if-range": known}
    )
    assert (rest.status_code, rest.getvalue()) == (206, whole[500:])
    assert rest["Content-Range"] == f"bytes 500-{len(whole) - 1}/{len(whole)}"
    beyond = desk.get(address("desk_file", issued), headers={"range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416
