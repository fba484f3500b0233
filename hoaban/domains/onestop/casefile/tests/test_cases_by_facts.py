"""Which case a request belongs to is computed from what is declared, whoever files and however."""

import copy
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core import clock
from hoaban.core.files.tests import samples
from hoaban.core.people.models import Person
from hoaban.domains.onestop.corrections import actions as corrections
from hoaban.domains.onestop.corrections.refused import CorrectionChangesCase
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.drafts.models import Draft
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.reception import actions as reception
from tests.world.api_filing import FILING
from tests.world.desks import BACKEND, Answer, Desk
from tests.world.partners import ALL, Api
from tests.world.province import Ward
from tests.world.scenes import refused

TODAY = "2020-03-16T08:30:00+07:00"
ON_TIME, LATE = "2020-01-17", "2020-01-13"  # the 60th day was Tuesday 17, or Friday 13 March
BORN = {"full_name": "Lò Thị Mai", "ethnicity": "Thái", "nationality": "Việt Nam"}
MOTHER = {"person": BORN | {"birth_date": "1995"}, "residence": {"commune": "03127"}}
BIRTH: dict[str, Any] = {  # Any: JSON
    "requester": FILING["answers"]["requester"],
    "child": {
        "full_name": "Lò Văn Em",
        "birth_date": ON_TIME,
        "sex": "male",
        "birth_place": "Trạm y tế phường",
        "ethnicity": "Thái",
        "nationality": "Việt Nam",
        "home": "Phường Him Lam",
    },
    "mother": MOTHER,
    "father": {"known": "no"},
    "copies": {"wanted": "no"},
    "relief": {"ground": "none"},
    "confirm": {"truth": True},
}


@pytest.fixture
def ward_of_births(offering_world: None, ward: Ward, settings: Settings) -> Ward:
    settings.HOABAN_TODAY = TODAY
    return ward


def born(day: str) -> dict[str, Any]:  # Any: JSON
    answers = copy.deepcopy(BIRTH)
    answers["child"]["birth_date"] = day
    return answers


def file(api: Api, day: str, **changes: object) -> Answer:
    body = FILING | {"procedure": "1.001193", "answers": born(day)} | changes
    notice = api.upload(samples.pdf()).json()["id"]
    return api.post("/dossiers", body | {"files": {"birth_notice": [notice]}})


@pytest.mark.parametrize(
    ("day", "case", "fee"),
    [(ON_TIME, "in_time", 0), (LATE, "late", 8000), ("2017-01-05", "late", 8000)],
)
def test_the_day_of_birth_decides_the_case_and_the_fee(
    ward_of_births: Ward, day: str, case: str, fee: int
) -> None:
    answer = file(Api("xa", ALL), day)
    assert answer.status_code == 201, answer.content.decode()
    dossier = Dossier.objects.get()
    received = reception.receive(dossier.pk, by=ward_of_births.clerk, at=clock.now())
    assert (dossier.variant.code, received.fee_amount) == (case, fee)


def test_a_term_that_ends_on_a_sunday_ends_on_monday(ward_of_births: Ward) -> None:
    answer = file(Api("xa", ALL), "2020-01-15")  # the 60th day was Sunday 15 March
    assert (answer.status_code, Dossier.objects.get().variant.code) == (201, "in_time")


def test_another_case_than_the_day_says_is_refused(ward_of_births: Ward) -> None:
    answer = file(Api("xa", ALL), LATE, case="in_time")
    assert (answer.status_code, "không thuộc trường hợp" in answer.json()["detail"]) == (409, True)
    assert Dossier.objects.count() == 0


def test_a_correction_that_makes_it_another_case_is_refused(ward_of_births: Ward) -> None:
    file(Api("xa", ALL), ON_TIME)
    dossier = Dossier.objects.get()
    reception.receive(dossier.pk, by=ward_of_births.clerk, at=clock.now())
    other = {name: born(LATE)[name] for name in ("child", "relief")}
    with refused(CorrectionChangesCase):
        corrections.correct(
            dossier.pk,
            sections=other,
            reason="Giấy chứng sinh ghi khác",
            by=ward_of_births.clerk,
            at=clock.now(),
        )


def test_a_citizen_is_not_asked_for_the_case_and_told_which_it_is(
    ward_of_births: Ward, client: Client
) -> None:
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    page = client.get("/apply/1.001193/").content.decode()
    begun = client.post("/apply/1.001193/", {"case": "in_time", "agency": "ubnd-03127"})
    draft = begun["Location"].removesuffix("who/")
    child = {**born(LATE)["child"], "birth_date": "13/01/2020"}
    told = client.post(f"{draft}q-child/", child, follow=True).content.decode()

    assert 'type="radio" name="case"' not in page
    assert "hồ sơ thuộc trường hợp: Quá 60 ngày kể từ ngày sinh." in told
    assert Draft.objects.get().case == next(
        case
        for case in parameters.plan(Draft.objects.get().revision_id).cases.values()
        if case.code == "late"
    )


def test_the_counter_is_not_asked_for_the_case_either(ward_of_births: Ward, desk: Desk) -> None:
    page = desk.get("clerk", "/desk/intake/1.001193/")
    assert '<select id="case"' not in page
    assert '<input type="hidden" name="case" value="in_time">' in page
