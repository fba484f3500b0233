"""What must hold before real people are served: one list, asked by `serve` and by `doctor`."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils.module_loading import import_string

from hoaban.config import postgresql
from hoaban.core.people.models import Person
from hoaban.gateways.notify.contract import Notifier
from hoaban.gateways.payments import contract as payments_contract
from hoaban.gateways.payments.contract import Provider
from hoaban.gateways.payments.enums import PLATFORM
from hoaban.gateways.signing.contract import Signer


def methods(contract: type) -> list[str]:
    """What a contract's own class declares, by name."""
    return sorted(name for name in vars(contract) if not name.startswith("_"))


ADAPTERS = {  # its setting, and what its contract asks it to do
    "HOABAN_NOTIFY": ("NOTIFY_ADAPTER", methods(Notifier)),
    "HOABAN_SIGNING": ("SIGNING_ADAPTER", methods(Signer)),
    "HOABAN_FILES_SCANNER": ("FILES_SCANNER", ["__call__"]),
}
SHORTEST_SECRET = 32  # bytes
LEAST_VARIED = 8  # different letters of a secret
NAME_OF_A_HOST = re.compile(r"[a-z0-9_.-]+|\[[0-9a-f:.]+\]", re.ASCII | re.IGNORECASE)
STAND_IN = "hoaban.gateways.notify.adapters.outbox.OutboxAdapter"


def today() -> str:
    """The business day is the real one."""
    return (
        "HOABAN_TODAY is set: that is the demo's day; take it out" if settings.HOABAN_DEMO else ""
    )


def people() -> str:
    """Nobody signs in with a password that stands in the program."""
    found = Person.objects.filter(is_synthetic=True, is_active=True)
    count = found.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exclude(password="")
    number = count.count()
    return f"{number} synthetic people can sign in: take an own HOABAN_VAR" if number else ""


def secret() -> str:
    """Nobody guesses the secret that signs sessions."""
    secret = settings.SECRET_KEY
    if len(secret.encode()) < SHORTEST_SECRET:
        return f"the secret is shorter than {SHORTEST_SECRET} bytes: leave HOABAN_SECRET out"
    is_varied = len(set(secret)) >= LEAST_VARIED
    return "" if is_varied else "the secret repeats a few letters: leave HOABAN_SECRET out"


def hosts() -> str:
    """The names that it answers to are named, each whole."""
    named = settings.ALLOWED_HOSTS
    wide = any(name.startswith(".") or "*" in name or not name.strip(".") for name in named)
    if not named or wide:
        return "HOABAN_HOSTS is empty or * or has a name that stands for many: write your own names"
    other = [name for name in named if not NAME_OF_A_HOST.fullmatch(name)]
    return f"HOABAN_HOSTS={other[0]}: a name alone, without https:// and port" if other else ""


def origins() -> str:
    """Forms come from pages under its own names alone."""
    scheme = "http" if settings.HTTP_ONLY else "https"
    trusted = [urlsplit(origin) for origin in settings.CSRF_TRUSTED_ORIGINS]
    own = all(
        one.scheme in {scheme, "https"} and one.hostname in settings.ALLOWED_HOSTS
        for one in trusted
    )
    return "" if own else "HOABAN_ORIGINS: write https:// and a name that stands in HOABAN_HOSTS"


def https() -> str:
    """Passwords travel over TLS."""
    safe = settings.BEHIND_PROXY or settings.HTTP_ONLY
    return (
        ""
        if safe
        else "no HOABAN_HTTPS=1: passwords travel in the clear (a test: HOABAN_HTTP_ONLY=1)"
    )


def notify() -> str:
    """Messages reach people."""
    sent = settings.NOTIFY_ADAPTER != STAND_IN or settings.STAND_IN_TAKEN
    words = (
        "messages go to a stand-in and to nobody: set HOABAN_NOTIFY, or HOABAN_STAND_IN=1 to start"
    )
    return "" if sent else words


def payments() -> str:
    """Fees are paid in earnest; a demo is refused as one."""
    is_played = payments_contract.OURS[PLATFORM] in payments_contract.paths().values()
    return (
        "HOABAN_PAYMENTS names a stand-in: whoever presses has paid"
        if is_played and not settings.HOABAN_DEMO
        else ""
    )


def adapters() -> str:
    """What stands behind the contracts is there and does what its contract asks."""
    paid = [("HOABAN_PAYMENTS", path) for path in payments_contract.paths().values()]
    asked = [(name, getattr(settings, one), does) for name, (one, does) in ADAPTERS.items()]
    for name, chosen, does in [*asked, *((name, path, methods(Provider)) for name, path in paid)]:
        try:
            found = import_string(chosen) if chosen else None
        except ImportError:
            return f"{name}={chosen}: there is no such adapter"
        lacking = [one for one in does if chosen and not callable(getattr(found, one, None))]
        if lacking:
            return f"{name}={chosen}: is no such adapter, it cannot {lacking[0]}"
    return ""


CHECKS: dict[str, Callable[[], str]] = {
    "today": today,
    "people": people,
    "secret": secret,
    "hosts": hosts,
    "origins": origins,
    "https": https,
    "notify": notify,
    "payments": payments,
    "adapters": adapters,
    "texts": postgresql.texts,
}
TAKEN = {
    "https": ("HTTP_ONLY", "plain HTTP, as HOABAN_HTTP_ONLY asks: for a test alone"),
    "notify": (
        "STAND_IN_TAKEN",
        "a stand-in, as HOABAN_STAND_IN asks: nobody can confirm an account",
    ),
}


def reasons() -> list[str]:
    """Why real people cannot be served, a line each."""
    return [said for check in CHECKS.values() if (said := check())]


def line(name: str) -> str:
    """What the doctor says of one check; what was taken on purpose is said all the same."""
    if wrong := CHECKS[name]():
        return f"WRONG  {wrong}"
    setting, words = TAKEN.get(name, ("", ""))
    return f"ok     {words if setting and getattr(settings, setting) else 'fit for real people'}"
