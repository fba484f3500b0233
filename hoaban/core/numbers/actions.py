"""Give out the next number of a sequence, without gaps."""

from django.db import connection, transaction

# One statement makes the row or moves it on, and holds its lock until the caller's commit.
_NEXT = """
    INSERT INTO numbers_counter (kind, agency, period, value) VALUES (%s, %s, %s, 1)
    ON CONFLICT (kind, agency, period) DO UPDATE SET value = numbers_counter.value + 1
    RETURNING value
"""


def next(kind: str, *, agency: str, period: str) -> int:  # noqa: A001 - said as numbers.next
    """The next number of a kind for an agency in a period ("2020", "2020-03-30"), from 1.

    One statement in the caller's transaction, which holds the sequence until it ends: a number
    rolled back is given out again, so there are no gaps. Raises outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number is given out in a transaction")
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [kind, agency, period])
        return int(cursor.fetchone()[0])
