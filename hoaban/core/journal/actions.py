"""Write what happened: one row, in the transaction of the change."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import IntegrityError, connection, models, transaction

from hoaban.core import clock, rows
from hoaban.core.journal import facts as fact
from hoaban.core.journal import hooks, moments, queries, vouching
from hoaban.core.journal.models import Entry
from hoaban.core.refusals import Refusal

LOOKED_SECONDS = 15 * 60
_INSERT = """
    INSERT INTO journal_entry (verb, subject, subject_pk, "by", behalf, agency, at, recorded_at,
        facts, vouches, client, key, digest)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id
"""


class By(Protocol):
    """Who acts, as far as the journal asks: `hoaban.core.people.actors.Actor` fits."""

    @property
    def reference(self) -> str: ...
    @property
    def behalf(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def client(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Plain:
    """An actor in plain values, for the floors below people: `Plain("system:scan")`."""

    reference: str
    behalf: str = ""
    agency: str = ""
    client: str = ""


class KeyTaken(Refusal):
    """Yêu cầu với mã giao dịch này vừa được ghi nhận; vui lòng tải lại trang để xem kết quả."""


def record(
    event: str,
    subject: models.Model,
    *,
    by: By,
    at: datetime,
    key: str | None = None,
    **facts: object,
) -> Entry:
    """Write one entry in the caller's transaction, then what follows it (`hooks`).

    `event` is a name from the room's `enums.Event`; `at` business time, aware; `key` the caller's
    own transaction id, unique for `by.client`. The entry vouches for the row as it stands now
    (`vouching`), so it is written after the change. Refuses `KeyTaken` where another transaction
    wrote the same key first, `moments.ClockWrong` while the clock stands before the newest entry.
    Outside a transaction, or with facts that are not short exact JSON or
    look personal, it raises: those are programming errors.
    """
    return _write(event, subject, vouching.digest(subject), by=by, at=at, key=key, facts=facts)


def note(
    event: str,
    subject: models.Model,
    *,
    by: By,
    at: datetime,
    key: str | None = None,
    **facts: object,
) -> Entry:
    """Write one entry, as `record` does, of what left its subject as it was: a look, a search.

    It vouches for nothing: a row that somebody changed outside would else be vouched for anew by
    whoever looks at it.
    """
    return _write(event, subject, "", by=by, at=at, key=key, facts=facts)


def record_look(event: str, subject: models.Model, *, by: By, at: datetime) -> None:
    """Note that somebody looked, once a quarter of an hour: who leafs back and forth, or asks a
    page a thousand times, has looked once, and the journal, which is kept for ever, does not grow.
    """
    quarter = int(at.timestamp()) // LOOKED_SECONDS
    said = f"{event} {subject._meta.label} {subject.pk} {by.reference} {by.behalf} {quarter}"
    key = f"look:{hashlib.sha256(said.encode()).hexdigest()[:32]}"
    if queries.is_written(by.client, key):
        return
    with suppress(KeyTaken), transaction.atomic():
        note(event, subject, by=by, at=at, key=key)


def _write(
    event: str,
    subject: models.Model,
    vouches: str,
    *,
    by: By,
    at: datetime,
    key: str | None,
    facts: dict[str, object],
) -> Entry:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the journal is written in a transaction")
    fact.check(facts)
    moments.check()
    entry = rows.new(
        Entry,
        verb=str(event),
        subject=subject._meta.label,
        subject_pk=subject.pk,
        by=by.reference,
        behalf=by.behalf,
        agency=by.agency,
        at=at,
        recorded_at=clock.machine_now(),
        facts=facts,
        vouches=vouches,
        client=by.client,
        key=key,
    )
    entry.digest = fact.digest(entry)
    _insert(entry)
    hooks.follow(entry)
    return entry


def _insert(entry: Entry) -> None:
    """One statement by hand: an entry is written with every change, and the mapper costs twice."""
    as_moment = connection.ops.adapt_datetimefield_value
    values: list[str | int | None] = [
        entry.verb,
        entry.subject,
        entry.subject_pk,
        entry.by,
        entry.behalf,
        entry.agency,
        str(as_moment(entry.at)),
        str(as_moment(entry.recorded_at)),
        fact.compact(entry.facts),
        entry.vouches,
        entry.client,
        entry.key,
        entry.digest,
    ]
    try:
        with connection.cursor() as cursor:
            cursor.execute(_INSERT, values)
            entry.pk = cursor.fetchone()[0]
        entry._state.adding, entry._state.db = False, connection.alias
    except IntegrityError as error:
        if entry.key is not None and _is_about_the_key(str(error)):
            raise KeyTaken from error
        raise


def _is_about_the_key(message: str) -> bool:
    return "a_client_uses_a_key_once" in message or "journal_entry.client" in message
