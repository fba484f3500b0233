"""A line that breaks in mid-form: what came is no form."""

import io
from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from hoaban.config.wsgi import application

PART = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
FORMS = {
    "application/x-www-form-urlencoded": b"phone_tail=1234&code=H01-20-0001",
    "multipart/form-data; boundary=x": "".join(
        [PART.format("phone_tail", "1234"), PART.format("code", "H01-20-0001"), "--x--"]
    ).encode(),
}


@pytest.fixture(autouse=True)
def the_tests_connection(db: None) -> Iterator[None]:
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def status(body: bytes, announced: int, kind: str) -> str:
    """What a stranger is answered who asks the page for tracking, from an own form."""
    said: list[str] = []
    environ = RequestFactory().get("/track/").environ | {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(announced),
        "HTTP_COOKIE": f"csrftoken={'a' * 32}",
        "HTTP_X_CSRFTOKEN": "a" * 32,
        "wsgi.input": io.BytesIO(body),
    }
    list(application(environ, lambda status, *_rest: said.append(status)))  # type: ignore[arg-type] # wsgiref's writer is not wanted
    return said[0]


@pytest.mark.parametrize(("kind", "form"), FORMS.items())
def test_a_form_is_read_whole_or_not_at_all(kind: str, form: bytes) -> None:
    assert status(form, len(form), kind) == "200 OK"
    for came in (form[:-3], form[: len(form) // 2], b""):
        assert status(came, len(form), kind) == "422 Unprocessable Entity"
