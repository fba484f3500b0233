"""Where whoever files online is found: the address with its commune, by telephone or by mail."""

from django.test import Client

from hoaban.core import clock
from hoaban.core.people import actors
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers import queries as papers
from hoaban.domains.onestop.questions.tests.test_portal_filing import (
    CONFIRMED,
    OWNER,
    SECTIONS,
    begin,
    citizen,
    fill,
)
from hoaban.domains.onestop.results.acts import ACTS

__all__ = ["citizen"]

WHOLE = "Tổ dân phố 4, phường Him Lam, thành phố Điện Biên Phủ, tỉnh Điện Biên"


def test_the_address_is_kept_whole_wherever_it_is_said(citizen: Client) -> None:
    draft = begin(citizen)
    fill(citizen, draft)
    offered = citizen.get(f"{draft}result/").text
    citizen.post(f"{draft}result/", {"way": "post"})
    citizen.post(f"{draft}check/", CONFIRMED)
    dossier = Dossier.objects.get()
    [hand_over] = [act for act in ACTS if act.name == "hand_over"]
    given = hand_over.given(dossier) if hand_over.given else {}
    head = papers.paper_head(dossier, by=actors.system("test"), at=clock.now())
    assert WHOLE in offered
    assert {dossier.address, head["address"], given["post_to"]} == {WHOLE}


def test_what_a_stand_in_filed_goes_by_post_to_the_stand_in(citizen: Client) -> None:
    draft = begin(citizen)
    fill(citizen, draft)
    citizen.post(f"{draft}who/", {"whose": "other"})
    other = {"full_name": "Công dân citizen", "address": "Tổ dân phố 9"}
    other["identity_number"] = ""
    citizen.post(f"{draft}submitter/", OWNER | other)
    citizen.post(f"{draft}check/", CONFIRMED)
    dossier = Dossier.objects.get()
    assert (dossier.address, dossier.post_to) == (WHOLE, WHOLE.replace("4", "9"))


def test_who_has_an_address_of_mail_files_without_a_telephone(citizen: Client) -> None:
    draft = begin(citizen)
    fill(citizen, draft)
    without = OWNER | {"phone": "không có"}
    refused = citizen.post(f"{draft}owner/", without)
    kept = citizen.post(f"{draft}owner/", without | {"email": "ban@vidu.vn"})
    requester = SECTIONS["q-requester"] | {"person__phone": ""}
    citizen.post(f"{draft}q-requester/", requester)
    citizen.post(f"{draft}check/", CONFIRMED)
    dossier = Dossier.objects.get()
    assert (refused.status_code, kept.status_code) == (422, 302)
    assert "Cần ghi số điện thoại hoặc thư điện tử." in refused.text
    assert (dossier.owner["phone"], dossier.owner["email"], dossier.phone_tail) == (
        "",
        "ban@vidu.vn",
        "",
    )


def test_one_way_to_be_reached_is_asked_of_whoever_files_and_none_of_who_is_helped(
    citizen: Client,
) -> None:
    draft = begin(citizen)
    fill(citizen, draft)
    citizen.post(f"{draft}who/", {"whose": "other"})
    helped = citizen.post(f"{draft}owner/", OWNER | {"phone": "", "kind": "person"})
    page = citizen.get(f"{draft}submitter/").text
    refused = citizen.post(f"{draft}submitter/", OWNER | {"phone": ""})
    me = {"full_name": "Công dân citizen", "identity_number": ""}
    citizen.post(f"{draft}submitter/", OWNER | me)
    sent = citizen.post(f"{draft}check/", CONFIRMED)

    assert sent.status_code == 302, sent.text
    assert (helped.status_code, refused.status_code) == (302, 422)
    assert "Ghi một trong hai" in page
    dossier = Dossier.objects.get()
    assert (dossier.owner["phone"], dossier.phone_tail) == ("", "5678")
