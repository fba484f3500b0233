"""Rows beside a subject, for which its entries vouch too: its actions alone change them.

A model names in `vouched_with` the key to its subject, and what of a row counts:
`("case", ("component", "use_id"))`. The subject may be the row that the key leads to, or one that
shares that row's key. All of a subject's are read by one statement, as text of the database's own.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models

from hoaban.core import statements

Rows = list[list[str | int | None]]  # of one subject: model label, key, values
Named = tuple[type[models.Model], str, tuple[str, ...]]  # model, its key to the subject, columns


def models_beside(subject: type[models.Model]) -> list[Named]:
    """The models whose rows the entries about such a subject vouch for."""
    key = subject._meta.pk
    targets = {subject, key.related_model if key.is_relation else subject}
    return [
        (model, *named)
        for model in sorted(apps.get_models(), key=lambda one: one._meta.label)
        if (named := getattr(model, "vouched_with", None))
        and model._meta.get_field(named[0]).related_model in targets
    ]


def of(subject: type[models.Model], keys: Sequence[int]) -> dict[int, Rows]:
    """What stands beside each of these subjects now."""
    statement, labels = _asking(subject, len(keys), connection.vendor)
    found = defaultdict[int, Rows](list)
    if not labels:
        return found
    for place, of_subject, *values in _rows(statement, keys, len(labels)):
        found[of_subject].append([labels[place], *values])
    return found


def _rows(statement: str, keys: Sequence[int], tables: int) -> Sequence[Sequence[Any]]:
    """Of one subject, which each entry asks for, by a statement whose plan is kept."""
    if len(keys) == 1:
        return statements.ask(statement, keys[0])
    with connection.cursor() as cursor:
        cursor.execute(statement, [*keys] * tables)
        return list(cursor.fetchall())


@cache
def _asking(subject: type[models.Model], count: int, vendor: str) -> tuple[str, list[str]]:
    del vendor  # names are quoted by each in its own way
    named = models_beside(subject)
    most = max((len(columns) for _model, _key, columns in named), default=0)
    parts = [_part(place, one, count, most) for place, one in enumerate(named)]
    return (
        f"{' UNION ALL '.join(parts)} ORDER BY 1, 2, 3",
        [model._meta.label for model, _key, _columns in named],
    )


def _part(place: int, named: Named, count: int, most: int) -> str:
    model, key, names = named
    quoted = connection.ops.quote_name
    fields = model._meta.concrete_fields
    columns = {field.attname: quoted(str(field.column)) for field in fields}
    own = columns[model._meta.pk.attname]
    leads = next(columns[field.attname] for field in fields if field.name == key)
    values = [f"CAST({columns[name]} AS TEXT)" for name in names]
    values += ["CAST(NULL AS TEXT)"] * (most - len(names))
    return (
        f"SELECT {place}, {leads}, {own}, {', '.join(values)} "  # noqa: S608 - our own names
        f"FROM {quoted(model._meta.db_table)} WHERE {leads} IN ({', '.join(['%s'] * count)})"
    )
