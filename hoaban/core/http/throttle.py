"""Limits on attempts, per key and fixed window, counted in the database: true over processes."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from hoaban.core import clock
from hoaban.core.http.models import Attempt
from hoaban.core.refusals import Refusal

_A_HOUSEHOLD = 64  # bits of an IPv6 address that one subscriber keeps


class TooManyAttempts(Refusal):
    """Ông/bà đã thử quá nhiều lần. Vui lòng đợi {minutes} phút rồi thử lại.

    transactions.security
    """


def address(request: HttpRequest) -> str:
    """The asking machine: as our own proxy names it where one stands in front, else as the
    connection does. An IPv6 subscriber, who has more addresses than one can count, is one machine.
    """
    said = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:  # the last entry is the proxy's own, those before it anybody's
        said = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or said
    try:
        machine = ip_address(said)
    except ValueError:
        return said
    if not isinstance(machine, IPv6Address):
        return str(machine)
    inner = machine.ipv4_mapped
    return str(inner or ip_network((machine, _A_HOUSEHOLD), strict=False))


def digest(scope: str, key: str) -> str:
    """What is kept of a key: without the installation's secret nobody tells what it was."""
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, f"{scope}\x00{key}".encode(), hashlib.sha256).hexdigest()


def _window(moment: datetime, seconds: int) -> tuple[int, datetime]:
    number = int(moment.timestamp()) // seconds
    return number, datetime.fromtimestamp((number + 1) * seconds, UTC)


def count(scope: str, key: str, *, seconds: int) -> int:
    """Add one attempt; how many there were in this window, with it.

    Every count asks the same of the database: what is over is removed by a task of the worker.
    """
    number, ends_at = _window(clock.machine_now(), seconds)
    with transaction.atomic():
        attempt, _ = Attempt.objects.get_or_create(
            key=digest(scope, key), window=number, defaults={"ends_at": ends_at}
        )
        Attempt.objects.filter(pk=attempt.pk).update(count=F("count") + 1)
        attempt.refresh_from_db(fields=["count"])
    return attempt.count


def tried(scope: str, key: str, *, seconds: int) -> int:
    """How many attempts this window has seen, without adding one."""
    number, _ = _window(clock.machine_now(), seconds)
    found = Attempt.objects.filter(key=digest(scope, key), window=number)
    return next(iter(found.values_list("count", flat=True)), 0)


def refuse(seconds: int) -> TooManyAttempts:
    """The refusal that says how long the window still lasts."""
    now = clock.machine_now()
    left = _window(now, seconds)[1] - now
    return TooManyAttempts(minutes=max(-(-left // timedelta(minutes=1)), 1))


def limit(scope: str, key: str, *, most: int, seconds: int) -> None:
    """Count an attempt and refuse TooManyAttempts from the one after `most` on."""
    if count(scope, key, seconds=seconds) > most:
        raise refuse(seconds)


def forgive(scope: str, key: str) -> None:
    """Forget the attempts of a key: after a sign-in that succeeded."""
    Attempt.objects.filter(key=digest(scope, key)).delete()


def prune() -> int:
    """Remove the counts of windows that ended."""
    return Attempt.objects.filter(ends_at__lt=clock.machine_now()).delete()[0]
