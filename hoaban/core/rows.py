"""New rows by a statement that is composed once a model, not once a row.

An action writes a few rows of known shape; composing the same INSERT anew is most of what the
mapper does for it.
"""

from functools import cache
from typing import Any

from django.db import connection, models

PLAIN = frozenset({str, int, bool, type(None)})  # what both databases take as it is


@cache
def _statement(model: type[models.Model], vendor: str) -> tuple[str, tuple[models.Field, ...]]:  # type: ignore[type-arg]
    del vendor  # names are quoted by each in its own way
    quoted = connection.ops.quote_name
    fields = tuple(f for f in model._meta.local_concrete_fields if not f.primary_key)
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table, key = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
    return f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {key}", fields  # noqa: S608


def insert(*rows: models.Model) -> None:
    """Write new rows, each has its key afterwards. In the caller's transaction, on its database.

    For models with a key of the database's own, without values that the database computes.
    """
    for row in rows:
        sql, fields = _statement(type(row), connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(sql, [_value(row, field) for field in fields])
            row.pk = cursor.fetchone()[0]
        row._state.adding, row._state.db = False, connection.alias


def _value(row: models.Model, field: models.Field) -> Any:  # type: ignore[type-arg] # noqa: ANN401
    """A value as the database takes it."""
    value = getattr(row, field.attname)
    if type(value) in PLAIN and not isinstance(field, models.JSONField):
        return value
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)
