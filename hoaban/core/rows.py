"""New rows by a statement that is composed once a model, not once a row.

An action writes a few rows of known shape; composing the same INSERT anew is most of what the
mapper does for it.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import connection, models

PLAIN = frozenset({str, int, bool, type(None)})  # what both databases take as it is
Prepare = Callable[[models.Model], Any]  # Any: what the database's driver takes


@cache
def _statement(model: type[models.Model], vendor: str) -> tuple[str, str, tuple[Prepare, ...]]:
    """The INSERT, what it gives back, and how each value is made ready."""
    del vendor  # names are quoted, and values prepared, by each in its own way
    quoted = connection.ops.quote_name
    own_key = model._meta.pk.is_relation  # a row that shares the key of another row brings it
    fields = [f for f in model._meta.local_concrete_fields if own_key or not f.primary_key]
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table, key = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
    head = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - our own names
    return head, f" RETURNING {key}", tuple(map(_preparing, fields))


def insert(*rows: models.Model) -> None:
    """Write new rows, each has its key afterwards. In the caller's transaction, on its database.

    For models with a key of the database's own or of another row, without values that the database
    computes.
    """
    for row in rows:
        head, tail, preparing = _statement(type(row), connection.vendor)
        row.pk = _written(head + tail, row, preparing)


def insert_first(row: models.Model) -> bool:
    """Write a new row unless one with the same unique values stands: whether it was written.

    Where another transaction is writing such a row, PostgreSQL waits for its end; nothing is
    raised, so the caller's transaction lives on and may read what came first.
    """
    head, tail, preparing = _statement(type(row), connection.vendor)
    row.pk = _written(head + " ON CONFLICT DO NOTHING" + tail, row, preparing)
    return row.pk is not None


def _written(sql: str, row: models.Model, preparing: tuple[Prepare, ...]) -> int | None:
    """The key of the new row; None where nothing was written."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [prepare(row) for prepare in preparing])
        found = cursor.fetchone()
    row._state.adding, row._state.db = found is None, connection.alias
    return found[0] if found else None


def _preparing(field: models.Field) -> Prepare:  # type: ignore[type-arg]
    """How a row's value of this field is made ready for the database."""
    name, is_json = field.attname, isinstance(field, models.JSONField)

    def prepare(row: models.Model) -> Any:  # noqa: ANN401
        value = getattr(row, name)
        if type(value) in PLAIN and not is_json:
            return value
        return field.get_db_prep_save(field.pre_save(row, add=True), connection)

    return prepare
