"""A partner system uploads files and files a dossier: once, whole, or told what is wrong."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from hoaban.casework.attachments.models import Attachment
from hoaban.core.files.models import Use
from hoaban.core.files.tests import samples
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.reception import actions as reception
from tests.world.api_filing import FILING, Json, filing
from tests.world.partners import ALL, TODAY, Api, filed, wrong
from tests.world.province import MONDAY, Ward, forget


@pytest.fixture
def api(ward: Ward, settings: Settings) -> Api:
    """All scopes, on Monday 16 March 2020."""
    settings.HOABAN_TODAY = TODAY
    return Api("xa", ALL)


@pytest.fixture
def neighbour(api: Api) -> Api:
    return Api("ben", ALL)


def test_a_filing_with_a_file_becomes_a_dossier_like_any_other(api: Api) -> None:
    file = api.upload(samples.pdf()).json()

    answer = api.post("/dossiers", filing(files={"authority": [file["id"]]}))
    assert answer.status_code == 201, answer.content.decode()
    dossier = Dossier.objects.get()

    assert answer["Location"] == f"/api/v1/dossiers/{dossier.reference}"
    assert answer.json()["procedure"] == "2.000635"
    assert (dossier.state, dossier.channel, dossier.submitted_by) == (
        "submitted",
        "online",
        "partner:xa",
    )
    assert dossier.owner["phone"] == "0912345678"
    assert dossier.answers["request"] == {"event": "birth", "copies": 2}
    assert Attachment.objects.get().use == Use.objects.get(public_id=file["id"])


@pytest.mark.parametrize("phone", [{}, {"phone": ""}, {"phone": "không có"}])
def test_whoever_has_no_telephone_is_filed_for_too(api: Api, phone: Json) -> None:
    owner = {name: said for name, said in FILING["owner"].items() if name != "phone"}
    answer = api.post("/dossiers", filing(owner=owner | phone))
    assert answer.status_code == 201, answer.content.decode()
    assert Dossier.objects.get().owner["phone"] == ""


@pytest.mark.parametrize("number", ["b1234567", "không có", "none", "011 190 000 123"])
def test_a_number_that_is_kept_otherwise_than_it_was_sent_is_the_same_request(
    api: Api, number: str
) -> None:
    body = filing(owner=FILING["owner"] | {"identity_number": number})
    answers = [api.post("/dossiers", body, "so-1") for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


@pytest.mark.parametrize("where", ["header", "member"])
def test_one_transaction_id_twice_gives_one_dossier_and_the_same_answer(
    api: Api, ward: Ward, where: str
) -> None:
    body = filing() if where == "header" else filing(transaction_id="so-1")
    key = "so-1" if where == "header" else ""

    first = api.post("/dossiers", body, key)
    reception.receive(Dossier.objects.get().pk, by=ward.clerk, at=MONDAY)
    again = api.post("/dossiers", body, key)
    worse = api.post("/dossiers", body | {"agency": "nowhere", "answers": {}}, key)

    assert (first.status_code, again.status_code, worse.status_code) == (201, 201, 201)
    assert first.content == again.content == worse.content
    assert Dossier.objects.count() == 1


def test_two_systems_may_use_the_same_transaction_id(api: Api, neighbour: Api) -> None:
    mine, theirs = (one.post("/dossiers", filing(), "1").json() for one in (api, neighbour))

    assert mine["reference"] != theirs["reference"]


def test_a_transaction_id_used_for_something_else_is_refused(api: Api) -> None:
    api.post("/dossiers", filing(), "1")
    second = filed(api)

    answer = api.post(f"/dossiers/{second.reference}/withdraw", {}, "1")

    assert (answer.status_code, answer.json()["title"]) == (409, "KeyTaken")


def test_a_transaction_id_is_not_taken_for_the_request_of_another_person(api: Api) -> None:
    api.post("/dossiers", filing(), "1")
    for other in ({"full_name": "Người Khác Hẳn"}, {"identity_number": "011190000999"}):
        answer = api.post("/dossiers", filing(owner=FILING["owner"] | other), "1")
        assert (answer.status_code, answer.json()["title"]) == (409, "KeyTaken")
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize(
    "mistake",
    [
        {"owner": FILING["owner"] | {"full_name": "Người Khác Hẳn", "phone": "12"}},
        {"owner": FILING["owner"] | {"identity_number": "011190000999", "area_code": "x"}},
        {"procedure": "9.999999"},
    ],
)
def test_a_mistake_in_the_request_of_another_makes_it_no_repetition(
    api: Api, mistake: Json
) -> None:
    api.post("/dossiers", filing(), "1")
    answer = api.post("/dossiers", filing(**mistake), "1")
    assert (answer.status_code, answer.json()["title"]) == (409, "KeyTaken")


@pytest.mark.parametrize("name", ["\u202e", "\uffff", "\u2066 \u200b\xad"])
def test_a_name_that_shows_nothing_is_no_name(api: Api, name: str) -> None:
    answer = api.post("/dossiers", filing(owner=FILING["owner"] | {"full_name": name}))
    assert wrong(answer) == {"owner.full_name"}


def test_of_very_many_mistakes_the_first_are_told(api: Api) -> None:
    answer = api.post("/dossiers", filing(files={f"x{n}": [] for n in range(5000)}))
    assert answer.status_code == 422
    assert len(answer.json()["errors"]) == 100


def test_two_transaction_ids_that_differ_are_a_mistake(api: Api) -> None:
    answer = api.post("/dossiers", filing(transaction_id="1"), "2")

    assert wrong(answer) == {"transaction_id"}


def test_everything_malformed_is_named_at_once_with_words(api: Api) -> None:
    body = filing(owner=FILING["owner"] | {"phone": "12", "email": "x"})
    body["answers"]["request"] = {"event": "wedding", "copies": 0}
    body["answers"]["nonsense"] = 1

    answer = api.post("/dossiers", body)

    assert wrong(answer) == {
        "owner.phone",
        "owner.email",
        "answers.request.event",
        "answers.request.copies",
        "answers.nonsense",
    }
    assert all(one["words"] for one in answer.json()["errors"])
    assert Dossier.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"answers": []}, {"answers"}),
        ({"answers": {"request": []}}, {"answers.request"}),
        ({"owner": None}, {"owner"}),
        ({"owner": {"full_name": "A", "phone": "0912345678", "age": 3}}, {"owner.age"}),
        ({"procedure": 5}, {"procedure"}),
        ({"unknown": 1}, {"unknown"}),
        ({"channel": "counter"}, {"channel"}),
        ({"files": {"nothing": ["0123456789abcdef"]}}, {"files.nothing", "files.nothing.0"}),
        ({"files": {"authority": ["../etc"]}}, {"files.authority.0"}),
        ({"files": {"authority": ["0123456789abcdef"]}}, {"files.authority.0"}),
        ({"agency": "a\x00b"}, None),
    ],
)
def test_a_wrong_shape_is_named_by_its_path(
    api: Api, changes: Json, fields: set[str] | None
) -> None:
    found = wrong(api.post("/dossiers", filing(**changes)))

    assert (fields or {""}) <= found


def test_what_no_paper_can_show_is_told_before_it_is_filed(api: Api) -> None:
    body = filing()
    body["owner"] |= {"full_name": "Vương \u738b", "address": "Bản \U0001f600"}
    body["answers"]["register"] = {"office": "Xã \u0e01"}

    answer = api.post("/dossiers", body)

    assert wrong(answer) == {"owner.full_name", "owner.address", "answers.register.office"}
    assert "\u738b" in answer.json()["errors"][0]["words"]
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"null",
        b'{"answers": NaN}',
        b'{"procedure": "\\ud800"}',
        b"[" * 20000,
        b"1" * 5000,
    ],
)
def test_a_body_that_is_no_json_object_is_malformed(api: Api, body: bytes) -> None:
    answer = api.client.post("/api/v1/dossiers", body, content_type="application/json")

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"


def test_a_body_that_is_too_large_says_so(api: Api) -> None:
    answer = api.post("/dossiers", filing(transaction_id="x" * 3_000_000))

    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")


@pytest.mark.parametrize(
    ("changes", "title", "law"),
    [
        ({"procedure": "9.999999"}, "NoRevisionThatDay", "Nghị định 61/2018/NĐ-CP, Điều 14"),
        ({"case": "other"}, "NoSuchCase", None),
        (
            {"agency": "nowhere"},
            "NoAgencyThatDay",
            "Luật Tổ chức chính quyền địa phương 77/2015/QH13, Điều 2",
        ),
        ({"agency": "so-tp"}, "NotFiledThere", "Nghị định 61/2018/NĐ-CP, Điều 14"),
    ],
)
def test_what_a_rule_refuses_is_a_conflict_with_its_article_where_a_law_has_the_rule(
    api: Api, changes: Json, title: str, law: str | None
) -> None:
    answer = api.post("/dossiers", filing(**changes))
    said = answer.json()

    assert (answer.status_code, said["title"]) == (409, title)
    assert said["law"] == law
    assert Dossier.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "status"),
    [(b"", 409), (b"hello", 409), (samples.pdf() + b" " * 200_000, 413)],
)
def test_a_file_is_judged_as_everywhere(
    api: Api, settings: Settings, data: bytes, status: int
) -> None:
    settings.FILES_MAX_BYTES = 100_000
    answer = api.upload(data)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert Use.objects.count() == 0


def test_an_upload_without_its_part_is_malformed(api: Api) -> None:
    empty = api.client.post("/api/v1/files", {"other": "x"})
    broken = api.client.post(
        "/api/v1/files", b"--x\r\nContent", content_type="multipart/form-data; boundary=x"
    )
    plain = api.post("/files", {})

    assert [wrong(one) for one in (empty, broken, plain)] == [{"file"}, {"file"}, {"file"}]


def test_nobody_uses_or_sees_the_files_of_another(api: Api, neighbour: Api) -> None:
    file = neighbour.upload(samples.pdf()).json()["id"]

    answer = api.post("/dossiers", filing(files={"authority": [file]}))

    assert wrong(answer) == {"files.authority.0"}
    assert (api.get(f"/files/{file}").status_code, neighbour.get(f"/files/{file}").status_code) == (
        404,
        200,
    )


def test_filing_asks_the_database_no_more_than_it_must(
    api: Api, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    file = api.upload(samples.pdf()).json()["id"]
    filed(api)

    with django_assert_max_num_queries(18):
        api.post("/dossiers", filing(files={"authority": [file]}), "k")


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two real transactions")
@pytest.mark.django_db(transaction=True)
def test_eight_at_once_with_one_transaction_id_get_one_answer(
    small_world: None, settings: Settings
) -> None:
    settings.HOABAN_TODAY = TODAY
    api = Api("xa", ALL)

    def send(_turn: int) -> bytes:
        try:
            return bytes(api.post("/dossiers", filing(), "k").content)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        answers = set(threads.map(send, range(8)))
    forget()

    assert (len(answers), Dossier.objects.count()) == (1, 1)


def test_names_are_offered_as_they_are_written_to_who_asks_for_it(api: Api) -> None:
    owner = FILING["owner"] | {"full_name": "LÒ THỊ Ó"}
    answers = FILING["answers"] | {
        "subject": FILING["answers"]["subject"]
        | {"person": FILING["answers"]["subject"]["person"] | {"full_name": "lường thị ban"}}
    }
    body = filing(owner=owner, answers=answers)
    told = api.post("/dossiers", body | {"asks_names": True}, "ten-1")
    assert wrong(told) == {"owner.full_name", "answers.subject.person.full_name"}
    assert "“Lò Thị Ó”" in str(told.json())
    kept = api.post("/dossiers", body, "ten-1")
    assert kept.status_code == 201, kept.json()
    assert Dossier.objects.get().owner["full_name"] == "LÒ THỊ Ó"
    firm = filing(owner=owner | {"kind": "organisation", "full_name": "CÔNG TY ABC"})
    assert api.post("/dossiers", firm | {"asks_names": True}, "ten-2").status_code == 201
