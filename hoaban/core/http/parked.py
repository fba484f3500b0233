"""Typed forms in their table: one a person, readable for nobody without the installation's secret.

A new one takes the place of the last, and each is gone after some days, so that the table stays as
small as the number of accounts.
"""

import base64
import hashlib
import json
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from hoaban.core import clock
from hoaban.core.http.models import Typed

DAYS = 3  # over a weekend


def _key(owner: str) -> str:
    """What stands in the table for the owner (a public id)."""
    return hashlib.sha256(f"typed:{settings.SECRET_KEY}:{owner}".encode()).hexdigest()


def _cipher(owner: str) -> Fernet:
    drawn = hashlib.sha256(f"typed-text:{settings.SECRET_KEY}:{owner}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(drawn))


def seal(owner: str, text: str) -> str:
    """A text that its owner's session alone gives back."""
    return _cipher(owner).encrypt(text.encode()).decode()


def unseal(owner: str, sealed: str) -> str:
    """The text that `seal` took. Raises InvalidToken where it is not the owner's."""
    return _cipher(owner).decrypt(sealed.encode()).decode()


def put(owner: str, form: dict[str, str]) -> None:
    """Keep a form for its owner, in place of an earlier one."""
    sealed = seal(owner, json.dumps(form, ensure_ascii=False))
    ends = clock.machine_now() + timedelta(days=DAYS)
    Typed.objects.update_or_create(owner=_key(owner), defaults={"sealed": sealed, "ends_at": ends})


def of(owner: str) -> dict[str, str] | None:
    """The owner's form; None where none is kept, or it is too old or unreadable."""
    found = Typed.objects.filter(owner=_key(owner), ends_at__gt=clock.machine_now()).first()
    if found is None:
        return None
    try:
        form: dict[str, str] = json.loads(unseal(owner, found.sealed))
    except (InvalidToken, ValueError):
        return None
    return form


def drop(owner: str) -> None:
    """The owner's form is used or no longer wanted."""
    Typed.objects.filter(owner=_key(owner)).delete()


def prune() -> int:
    """Remove what nobody came back for."""
    return Typed.objects.filter(ends_at__lt=clock.machine_now()).delete()[0]
