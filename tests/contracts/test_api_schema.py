"""The interface for machines is described, open to be read, and wants a token for the rest."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from ninja import Schema
from pytest_django import Settings

from hoaban.config.api import described
from tests.world.partners import ALL, TODAY, Api, filed

OPERATIONS = [
    (path, method.upper()) for path, methods in described()["paths"].items() for method in methods
]


@pytest.fixture
def partner(province: date, settings: Settings) -> Api:
    """A system with every scope and one dossier, in the small province of 16 March 2020."""
    settings.HOABAN_TODAY = TODAY
    api = Api("xa", [*ALL, "statistics:read"])
    filed(api)
    return api


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_operation_wants_a_token(client: Client, db: None, path: str, method: str) -> None:
    answer = client.generic(method, path.replace("{", "").replace("}", ""))

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_the_description_is_openapi_3_1_and_open_to_strangers(client: Client, db: None) -> None:
    answer = client.get("/api/v1/openapi.json")
    document = json.loads(answer.content)

    assert (answer.status_code, document["openapi"]) == (200, "3.1.0")
    assert set(document["components"]["securitySchemes"]) == {"Bearer"}
    assert all(
        "401" in operation["responses"] and operation["security"]
        for methods in document["paths"].values()
        for operation in methods.values()
    )


def shapes(of: type) -> Iterator[type]:
    """Every class of what is sent or answered, which bears its name in the description."""
    below: list[type] = of.__subclasses__()
    for one in below:
        yield one
        yield from shapes(one)


def test_no_two_shapes_have_one_name_in_the_description() -> None:
    """The description keeps one of a name: answers of the other would not be as it says."""
    own = {one for one in shapes(Schema) if one.__module__.startswith("hoaban.")}
    found = Counter(one.__name__ for one in own)
    assert {"DrawnOut", "PaperOut"} <= set(found)
    assert [name for name, times in found.items() if times > 1] == []


def test_the_pages_to_read_it_need_no_other_host_and_no_sign_in(client: Client, db: None) -> None:
    answer = client.get("/api/v1/docs")
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "POST /api/v1/dossiers" in page
    assert "https://" not in page
    assert "<style" not in page
    assert " style=" not in page


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("get", "nowhere", 404), ("get", "", 404), ("delete", "dossiers", 405), ("put", "files", 405)],
)
def test_unknown_routes_and_methods_are_problems(
    partner: Api, method: str, path: str, status: int
) -> None:
    answer = getattr(partner.client, method)(f"/api/v1/{path}")

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
