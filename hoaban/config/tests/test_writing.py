"""Where nothing can be written, the house says so: 503 and when to come again, and no fault."""

import errno
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from hoaban.config import writing
from hoaban.core.http import throttle

pytestmark = pytest.mark.django_db
SIGN_IN = {"username": "an", "password": "không đúng"}


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    writing.forget()
    yield
    writing.forget()


@pytest.fixture
def read_only() -> Iterator[None]:
    """A database that takes no write: SQLite's and PostgreSQL's own switch."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=1" if is_sqlite else "SET transaction_read_only = on")
    yield
    if is_sqlite:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only=0")


@pytest.mark.usefixtures("read_only")
@pytest.mark.parametrize("raises", [True, False])
def test_a_page_that_must_write_asks_to_come_again(client: Client, raises: bool) -> None:  # noqa: FBT001 - a case
    client.raise_request_exception = raises
    answer = client.post("/desk/sign-in/", SIGN_IN)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "chưa ghi được dữ liệu" in answer.content.decode()


@pytest.mark.usefixtures("read_only")
def test_health_is_not_ok_where_no_row_can_be_written(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "nothing can be written")


def test_health_is_not_ok_where_no_file_can_be_written(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing, "_write_file", full)
    assert client.get("/healthz").status_code == 503


def test_health_writes_seldom_however_often_it_is_asked(client: Client) -> None:
    for _asked in range(5):
        assert client.get("/healthz").status_code == 200
    assert throttle.tried("healthz", "", seconds=3600) == 1
