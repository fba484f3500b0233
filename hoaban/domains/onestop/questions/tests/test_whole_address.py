"""The address of whoever files online is kept with its commune, wherever it is said."""

from django.test import Client

from hoaban.core import clock
from hoaban.core.people import actors
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers import queries as papers
from hoaban.domains.onestop.questions.tests.test_portal_filing import (
    OWNER,
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
    citizen.post(f"{draft}check/")
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
    citizen.post(f"{draft}submitter/", OWNER | other)
    citizen.post(f"{draft}check/")
    dossier = Dossier.objects.get()
    assert (dossier.address, dossier.post_to) == (WHOLE, WHOLE.replace("4", "9"))
