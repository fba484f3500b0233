"""A partner system follows, supplies, withdraws and fetches the result."""

import copy
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.casework.attachments.models import Attachment
from hoaban.core.files.tests import samples
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.core.people.models import Partner
from hoaban.core.people.partners import actions as partners
from hoaban.domains.onestop.corrections.models import Correction
from hoaban.domains.onestop.money import actions as money
from hoaban.domains.onestop.proposals import actions as proposals
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.results import actions as results
from hoaban.domains.onestop.steps import actions as steps
from hoaban.domains.onestop.supplements import actions as supplements
from tests.world.api_filing import FILING, filing
from tests.world.partners import ALL, TODAY, Api, filed, wrong
from tests.world.province import MONDAY, Ward


@pytest.fixture
def api(ward: Ward, settings: Settings) -> Api:
    """All scopes, on Monday 16 March 2020."""
    settings.HOABAN_TODAY = TODAY
    return Api("xa", ALL)


@pytest.fixture
def neighbour(api: Api) -> Api:
    return Api("ben", ALL)


def test_a_dossier_is_followed_from_its_filing_on(api: Api, ward: Ward) -> None:
    dossier = filed(api)
    before = api.get(f"/dossiers/{dossier.reference}").json()
    reception.receive(dossier.pk, by=ward.clerk, at=MONDAY)
    dossier.refresh_from_db()
    after = api.get(f"/dossiers/{dossier.code}").json()

    assert (before["state"], before["code"], before["due_at"], before["degree"]) == (
        "submitted",
        None,
        None,
        20,
    )
    assert (after["state"], after["code"], after["degree"]) == ("received", dossier.code, 40)
    assert (before["national_state"], after["national_state"]) == (1, 2)
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
    supplements.ask_completion(dossier.pk, items=items, reason="Thiếu", by=ward.clerk, at=MONDAY)
    address = f"/dossiers/{dossier.reference}"
    asked = api.get(address).json()
    file = api.upload(samples.pdf()).json()["id"]
    better = FILING["answers"] | {"request": {"event": "birth", "copies": 3}}

    malformed = api.post(f"{address}/complete", {"answers": {}})
    body = {"answers": better, "files": {"authority": [file]}}
    done = api.post(f"{address}/complete", body, "again")
    repeated = api.post(f"{address}/complete", body, "again")
    dossier.refresh_from_db()

    assert asked["supplement"]["items"] == [items[0] | {"sections": []}]
    assert asked["may"] == ["complete", "withdraw"]
    assert "answers.request.event" in wrong(malformed)
    assert (done.status_code, repeated.status_code) == (200, 200)
    assert (dossier.state, dossier.answers["request"]["copies"]) == ("submitted", 3)
    assert Attachment.objects.count() == 1


SUBJECT: dict[str, Any] = {  # Any: text, and a list of sections
    "component": "declaration",
    "name": "Tờ khai",
    "what": "Ghi lại giới tính",
    "sections": ["subject"],
}


def declared_anew() -> dict[str, Any]:  # Any: JSON answers
    """The declaration with the other sex of the person in the register."""
    declared: dict[str, Any] = copy.deepcopy(FILING["answers"])
    declared["subject"]["person"]["sex"] = "male"
    return declared


def test_asked_before_reception_the_sections_named_are_declared_anew(api: Api, ward: Ward) -> None:
    dossier = filed(api)
    address = f"/dossiers/{dossier.reference}"
    supplements.ask_completion(dossier.pk, items=[SUBJECT], reason="Sai", by=ward.clerk, at=MONDAY)
    told = api.get(address).json()["supplement"]["items"]
    nothing = api.post(f"{address}/complete", {})
    done = api.post(f"{address}/complete", {"answers": declared_anew()}, "again")
    dossier.refresh_from_db()

    assert told[0]["sections"] == ["subject"]
    assert (nothing.status_code, nothing.json()["title"]) == (409, "RequestPartlyAnswered")
    assert done.status_code == 200
    assert dossier.answers["subject"]["person"]["sex"] == "male"
    assert [row.old for row in Correction.objects.all()] == ["Nữ"]


def test_asked_after_reception_answers_and_files_are_supplied_together(
    api: Api, ward: Ward
) -> None:
    dossier = filed(api)
    address = f"/dossiers/{dossier.reference}/supply"
    reception.receive(dossier.pk, by=ward.clerk, at=MONDAY)
    reception.transfer(dossier.pk, by=ward.clerk, at=MONDAY)
    items = [SUBJECT, {"component": "authority", "name": "Giấy ủy quyền", "what": "Nộp"}]
    given: dict[str, Any] = {"items": items, "reason": "Sai", "at": MONDAY}
    proposals.propose_supplement(dossier.pk, by=ward.specialist, **given)
    supplements.ask_supplement(dossier.pk, by=ward.leader, at=MONDAY)
    file = api.upload(samples.pdf()).json()["id"]
    files, better = {"authority": [file]}, declared_anew()
    other = better | {"register": {"office": "UBND xã Thanh Minh"}}

    unfit = api.post(address, {"answers": better | {"subject": {}}, "files": files})
    alone = api.post(address, {"answers": better})
    beyond = api.post(address, {"answers": other, "files": files})
    done = api.post(address, {"answers": better, "files": files}, "again")
    repeated = api.post(address, {"answers": better, "files": files}, "again")

    assert "answers.subject.person.full_name" in wrong(unfit)
    assert [one.json()["title"] for one in (alone, beyond)] == [
        "RequestPartlyAnswered",
        "SectionNotOpened",
    ]
    assert (done.status_code, repeated.status_code) == (200, 200)
    assert (done.json()["state"], done.json()["clock"]) == ("supplement_sent", "paused")


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
    reception.receive(dossier.pk, by=ward.clerk, at=MONDAY)
    reception.transfer(dossier.pk, by=ward.clerk, at=MONDAY)
    results.draft_result(dossier.pk, outcome="positive", by=ward.specialist, at=MONDAY)
    steps.do_step(dossier.pk, by=ward.specialist, at=MONDAY)
    results.sign(dossier.pk, by=ward.leader, at=MONDAY)
    signed = api.get(address)
    results.release(dossier.pk, by=ward.clerk, at=MONDAY)
    unpaid = api.get(address)
    money.pay(dossier.pk, amount=16000, by=ward.clerk, at=MONDAY)
    being_made = api.get(address)

    assert [one.status_code for one in (nothing, signed, unpaid, being_made)] == [
        404,
        409,
        409,
        202,
    ]
    assert (signed.json()["title"], unpaid.json()["title"]) == ("NotGivenOutYet", "FeeUnpaid")
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
    partners.revoke_partner(partner.pk, by=actors.system("tests"), at=MONDAY)

    assert api.get("/dossiers").status_code == 401


def test_no_cookie_is_read_or_set(api: Api) -> None:
    answer = api.post("/dossiers", filing())

    assert answer.cookies == {}
