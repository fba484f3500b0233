"""How PostgreSQL writes values as text for our connections, whatever the role, the database or the
server say: entries of the journal vouch for rows by that text (`core/journal/beside`).
"""

from typing import Final

from django.db import connection

WRITTEN: Final = {
    "DateStyle": "ISO, YMD",
    "TimeZone": "UTC",
    "IntervalStyle": "postgres",
    "extra_float_digits": "1",
    "bytea_output": "hex",
}
# What a connection says first goes before what a role or a database was given.
OPTIONS: Final = {
    "options": " ".join(f"-c {name}={value.replace(' ', '')}" for name, value in WRITTEN.items())
}


def texts() -> str:
    """Rows are written as text in the one way; a pooler between may drop what we ask for."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        for name, wanted in WRITTEN.items():
            cursor.execute(f"SHOW {name}")
            [found] = cursor.fetchone()
            if found != wanted:
                return (
                    f"the database has {name} {found}, not {wanted}: let the pooler between pass "
                    "the options of a connection on"
                )
    return ""
