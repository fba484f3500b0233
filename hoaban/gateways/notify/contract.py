"""Tell a person something, by telephone or e-mail. Which adapter speaks is a setting."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to tell: a reference (`citizen:…`, `dossier:…`) with the ways to reach the person."""

    reference: str
    phone: str = ""
    email: str = ""
    name: str = ""

    @property
    def is_reachable(self) -> bool:
        return bool(self.phone or self.email)


@dataclass(frozen=True, slots=True)
class Message:
    """One notice. `template` names its kind, `about` the dossier's reference, `at` business time.

    `key` makes a repeated sending harmless: the same key is told once.
    """

    to: Contact
    template: str
    subject: str
    body: str
    about: str
    at: datetime
    key: str = ""


class Notifier(Protocol):
    """A provider of notices."""

    def send(self, message: Message) -> None:
        """Hand the message over, in the caller's transaction where the provider is a table.

        A contact that cannot be reached is no error: nothing is sent.
        """
        ...


@cache
def _adapter(path: str) -> Notifier:
    adapter: Notifier = import_string(path)()
    return adapter


def get() -> Notifier:
    """The provider that settings choose, one a process."""
    return _adapter(settings.NOTIFY_ADAPTER)
