"""New rows, and rows that are asked for, by a statement composed once a model, not once a row.

An action writes a few rows of known shape, after it has locked one; composing the same statement
anew is most of what the mapper does for it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby, islice
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

PLAIN = frozenset({str, int, bool, type(None)})  # what both databases take as it is
MOST = 50  # rows of one statement
Row = TypeVar("Row", bound=models.Model)
Portion = tuple[models.Model, ...]  # rows of one table
Converter = Callable[[Any], Any]  # Any: what the driver gives, and what a row holds
Prepare = Callable[[models.Model], Any]  # Any: what the database's driver takes


@cache
def _statement(
    model: type[models.Model], vendor: str, count: int = 1
) -> tuple[str, str, tuple[Prepare, ...]]:
    """The INSERT of so many rows, what it gives back, and how each value is made ready."""
    del vendor  # names are quoted, and values prepared, by each in its own way
    quoted = connection.ops.quote_name
    own_key = model._meta.pk.is_relation  # a row that shares the key of another row brings it
    fields = [f for f in model._meta.local_concrete_fields if own_key or not f.primary_key]
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    places = ", ".join([row] * count)
    table, key = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
    head = f"INSERT INTO {table} ({columns}) VALUES {places}"  # noqa: S608 - our own names
    return head, f" RETURNING {key}", tuple(map(_preparing, fields))


@dataclass(frozen=True)
class _Part:
    """The columns of one table in a row of an answer, and the attributes that they fill."""

    called: str  # by the row that refers to it; "" for the row itself
    model: type[models.Model]
    names: list[str]
    begin: int


@dataclass(frozen=True)
class _Reading:
    """A SELECT of whole rows, its tables beginning with their own, and conversions by place."""

    head: str
    parts: list[_Part]
    converting: list[tuple[int, Converter]]


@cache
def _reading(model: type[models.Model], related: tuple[str, ...], vendor: str) -> _Reading:
    del vendor  # names are quoted, and values converted, by each in its own way
    quoted = connection.ops.quote_name
    table = quoted(model._meta.db_table)
    parts, columns, converting, joins = list[_Part](), list[str](), list[Any](), table
    for name in ("", *related):
        one: Any = model  # Any: a relation may be typed as a name
        if name:
            one = model._meta.get_field(name).related_model
        fields, alias = one._meta.concrete_fields, quoted(name) if name else table
        parts.append(_Part(name, one, [field.attname for field in fields], len(columns)))
        for field in fields:
            column = field.get_col(one._meta.db_table)
            by_database = connection.ops.get_db_converters(column)
            for each in [*by_database, *column.get_db_converters(connection)]:
                converting.append((len(columns), partial(_converted, each, column)))
            columns.append(f"{alias}.{quoted(str(field.column))}")
        if name:
            key, refers = quoted(str(one._meta.pk.column)), quoted(f"{name}_id")
            joins += (
                f" JOIN {quoted(one._meta.db_table)} {alias} ON {alias}.{key} = {table}.{refers}"
            )
    head = f"SELECT {', '.join(columns)} FROM {joins} "  # noqa: S608 - our own names
    return _Reading(head, parts, converting)


def _converted(convert: Callable[..., Any], column: Any, value: Any) -> Any:  # noqa: ANN401
    return convert(value, column, connection)


def every(
    model: type[Row], rest: str, values: Sequence[Any], *, related: tuple[str, ...] = ()
) -> list[Row]:
    """The rows of `SELECT ... FROM table` with this rest of the statement.

    `related` are keys that are never empty: those rows come with them, under that name in `rest`.
    """
    reading = _reading(model, related, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(reading.head + rest, values)
        return [_made(model, reading, list(found)) for found in cursor.fetchall()]


def _made(model: type[Row], reading: _Reading, values: list[Any]) -> Row:
    for place, convert in reading.converting:
        values[place] = convert(values[place])
    own, *others = reading.parts
    row = model.from_db(connection.alias, own.names, values[: len(own.names)])
    for part in others:
        of_part = values[part.begin : part.begin + len(part.names)]
        setattr(row, part.called, part.model.from_db(connection.alias, part.names, of_part))
    return row


def first(model: type[Row], rest: str, values: Sequence[Any]) -> Row | None:
    """The first row of `SELECT ... FROM table` with this rest of the statement, or None."""
    return next(iter(every(model, rest, values)), None)


def read(model: type[Row], key: int) -> Row:
    """The row with this key. Raises its DoesNotExist."""
    return _by_key(model, key)


def held(model: type[Row], key: int) -> Row:
    """The row with this key, locked until the transaction ends. Raises its DoesNotExist."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a row is held in a transaction")
    return _by_key(model, key, " FOR UPDATE" if connection.features.has_select_for_update else "")


def _by_key(model: type[Row], key: int, lock: str = "") -> Row:
    column = connection.ops.quote_name(str(model._meta.pk.column))
    found = first(model, f"WHERE {column} = %s{lock}", [key])
    if found is None:
        raise model.DoesNotExist  # type: ignore[attr-defined] # every model has its own
    return found


def batched(rows: Iterable[models.Model], size: int) -> Iterator[Portion]:
    """The rows in portions of this size."""
    left = iter(rows)
    while portion := tuple(islice(left, size)):
        yield portion


def insert(*rows: models.Model) -> None:
    """Write new rows, each has its key afterwards. In the caller's transaction, on its database.

    Rows of one table that follow each other are one statement; PostgreSQL takes all of it as one.
    For models with a key of the database's own or of another row, without values that the database
    computes.
    """
    portions = [
        portion for _model, group in groupby(rows, type) for portion in batched(group, MOST)
    ]
    if len(portions) > 1 and connection.vendor == "postgresql":
        _write_as_one(portions)
        return
    with connection.cursor() as cursor:
        for portion in portions:
            head, tail, preparing = _statement(type(portion[0]), connection.vendor, len(portion))
            _write(cursor, head + tail, portion, preparing)


def insert_first(row: models.Model) -> bool:
    """Write a new row unless one with the same unique values stands: whether it was written.

    Where another transaction is writing such a row, PostgreSQL waits for its end; nothing is
    raised, so the caller's transaction lives on and may read what came first.
    """
    head, tail, preparing = _statement(type(row), connection.vendor)
    with connection.cursor() as cursor:
        return _write(cursor, head + " ON CONFLICT DO NOTHING" + tail, (row,), preparing)


def _write(cursor: CursorWrapper, sql: str, rows: Portion, preparing: tuple[Prepare, ...]) -> bool:
    """Write the rows and give them their keys; whether they were written."""
    cursor.execute(sql, [prepare(row) for row in rows for prepare in preparing])
    keys = [key for (key,) in cursor.fetchall()]
    _keep(rows, keys)
    return bool(keys)


def _write_as_one(portions: Sequence[Portion]) -> None:
    """Write the rows of several tables in one round trip: a statement whose parts are INSERTs."""
    parts, keys, values = [], [], list[Any]()
    for number, rows in enumerate(portions):
        head, tail, preparing = _statement(type(rows[0]), connection.vendor, len(rows))
        parts.append(f"w{number} AS ({head}{tail})")
        keys.append(f"ARRAY(TABLE w{number})")
        values += [prepare(row) for row in rows for prepare in preparing]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(parts)} SELECT {', '.join(keys)}", values)
        for rows, found in zip(portions, cursor.fetchone(), strict=True):
            _keep(rows, found)


def _keep(rows: Portion, keys: Sequence[int]) -> None:
    for row, key in zip(rows, keys, strict=bool(keys)):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias


def _preparing(field: models.Field) -> Prepare:  # type: ignore[type-arg]
    """How a row's value of this field is made ready for the database."""
    name, is_json = field.attname, isinstance(field, models.JSONField)

    def prepare(row: models.Model) -> Any:  # noqa: ANN401
        value = getattr(row, name)
        if type(value) in PLAIN and not is_json:
            return value
        return field.get_db_prep_save(field.pre_save(row, add=True), connection)

    return prepare
