"""The catalogue for machines."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.people import actors
from hoaban.core.people.partners import actions as partners
from hoaban.domains.procedures.loading.tests.catalogues import AT


@pytest.fixture
def machine(catalogue_world: None, db: None, settings: Settings) -> Client:
    """A partner system without any scope, on 30 March 2020, in the real catalogue."""
    settings.HOABAN_TODAY = "2020-03-30T08:30:00+07:00"
    _partner, token = partners.register_partner(
        slug="xa", name="Xã", agency=None, scopes=[], by=actors.system("tests"), at=AT
    )
    return Client(headers={"authorization": f"Bearer {token}"})


def get(machine: Client, path: str) -> Any:  # noqa: ANN401 - JSON
    answer = machine.get(f"/api/v1/procedures{path}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def test_procedures_are_found_read_and_told_from_mere_facts(machine: Client) -> None:
    found = get(machine, "?q=trich luc ho tich&size=5")["procedures"]
    whole = get(machine, f"/{found[0]['code']}")
    every = get(machine, "?size=100")["procedures"]
    rest = next(one for one in get(machine, "?q=dat dai")["procedures"] if not one["can_be_filed"])
    facts = get(machine, f"/{rest['code']}")

    assert found[0]["code"] == "2.000635"
    assert all(one["can_be_filed"] for one in every)
    assert [case["code"] for case in whole["cases"]] == ["default"]
    assert {one["channel"] for one in whole["cases"][0]["limits"]} == {"counter", "online", "post"}
    assert [(fee["amount"], fee["unit"]) for fee in whole["cases"][0]["fees"]][:1] == [
        (8000, "copy")
    ]
    assert whole["forms"][0]["form_schema"]["sections"][0]["code"] == "requester"
    assert (facts["cases"], facts["forms"], facts["can_be_filed"]) == ([], [], False)


def test_where_a_procedure_is_filed_and_which_communes_there_are_can_be_looked_up(
    machine: Client,
) -> None:
    wards = get(machine, "/2.000635/agencies")["agencies"]
    department = get(machine, "/2.000488/agencies")["agencies"]
    found = machine.get("/api/v1/areas?q=him lam").json()["areas"]

    assert len(wards) == len(machine.get("/api/v1/areas").json()["areas"]) == 129
    assert [one["code"] for one in department] == ["so-tp"]
    assert found == [
        {
            "code": "03127",
            "name": "Phường Him Lam",
            "within": ["Thành phố Điện Biên Phủ", "Tỉnh Điện Biên"],
        }
    ]
    assert next(one for one in wards if one["area_code"] == "03127")["code"] == "ubnd-03127"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/9.999999/agencies", 404),
        ("/%00/agencies", 404),
        ("/9.999999", 404),
        ("/%00", 404),
        ("?size=0", 422),
        ("?size=x", 422),
        ("?q=%00", 422),
    ],
)
def test_what_is_not_there_or_malformed_is_a_problem(
    machine: Client, path: str, status: int
) -> None:
    answer = machine.get(f"/api/v1/procedures{path}")

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
