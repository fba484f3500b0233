"""What an entry may carry beside its columns: few, short, exact, and nothing personal."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol

LONGEST_TEXT = 500
LONGEST_FACTS = 8000
PERSONAL = frozenset(
    {
        "address",
        "birthday",
        "born_on",
        "email",
        "full_name",
        "id_number",
        "identity_number",
        "passport",
        "password",
        "phone",
        "secret",
        "token",
    }
)
_IDENTITY_OR_MAIL = re.compile(r"0\d{11}|[^\s@]+@[^\s@]+\.[^\s@]+")


class Columns(Protocol):
    """What of an entry its digest covers."""

    verb: str
    subject: str
    subject_pk: int
    by: str
    behalf: str
    agency: str
    at: datetime
    recorded_at: datetime
    facts: dict[str, object]
    vouches: str
    client: str
    key: str | None


def check(facts: Mapping[str, object]) -> None:
    """Refuse what is not exact JSON, is long, or looks like a person's data (programming errors).

    Text, whole numbers, booleans, nothing, and lists or tables of these; no fractions, which two
    databases may give back differently.
    """
    for name, value in facts.items():
        if name in PERSONAL:
            raise ValueError(f"the journal keeps no personal data: {name}")
        _check_value(name, value)
    if len(compact(facts)) > LONGEST_FACTS:
        raise ValueError("the facts of an entry are few and short")


def _check_value(name: str, value: object) -> None:
    match value:
        case str():
            _check_text(name, value)
        case None | bool() | int():
            return
        case list() | tuple():
            for item in value:
                _check_value(name, item)
        case dict():
            check(value)
        case _:
            raise TypeError(f"{name}: {type(value).__name__} is no fact: text, int, bool, list")


def _check_text(name: str, text: str) -> None:
    if len(text) > LONGEST_TEXT or "\0" in text:
        raise ValueError(f"{name}: a fact is at most {LONGEST_TEXT} characters of plain text")
    if _IDENTITY_OR_MAIL.fullmatch(text):
        raise ValueError(f"the journal keeps no personal data: {name}")


def digest(entry: Columns) -> str:
    """SHA-256, in hexadecimal, over a canonical writing of every column but key and seal."""
    columns = [
        entry.verb,
        entry.subject,
        entry.subject_pk,
        entry.by,
        entry.behalf,
        entry.agency,
        moment(entry.at),
        moment(entry.recorded_at),
        entry.facts,
        entry.vouches,
        entry.client,
        entry.key,
    ]
    return sha256(compact(columns).encode()).hexdigest()


def moment(value: datetime) -> str:
    """A moment in UTC, to the microsecond."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def compact(value: object) -> str:
    """JSON in one way of writing it."""
    return _write(value)
