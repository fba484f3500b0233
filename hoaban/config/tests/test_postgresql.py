"""A role or a database that writes days its own way changes nothing of what entries vouch for."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from hoaban.config import postgresql, production
from hoaban.core.journal import beside, standing
from hoaban.core.people import agencies
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.province import MONDAY, Ward, forget, ward_of
from tests.world.scenes import Scenes

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such settings"),
]
OTHERWISE = {
    "DateStyle": "SQL, DMY",
    "TimeZone": "Asia/Ho_Chi_Minh",
    "IntervalStyle": "iso_8601",
    "extra_float_digits": "0",
    "bytea_output": "escape",
}


@pytest.fixture
def busy(small_world: None, transactional_db: None) -> Iterator[Ward]:
    """The ward of the other tests, committed, so that another connection sees it."""
    yield ward_of(agencies.row("ubnd-03127", MONDAY.date()))
    forget()


def write_otherwise() -> None:
    """The role writes everything otherwise from the next connection on."""
    with connection.cursor() as cursor:
        for name, value in OTHERWISE.items():
            cursor.execute(f"ALTER ROLE CURRENT_USER SET {name} = '{value}'")
    connection.close()


@pytest.fixture
def as_before() -> Iterator[None]:
    """Gives the role its own ways back."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER ROLE CURRENT_USER RESET ALL")
    connection.close()


def test_our_connections_write_texts_in_one_way(as_before: None) -> None:
    write_otherwise()
    assert postgresql.texts() == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(TIMESTAMPTZ '2020-03-16 08:30+07' AS TEXT)")
        assert cursor.fetchone() == ("2020-03-16 01:30:00+00",)


def test_what_an_entry_vouched_for_before_still_stands(busy: Ward, as_before: None) -> None:
    scenes = Scenes(busy)
    back = scenes.act("refund_fee", scenes.bring("owed"))
    before = beside.of(Dossier, [back.pk])
    write_otherwise()
    assert beside.of(Dossier, [back.pk]) == before
    assert standing.compare().strays == ()


def test_where_a_pooler_drops_what_we_ask_for_nobody_is_served(
    as_before: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_otherwise()
    plain = {**connection.get_connection_params()}
    plain.pop("options")
    with psycopg.connect(**{k: v for k, v in plain.items() if k in PLAIN}) as bare:
        row = bare.execute("SHOW DateStyle").fetchone()
        assert row == (OTHERWISE["DateStyle"],)
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
    assert "the database has DateStyle SQL, DMY, not ISO, YMD" in production.CHECKS["texts"]()
    connection.close()


PLAIN = {"dbname", "user", "password", "host", "port"}
