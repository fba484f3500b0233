"""New rows, and rows that are asked for, by a statement composed once a model, not once a row.

An action writes a few rows of known shape, after it has locked one; composing the same statement
anew, and asking each field how its value is made ready, is most of what the mapper does for it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, TypeVar

from django.db import (
    DEFAULT_DB_ALIAS,
    IntegrityError,
    connection,
    connections,
    models,
    transaction,
)
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=models.Model)
PLAIN = frozenset({str, int, bool, type(None)})  # what both databases take as it is
MOST = 50  # rows of one statement
Portion = tuple[models.Model, ...]  # rows of one table
Converter = Callable[[Any], Any]  # Any: what the driver gives, and what a row holds
Prepare = Callable[[Any, BaseDatabaseWrapper], Any]  # Any: a row's value, and what drivers take


@contextmanager
def unless_taken(refusal: Exception) -> Iterator[None]:
    """Two wrote at once: the database let one through, the other is told `refusal`."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as taken:
        raise refusal from taken


@dataclass(frozen=True, slots=True)
class _Writing:
    """How rows of one model are written: the columns, and what makes their values ready."""

    head: str
    row: str  # the places of one row
    returning: str
    key: str
    read: Callable[[models.Model], tuple[Any, ...]]
    prepare: tuple[Prepare, ...]
    read_always: Callable[[models.Model], tuple[Any, ...]]  # JSON is never plain
    prepare_always: tuple[Prepare, ...]

    def sql(self, count: int, conflict: str = "") -> str:
        places = ", ".join([self.row] * count)
        return f"{self.head} {places}{conflict}{self.returning}"

    def values(self, row: models.Model, database: BaseDatabaseWrapper) -> list[Any]:
        found = [
            value if type(value) in PLAIN else prepare(value, database)
            for value, prepare in zip(self.read(row), self.prepare, strict=True)
        ]
        always = zip(self.read_always(row), self.prepare_always, strict=True)
        return found + [prepare(value, database) for value, prepare in always]


@cache
def _writing(model: type[models.Model], vendor: str) -> _Writing:
    del vendor  # names are quoted, and values prepared, by each in its own way
    own_key = model._meta.pk.is_relation  # a row that shares the key of another row brings it
    fields = [f for f in model._meta.local_concrete_fields if own_key or not f.primary_key]
    if computed := [f.name for f in fields if getattr(f, "auto_now", 0) or f.has_db_default()]:
        raise TypeError(f"{model.__name__}: {', '.join(computed)} is not the caller's to set")
    plain = [field for field in fields if not isinstance(field, models.JSONField)]
    always = [field for field in fields if isinstance(field, models.JSONField)]
    quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in [*plain, *always])
    table, key = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
    return _Writing(
        head=f"INSERT INTO {table} ({columns}) VALUES",
        row=f"({', '.join(['%s'] * len(fields))})",
        returning=f" RETURNING {key}",
        key=model._meta.pk.attname,
        read=_reading(plain),
        prepare=tuple(map(_preparing, plain)),
        read_always=_reading(always),
        prepare_always=tuple(map(_preparing, always)),
    )


def _reading(fields: Sequence[models.Field[Any, Any]]) -> Callable[[models.Model], tuple[Any, ...]]:
    """What gives the values of these fields; the library's own gives no tuple for one or none."""
    names = [field.attname for field in fields]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda row: tuple(getattr(row, name) for name in names)


def _preparing(field: models.Field[Any, Any]) -> Prepare:
    """How a value of this field is made ready: moments and choices, which are many, directly."""

    def prepare(value: Any, database: BaseDatabaseWrapper) -> Any:  # noqa: ANN401
        if type(value) is datetime and value.tzinfo and type(field) is models.DateTimeField:
            return database.ops.adapt_datetimefield_value(value)
        if isinstance(value, models.TextChoices):
            return value.value
        return field.get_db_prep_save(value, database)

    return prepare


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a row of one model begins with, and its fields by the names under which they come."""

    plain: dict[str, Any]  # defaults that are the same for each row
    made: dict[str, Callable[[], Any]]
    related: dict[str, models.ForeignKey[Any, Any]]


@cache
def _shape(model: type[models.Model]) -> _Shape:
    fields = model._meta.local_concrete_fields
    made = {f.attname: f.default for f in fields if f.has_default() and callable(f.default)}
    return _Shape(
        plain={f.attname: f.get_default() for f in fields if f.attname not in made},
        made=made,
        related={f.name: f for f in fields if isinstance(f, models.ForeignKey)},
    )


def new(model: type[Row], **given: Any) -> Row:  # noqa: ANN401 - values of fields
    """A row not yet written, as `model(**given)` makes it.

    The mapper walks through all fields for each row, and tells signals of which we have none; here
    a row begins with its defaults. Refuses names that are no fields of the model.
    """
    shape, row = _shape(model), model.__new__(model)
    row._state = ModelState()
    values = row.__dict__
    values |= shape.plain
    for name, make in shape.made.items():
        values[name] = make()
    for name, value in given.items():
        if name in values:
            values[name] = value
        elif name in shape.related:
            field = shape.related[name]
            values[field.attname] = value and getattr(value, field.target_field.attname)
            field.set_cached_value(row, value)
        else:
            raise TypeError(f"{model.__name__} has no field {name}")
    return row


@dataclass(frozen=True)
class _Part:
    """The columns of one table in a row of an answer, and the attributes that they fill."""

    called: str  # by the row that refers to it; "" for the row itself
    model: type[models.Model]
    names: list[str]
    begin: int


@dataclass(frozen=True)
class _Asking:
    """A SELECT of whole rows, its tables beginning with their own, and conversions by place."""

    head: str
    parts: list[_Part]
    converting: list[tuple[int, Converter]]


@cache
def _asking(model: type[models.Model], related: tuple[str, ...], vendor: str) -> _Asking:
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
    return _Asking(head, parts, converting)


def _converted(convert: Callable[..., Any], column: Any, value: Any) -> Any:  # noqa: ANN401
    return convert(value, column, connection)


def every(
    model: type[Row], rest: str, values: Sequence[Any], *, related: tuple[str, ...] = ()
) -> list[Row]:
    """The rows of `SELECT ... FROM table` with this rest of the statement.

    `related` are keys that are never empty: those rows come with them, under that name in `rest`.
    """
    asking = _asking(model, related, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(asking.head + rest, values)
        return [_made(model, asking, list(found)) for found in cursor.fetchall()]


def _made(model: type[Row], asking: _Asking, values: list[Any]) -> Row:
    for place, convert in asking.converting:
        values[place] = convert(values[place])
    own, *others = asking.parts
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
    database = connections[DEFAULT_DB_ALIAS]
    portions = [
        portion for _model, group in groupby(rows, type) for portion in batched(group, MOST)
    ]
    with database.cursor() as cursor:
        if len(portions) > 1 and database.vendor == "postgresql":
            _write_as_one(cursor, portions, database)
            return
        for portion in portions:
            _write(cursor, portion, database)


def insert_first(row: models.Model) -> bool:
    """Write a new row unless one with the same unique values stands: whether it was written.

    Where another transaction is writing such a row, PostgreSQL waits for its end; nothing is
    raised, so the caller's transaction lives on and may read what came first.
    """
    database = connections[DEFAULT_DB_ALIAS]
    with database.cursor() as cursor:
        return _write(cursor, (row,), database, " ON CONFLICT DO NOTHING")


def _write(
    cursor: CursorWrapper, rows: Portion, database: BaseDatabaseWrapper, conflict: str = ""
) -> bool:
    """Write rows of one table and give them their keys; whether they were written."""
    writing = _writing(type(rows[0]), database.vendor)
    values = [value for row in rows for value in writing.values(row, database)]
    cursor.execute(writing.sql(len(rows), conflict), values)
    keys = [key for (key,) in cursor.fetchall()]
    _keep(rows, keys, writing.key)
    return bool(keys)


def _write_as_one(
    cursor: CursorWrapper, portions: Sequence[Portion], database: BaseDatabaseWrapper
) -> None:
    """Write the rows of several tables in one round trip: a statement whose parts are INSERTs."""
    parts, keys, values, named = [], [], list[Any](), list[str]()
    for number, rows in enumerate(portions):
        writing = _writing(type(rows[0]), database.vendor)
        parts.append(f"w{number} AS ({writing.sql(len(rows))})")
        keys.append(f"ARRAY(TABLE w{number})")
        named.append(writing.key)
        values += [value for row in rows for value in writing.values(row, database)]
    cursor.execute(f"WITH {', '.join(parts)} SELECT {', '.join(keys)}", values)
    for rows, found, key in zip(portions, cursor.fetchone(), named, strict=True):
        _keep(rows, found, key)


def _keep(rows: Portion, keys: Sequence[int], name: str) -> None:
    for row, key in zip(rows, keys, strict=bool(keys)):
        if getattr(row, name) != key:
            setattr(row, name, key)
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
