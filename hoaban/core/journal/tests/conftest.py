"""A stand-in signer of the journal: a keyed digest, checked by the same key."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from hoaban.core.journal import actions
from hoaban.core.journal.models import Entry, Seal

AT = datetime(2020, 3, 30, 1, tzinfo=UTC)
CERTIFICATE = "certificate of the province"


@dataclass(frozen=True)
class Signed:
    value: bytes
    certificate_pem: str


def sign(digest: bytes) -> Signed:
    return Signed(hmac.digest(b"key", digest, "sha256"), CERTIFICATE)


def check(digest: bytes, value: bytes, certificate: str, _moment: datetime) -> bool:
    good = hmac.digest(b"key", digest, "sha256")
    return hmac.compare_digest(good, value) and certificate == CERTIFICATE


def write(count: int) -> list[Entry]:
    """Write entries about a record that need not exist: the journal asks for its key alone."""
    by = actions.Plain("system:test")
    return [
        actions.record("tests.happened", Seal(pk=1), by=by, at=AT, turn=turn)
        for turn in range(count)
    ]


@pytest.fixture
def entries(db: None) -> list[Entry]:
    return write(7)
