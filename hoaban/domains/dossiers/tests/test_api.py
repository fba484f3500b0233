"""A partner system files, follows, supplies, withdraws and fetches the result."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from hoaban.core.files.models import Use
from hoaban.core.files.tests import samples
from hoaban.core.journal.models import Entry
from hoaban.core.people import actions as people_actions
from hoaban.core.people import actors
from hoaban.core.people.models import Partner
from hoaban.domains.dossiers import actions, queries
from hoaban.domains.dossiers.models import Attachment, Dossier
from hoaban.domains.dossiers.tests.conftest import MONDAY, Ward

Json = dict[str, Any]  # Any: JSON
ALL = ["dossiers:read", "dossiers:write", "files:write"]
PERSON = {"full_name": "Lường Thị Ban", "birth_date": "1990-02-01", "id_number": "011190000123"}
FILING: Json = {
    "procedure": "2.000635",
    "agency": "ubnd-03127",
    "owner": {
        "full_name": "Lường Thị Ban",
        "identity_number": "011190000123",
        "phone": "0912 345 678",
        "area_code": "03127",
        "address": "Tổ dân phố 4",
    },
    "answers": {
        "requester": {
            "person": PERSON | {"phone": "0912345678"},
            "residence": {"commune": "03127", "detail": "Tổ dân phố 4"},
        },
        "request": {"event": "birth", "copies": 2},
        "subject": {
            "relation": "self",
            "person": {
                "full_name": "Lường Thị Ban",
                "birth_date": "1990-02-01",
                "sex": "female",
            },
        },
        "register": {"office": "UBND phường Him Lam"},
        "relief": {"ground": "none"},
        "confirm": {"truth": True},
    },
}


class Api:
    """A partner system with its token."""

    def __init__(self, slug: str, scopes: list[str]) -> None:
        _partner, token = people_actions.register_partner(
            slug=slug, name=slug, agency=None, scopes=scopes, by=actors.system("tests"), at=MONDAY
        )
        self.client = Client(headers={"authorization": f"Bearer {token}"})

    def get(self, path: str) -> Any:  # noqa: ANN401 - Django's answer with json()
        return self.client.get(f"/api/v1{path}")

    def post(self, path: str, body: object, key: str = "") -> Any:  # noqa: ANN401
        headers = {"idempotency-key": key} if key else {}
        return self.client.post(
            f"/api/v1{path}", body, content_type="application/json", headers=headers
        )

    def upload(self, data: bytes, name: str = "giay.pdf") -> Any:  # noqa: ANN401
        return self.client.post("/api/v1/files", {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def api(ward: Ward, settings: Settings) -> Api:
    """All scopes, on Monday 16 March 2020."""
    settings.HOABAN_TODAY = "2020-03-16T08:30:00+07:00"
    return Api("xa", ALL)


@pytest.fixture
def neighbour(api: Api) -> Api:
    return Api("ben", ALL)


def filing(**changes: object) -> Json:
    return copy.deepcopy(FILING) | changes


def filed(api: Api) -> Dossier:
    answer = api.post("/dossiers", filing())
    assert answer.status_code == 201, answer.content.decode()
    return Dossier.objects.get(reference=answer.json()["reference"])


def wrong(answer: Any) -> set[str]:  # noqa: ANN401 - Django's answer with json()
    """The fields that a 422 names."""
    assert answer.status_code == 422, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    return {one["field"] for one in answer.json()["errors"]}


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


@pytest.mark.parametrize("where", ["header", "member"])
def test_one_transaction_id_twice_gives_one_dossier_and_the_same_answer(
    api: Api, ward: Ward, where: str
) -> None:
    body = filing() if where == "header" else filing(transaction_id="so-1")
    key = "so-1" if where == "header" else ""

    first = api.post("/dossiers", body, key)
    actions.receive(Dossier.objects.get().pk, by=ward.clerk, at=MONDAY)
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
    ("changes", "title"),
    [
        ({"procedure": "9.999999"}, "NoRevisionThatDay"),
        ({"case": "other"}, "NoSuchCase"),
        ({"agency": "nowhere"}, "NoAgencyThatDay"),
        ({"agency": "so-tp"}, "NotFiledThere"),
    ],
)
def test_what_a_rule_refuses_is_a_conflict_with_its_article(
    api: Api, changes: Json, title: str
) -> None:
    answer = api.post("/dossiers", filing(**changes))
    said = answer.json()

    assert (answer.status_code, said["title"]) == (409, title)
    assert said["law"]
    assert Dossier.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "status"),
    [(b"", 422), (b"hello", 409), (samples.pdf() + b" " * 200_000, 413)],
)
def test_a_file_is_judged_as_everywhere(
    api: Api, settings: Settings, data: bytes, status: int
) -> None:
    settings.FILES_MAX_BYTES = 100_000
    answer = api.upload(data)

    assert answer.status_code in {status, 409 if status == 422 else status}
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


def test_a_dossier_is_followed_from_its_filing_on(api: Api, ward: Ward) -> None:
    dossier = filed(api)
    before = api.get(f"/dossiers/{dossier.reference}").json()
    actions.receive(dossier.pk, by=ward.clerk, at=MONDAY)
    dossier.refresh_from_db()
    after = api.get(f"/dossiers/{dossier.code}").json()

    assert (before["state"], before["code"], before["due_at"], before["degree"]) == (
        "submitted",
        None,
        None,
        20,
    )
    assert (after["state"], after["code"], after["degree"]) == ("received", dossier.code, 40)
    assert after["due_at"] == "2020-03-16T17:00:00+07:00"
    assert [paper["form"] for paper in after["papers"]] == ["01"]
    assert (before["may"], after["may"]) == (["withdraw"], ["withdraw"])


def test_a_strangers_dossier_is_not_there_and_changes_nothing(api: Api, neighbour: Api) -> None:
    dossier = filed(api)
    written = Entry.objects.count()
    address = f"/dossiers/{dossier.reference}"

    answers = [
        neighbour.get(address),
        neighbour.get(f"{address}/result"),
        neighbour.get(f"{address}/papers/0123456789abcdef"),
        neighbour.post(f"{address}/withdraw", {}),
        neighbour.post(f"{address}/supply", {"files": {}}),
        neighbour.post(f"{address}/complete", {}),
        api.get("/dossiers/AAAAAAAAAA"),
        api.get("/dossiers/%00"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 8
    assert neighbour.get("/dossiers").json() == {"dossiers": [], "next": None}
    assert Entry.objects.count() == written


def test_the_own_list_goes_page_by_page(api: Api) -> None:
    references = [filed(api).reference for _ in range(3)]

    first = api.get("/dossiers?size=2").json()
    second = api.get(f"/dossiers?size=2&after={first['next']}").json()

    listed = [one["reference"] for page in (first, second) for one in page["dossiers"]]
    assert listed == references[::-1]
    assert second["next"] is None


def test_asked_before_reception_it_is_filed_again(api: Api, ward: Ward) -> None:
    dossier = filed(api)
    items = [{"component": "authority", "name": "Giấy ủy quyền", "what": "Nộp"}]
    actions.ask_completion(dossier.pk, items=items, reason="Thiếu", by=ward.clerk, at=MONDAY)
    address = f"/dossiers/{dossier.reference}"
    asked = api.get(address).json()
    file = api.upload(samples.pdf()).json()["id"]
    better = FILING["answers"] | {"request": {"event": "birth", "copies": 3}}

    malformed = api.post(f"{address}/complete", {"answers": {}})
    body = {"answers": better, "files": {"authority": [file]}}
    done = api.post(f"{address}/complete", body, "again")
    repeated = api.post(f"{address}/complete", body, "again")
    dossier.refresh_from_db()

    assert asked["supplement"]["items"] == items
    assert asked["may"] == ["complete", "withdraw"]
    assert "answers.request.event" in wrong(malformed)
    assert (done.status_code, repeated.status_code) == (200, 200)
    assert (dossier.state, dossier.answers["request"]["copies"]) == ("submitted", 3)
    assert Attachment.objects.count() == 1


def test_what_the_state_forbids_is_a_conflict(api: Api) -> None:
    address = f"/dossiers/{filed(api).reference}"

    answers = [
        api.post(f"{address}/complete", {"answers": FILING["answers"]}),
        api.post(f"{address}/complete", {}),
        api.post(f"{address}/supply", {"files": {}}),
    ]

    assert [(one.status_code, one.json()["title"]) for one in answers] == [(409, "WrongState")] * 3


def test_a_dossier_is_taken_back_once(api: Api) -> None:
    dossier = filed(api)
    address = f"/dossiers/{dossier.reference}/withdraw"

    answers = [api.post(address, {"reason": "Không cần"}, key) for key in ("k", "k", "other")]
    dossier.refresh_from_db()

    assert [answer.status_code for answer in answers] == [200, 200, 409]
    assert (dossier.state, dossier.end_reason) == ("withdrawn", "Không cần")


def test_the_result_comes_when_it_is_released_and_paid(api: Api, ward: Ward) -> None:
    dossier = filed(api)
    address = f"/dossiers/{dossier.reference}/result"
    nothing = api.get(address)
    actions.receive(dossier.pk, by=ward.clerk, at=MONDAY)
    actions.transfer(dossier.pk, by=ward.clerk, at=MONDAY)
    actions.draft_result(dossier.pk, outcome="positive", by=ward.specialist, at=MONDAY)
    actions.do_step(dossier.pk, by=ward.specialist, at=MONDAY)
    actions.sign(dossier.pk, by=ward.leader, at=MONDAY)
    signed = api.get(address)
    actions.release(dossier.pk, by=ward.clerk, at=MONDAY)
    unpaid = api.get(address)
    actions.pay(dossier.pk, amount=16000, by=ward.clerk, at=MONDAY)
    being_made = api.get(address)

    assert [one.status_code for one in (nothing, signed, unpaid, being_made)] == [
        404,
        409,
        409,
        202,
    ]
    assert (signed.json()["title"], unpaid.json()["title"]) == ("NotReleased", "FeeUnpaid")
    assert being_made["Retry-After"] == "2"
    assert api.get(f"/dossiers/{dossier.reference}").json()["result"]["available"] is True


def test_a_token_opens_what_its_scopes_say(api: Api) -> None:
    reader = Api("doc", ["dossiers:read"])
    writer = Api("ghi", ["dossiers:write"])

    answers = [
        reader.get("/dossiers"),
        reader.post("/dossiers", filing()),
        reader.upload(b""),
        writer.get("/dossiers"),
        writer.get("/procedures"),
    ]

    assert [answer.status_code for answer in answers] == [200, 403, 403, 403, 200]
    assert answers[1].json()["title"] == "NotAllowed"


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer x", "Basic eHg6eA==", "Bearer é"])
def test_without_a_token_nothing_opens(client: Client, ward: Ward, token: str) -> None:
    answers = [
        client.get("/api/v1/dossiers", headers={"authorization": token}),
        client.post("/api/v1/dossiers", {}, headers={"authorization": token}),
    ]

    assert [(a.status_code, a["WWW-Authenticate"]) for a in answers] == [(401, "Bearer")] * 2


def test_a_revoked_token_is_worth_nothing(api: Api) -> None:
    partner = Partner.objects.get(slug="xa")
    people_actions.revoke_partner(partner.pk, by=actors.system("tests"), at=MONDAY)

    assert api.get("/dossiers").status_code == 401


def test_no_cookie_is_read_or_set(api: Api) -> None:
    answer = api.post("/dossiers", filing())

    assert answer.cookies == {}


def test_filing_asks_the_database_no_more_than_it_must(
    api: Api, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    file = api.upload(samples.pdf()).json()["id"]
    filed(api)

    with django_assert_max_num_queries(22):
        api.post("/dossiers", filing(files={"authority": [file]}), "k")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_words_come_in_the_readers_language(api: Api, language: str) -> None:
    answer = api.client.get("/api/v1/dossiers/none", headers={"accept-language": language})

    assert answer.status_code == 404
    assert queries.by_reference(Dossier.objects.all(), "none").count() == 0
