"""Long statements that are asked again and again about one row: their plan is kept.

PostgreSQL plans a statement anew each time it comes, which for one over twenty tables takes several
times as long as its answer; prepared, it is planned once a connection. SQLite keeps what it
compiled by itself.
"""

from functools import cache
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

from django.db import ProgrammingError, connection

_prepared = WeakKeyDictionary[Any, set[str]]()  # names by the driver's connection, which ends alone


def ask(statement: str, key: int) -> list[tuple[Any, ...]]:
    """The rows of a statement in which every place `%s` stands for the same key."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            name = _name(statement)
            known = _prepared.setdefault(connection.connection, set())
            if name not in known:
                cursor.execute(f"PREPARE {name} (bigint) AS {statement.replace('%s', '$1')}")
                known.add(name)
            try:
                cursor.execute(f"EXECUTE {name} (%s)", [key])
            except ProgrammingError:
                known.discard(name)  # the server forgot it: prepared anew for whoever asks next
                raise
        else:
            cursor.execute(statement, [key] * statement.count("%s"))
        return list(cursor.fetchall())


@cache
def _name(statement: str) -> str:
    return f"hoaban_{sha256(statement.encode()).hexdigest()[:16]}"
