"""A statement whose plan is kept answers as one that comes for the first time."""

import pytest
from django.db import ProgrammingError, connection, transaction

from hoaban.core import statements

TWICE = "SELECT 1, CAST(%s AS BIGINT) UNION ALL SELECT 2, CAST(%s AS BIGINT) ORDER BY 1"


@pytest.mark.django_db(transaction=True)
def test_each_key_gets_its_own_answer_whatever_became_of_what_was_asked_before() -> None:
    for key in [*range(8), 2**40]:  # more often than the server plans anew for each value
        assert statements.ask(TWICE, key) == [(1, key), (2, key)]
    with transaction.atomic():
        assert statements.ask(f"{TWICE} ", 5) == [(1, 5), (2, 5)]
        transaction.set_rollback(True)
    assert statements.ask(f"{TWICE} ", 6) == [(1, 6), (2, 6)]
    connection.close()
    assert statements.ask(TWICE, 7) == [(1, 7), (2, 7)]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps them by itself")
@pytest.mark.django_db(transaction=True)
def test_what_the_server_forgot_fails_once() -> None:
    """Whatever lies between may have it forget all of a connection."""
    statements.ask(TWICE, 1)
    with connection.cursor() as cursor:
        cursor.execute("DISCARD ALL")
    with pytest.raises(ProgrammingError), transaction.atomic():
        statements.ask(TWICE, 1)
    with transaction.atomic():
        assert statements.ask(TWICE, 1) == [(1, 1), (2, 1)]
