"""The interface for machines keeps what its description promises, whatever is sent to it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from pytest_django import Settings
from schemathesis.specs.openapi import checks

from hoaban.config.api import described
from hoaban.config.wsgi import application
from tests.world.chance import cases
from tests.world.partners import ALL, TODAY, Api, filed

schema = schemathesis.openapi.from_dict(described())
schema.app = application
CHECKS: list[Any] = [  # Any: schemathesis' check functions
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
OPERATIONS = [
    (path, method.upper()) for path, methods in described()["paths"].items() for method in methods
]
INSIDE = ("Traceback", "hoaban.", "django", "sqlite", "psycopg", "site-packages", "pydantic")


@pytest.fixture
def partner(province: date, settings: Settings) -> Api:
    """A system with every scope and one dossier, in the small province of 16 March 2020."""
    settings.HOABAN_TODAY = TODAY
    api = Api("xa", [*ALL, "statistics:read"])
    filed(api)
    return api


@contextmanager
def the_tests_connection() -> Iterator[None]:
    """Requests share the test's transaction: without Django's client nothing else sees to that."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=cases(8),
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_is_described(case: Any, partner: Api) -> None:  # noqa: ANN401
    reference = partner.get("/dossiers").json()["dossiers"][0]["reference"]
    if "reference" in case.path_parameters:
        case.path_parameters["reference"] = reference
    with the_tests_connection():
        plain = {"Authorization": partner.bearer, "Accept-Encoding": "identity"}  # not packed
        answer = case.call(headers=plain)

    case.validate_response(answer, checks=CHECKS)
    assert not [word for word in INSIDE if word in answer.text]


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
