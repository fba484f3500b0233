"""The interface for machines keeps what its description promises, whatever is sent to it.

What is sent is thought out as the file is read, which takes seconds: it stands alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi import checks

from hoaban.config.api import described
from hoaban.config.wsgi import application
from tests.contracts.test_api_schema import partner
from tests.world.chance import cases
from tests.world.partners import Api

__all__ = ["partner"]

schema = schemathesis.openapi.from_dict(described())
schema.app = application
CHECKS: list[Any] = [  # Any: schemathesis' check functions
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
INSIDE = ("Traceback", "hoaban.", "django", "sqlite", "psycopg", "site-packages", "pydantic")


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
