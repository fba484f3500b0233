"""Large tables are changed beside those who write: an index, a check, rows some at a time."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from hoaban.core.http.models import Typed
from hoaban.core.upgrades import AddCheckBesideWriting, AddIndexBesideWriting, in_batches

pytestmark = pytest.mark.django_db(transaction=True)
INDEX = AddIndexBesideWriting("typed", models.Index(fields=["sealed"], name="typed_by_seal"))
CHECK = AddCheckBesideWriting(
    "typed",
    models.CheckConstraint(condition=~models.Q(owner="nobody"), name="somebody_typed_it"),
)
ON_POSTGRESQL = connection.vendor == "postgresql"


def changed(operation: Operation, *, back: bool = False) -> list[str]:
    """Does the operation, or takes it back; the statements that it ran."""
    before = ProjectState()
    before.add_model(ModelState.from_model(Typed))
    after = before.clone()
    operation.state_forwards("http", after)
    with CaptureQueriesContext(connection) as ran, connection.schema_editor(atomic=False) as editor:
        if back:
            operation.database_backwards("http", editor, after, before)
        else:
            operation.database_forwards("http", editor, before, after)
    return [one["sql"] for one in ran.captured_queries]


def constraints() -> dict[str, Any]:  # Any: what the database says of each
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, Typed._meta.db_table)


def typed(owner: str) -> None:
    Typed.objects.create(owner=owner, sealed="x", ends_at="2020-03-16T08:00:00+07:00")


def test_an_index_is_built_and_goes_back() -> None:
    said = changed(INDEX)
    assert constraints()["typed_by_seal"]["index"]
    if ON_POSTGRESQL:
        assert any(one.startswith("CREATE INDEX CONCURRENTLY") for one in said)
    said = changed(INDEX, back=True)
    assert "typed_by_seal" not in constraints()
    if ON_POSTGRESQL:
        assert any(one.startswith("DROP INDEX CONCURRENTLY") for one in said)


@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite builds an index in one transaction")
def test_what_an_interrupted_build_left_is_built_anew() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX typed_by_seal ON http_typed (owner)")
    changed(INDEX)
    assert constraints()["typed_by_seal"]["columns"] == ["sealed"]
    changed(INDEX, back=True)


def test_a_check_holds_and_goes_back() -> None:
    said = changed(CHECK)
    with pytest.raises(IntegrityError):
        typed("nobody")
    if ON_POSTGRESQL:
        assert any(one.endswith("NOT VALID") for one in said)
        changed(CHECK)  # one that was interrupted is run again
    changed(CHECK, back=True)
    typed("nobody")


def test_rows_change_some_at_a_time_and_each_once() -> None:
    for number in range(25):
        typed(f"{number:02}")
    sizes: list[int] = []

    def change(some: "QuerySet[Any]") -> None:
        sizes.append(some.update(sealed="changed"))

    in_batches(Typed.objects.exclude(owner="07"), change, size=10)
    assert sizes == [10, 10, 4]
    assert Typed.objects.filter(sealed="changed").count() == 24


def test_what_was_done_before_an_interruption_stays() -> None:
    for number in range(25):
        typed(f"{number:02}")
    done: list[int] = []

    def change(some: "QuerySet[Any]") -> None:
        some.update(sealed="changed")
        if done:
            raise RuntimeError
        done.append(1)

    with pytest.raises(RuntimeError):
        in_batches(Typed.objects.all(), change, size=10)
    assert Typed.objects.filter(sealed="changed").count() == 10
