"""Limits on attempts, per key and fixed window, counted in the database: true over processes."""

import hashlib
import hmac
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest

from hoaban.core import clock
from hoaban.core.http.models import Attempt, Remembered
from hoaban.core.refusals import Refusal

FIRST_WAIT = 15  # seconds
_A_HOUSEHOLD = 64  # bits of an IPv6 address that one subscriber keeps
_A_NETWORK = {4: 24, 6: 48}  # bits that neighbours share


class TooManyAttempts(Refusal):
    """Bạn đã thử quá nhiều lần. Vui lòng đợi {minutes} phút rồi thử lại.

    transactions.security
    """

    @property
    def seconds(self) -> int:
        """How long the wait is."""
        return 60 * int(str(self.facts["minutes"]))


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


def network(request: HttpRequest) -> str:
    """The neighbourhood of the asking machine: who owns one address mostly owns those beside it."""
    try:
        found = ip_network(address(request), strict=False)
    except ValueError:
        return address(request)
    bits = _A_NETWORK[found.version]
    return str(found.supernet(new_prefix=min(bits, found.prefixlen)))


def browser(request: HttpRequest) -> str:
    """The asking browser at its machine, by the cookie that each has without which no form is
    taken. Whoever likes makes up another, so nothing is counted by this alone.
    """
    return f"{address(request)} {request.COOKIES.get(settings.CSRF_COOKIE_NAME, '')[:64]}"


def digest(scope: str, key: str) -> str:
    """What is kept of a key: without the installation's secret nobody tells what it was."""
    secret = settings.SECRET_KEY.encode()
    return hmac.new(secret, f"{scope}\x00{key}".encode(), hashlib.sha256).hexdigest()


def _window(moment: datetime, seconds: int) -> tuple[int, datetime]:
    number = int(moment.timestamp()) // seconds
    return number, datetime.fromtimestamp((number + 1) * seconds, UTC)


def count(scope: str, key: str, *, seconds: int, by: int = 1) -> int:
    """Add one attempt, or as many as `by` says; how many there were in this window, with them.

    Every count asks the same of the database: what is over is removed by a task of the worker.
    """
    number, ends_at = _window(clock.machine_now(), seconds)
    with transaction.atomic():
        attempt, _ = Attempt.objects.get_or_create(
            key=digest(scope, key), window=number, defaults={"ends_at": ends_at}
        )
        Attempt.objects.filter(pk=attempt.pk).update(count=F("count") + by)
        attempt.refresh_from_db(fields=["count"])
    return attempt.count


@dataclass(slots=True)
class _Share:
    """What this process counted of a key in a window and has not written yet, and what is known of
    all processes together.
    """

    window: int
    unwritten: int = 0
    known: int = 0


class Tally:
    """Counts what comes too often for a row to be written each time: some are counted here and
    written together, so that of several processes each lets a few more through.
    """

    def __init__(self, *, step: int) -> None:
        self.step = step
        self._shares: dict[str, _Share] = {}
        self._lock = threading.Lock()

    def limit(self, scope: str, key: str, *, most: int, seconds: int) -> int:
        """Count one; the seconds to wait from the one after `most` in a window on, else 0. Where
        nothing can be written, what this process counts is all that is known.
        """
        now, kept = clock.machine_now(), digest(scope, key)
        number, ends_at = _window(now, seconds)
        with self._lock:
            share = self._share(kept, number)
            share.unwritten += 1
            is_written = share.known < most and share.unwritten >= self.step
            more, share.unwritten = (share.unwritten, 0) if is_written else (0, share.unwritten)
        if more:
            self._write(share, scope, key, more, seconds)
        if share.known + share.unwritten <= most:
            return 0
        return max(1, -int((now - ends_at) // timedelta(seconds=1)))

    def _share(self, kept: str, number: int) -> _Share:
        """Of this window; what is over is forgotten."""
        found = self._shares.get(kept)
        if found is None or found.window != number:
            self._shares = {one: old for one, old in self._shares.items() if old.window == number}
            found = self._shares[kept] = _Share(number)
        return found

    def _write(self, share: _Share, scope: str, key: str, more: int, seconds: int) -> None:
        try:
            share.known = max(share.known, count(scope, key, seconds=seconds, by=more))
        except DatabaseError:
            share.known += more


def tried(scope: str, key: str, *, seconds: int) -> int:
    """How many attempts this window has seen, without adding one."""
    number, _ = _window(clock.machine_now(), seconds)
    found = Attempt.objects.filter(key=digest(scope, key), window=number)
    return next(iter(found.values_list("count", flat=True)), 0)


def _until(moment: datetime) -> TooManyAttempts:
    """The refusal that says how many minutes are left until a moment."""
    left = moment - clock.machine_now()
    return TooManyAttempts(minutes=max(-(-left // timedelta(minutes=1)), 1))


def refuse(seconds: int) -> TooManyAttempts:
    """The refusal that says how long the window still lasts."""
    return _until(_window(clock.machine_now(), seconds)[1])


def limit(scope: str, key: str, *, most: int, seconds: int) -> None:
    """Count an attempt and refuse TooManyAttempts from the one after `most` on."""
    if count(scope, key, seconds=seconds) > most:
        raise refuse(seconds)


def share(scope: str, request: HttpRequest, *, each: int, together: int, seconds: int) -> None:
    """Count an attempt of a browser and of its address, as far as several share the address.

    A browser that has used up `each` takes nothing from the others of its school or office; of all
    together `together` are let through, however many browsers somebody makes up. Refuses
    TooManyAttempts, and writes nothing then.
    """
    machine, asking, shared = address(request), browser(request), f"{scope}.address"
    if tried(shared, machine, seconds=seconds) >= together:
        raise refuse(seconds)
    if tried(scope, asking, seconds=seconds) >= each:
        raise refuse(seconds)
    count(scope, asking, seconds=seconds)
    count(shared, machine, seconds=seconds)


def pace(scope: str, key: str, *, free: int, seconds: int, longest: int) -> None:
    """Count an attempt; after `free` ones in a window each next waits twice as long for its turn.

    The waits begin at a quarter of a minute and are `longest` seconds at most. Refuses
    TooManyAttempts before the turn has come: such an attempt is not counted and moves nothing, and
    of many at once one alone gets the turn.
    """
    before = tried(scope, key, seconds=seconds)
    if before >= free:
        _take_turn(scope, key, seconds=_wait(before + 1 - free, longest))
    if count(scope, key, seconds=seconds) == free:
        _take_turn(scope, key, seconds=_wait(0, longest))


def _wait(step: int, longest: int) -> int:
    return int(min(FIRST_WAIT * 2.0 ** min(step, 20), longest))


def _take_turn(scope: str, key: str, *, seconds: int) -> None:
    """Take the turn and fix the moment of the next. Refuses TooManyAttempts where it is not yet."""
    now, turn = clock.machine_now(), {"key": digest(f"{scope}.turn", key), "window": 0}
    following = now + timedelta(seconds=seconds)
    if Attempt.objects.filter(**turn, ends_at__lte=now).update(ends_at=following):
        return
    with transaction.atomic():
        held, is_first = Attempt.objects.get_or_create(**turn, defaults={"ends_at": following})
    if not is_first:
        raise _until(held.ends_at)


def once(scope: str, key: str, *, seconds: int) -> bool:
    """Whether this is the first time in so many seconds, whichever process asks and whenever."""
    try:
        _take_turn(scope, key, seconds=seconds)
    except TooManyAttempts:
        return False
    return True


def was(scope: str, key: str) -> bool:
    """Whether `once` said yes and its seconds have not passed; asking changes nothing."""
    turn = {"key": digest(f"{scope}.turn", key), "window": 0}
    return Attempt.objects.filter(**turn, ends_at__gt=clock.machine_now()).exists()


def keep(scope: str, key: str, *, seconds: int) -> None:
    """Let `was` say yes for so many seconds from now on."""
    ends_at = clock.machine_now() + timedelta(seconds=seconds)
    Attempt.objects.update_or_create(
        key=digest(f"{scope}.turn", key), window=0, defaults={"ends_at": ends_at}
    )


def take_back(scope: str, key: str, *, seconds: int) -> None:
    """Take back one attempt of this window, which was none that counts."""
    number, _ = _window(clock.machine_now(), seconds)
    counted = Attempt.objects.filter(key=digest(scope, key), window=number, count__gt=0)
    counted.update(count=F("count") - 1)


def take_back_share(scope: str, request: HttpRequest, *, seconds: int) -> None:
    """Take back what `share` counted of a browser and of its address."""
    take_back(scope, browser(request), seconds=seconds)
    take_back(f"{scope}.address", address(request), seconds=seconds)


def forgive(scope: str, key: str) -> None:
    """Forget the attempts of a key: after a sign-in that succeeded."""
    keys = [digest(scope, key), digest(f"{scope}.turn", key)]
    Attempt.objects.filter(key__in=keys).delete()


def prune() -> int:
    """Remove the counts of windows that ended, and what was remembered until now."""
    now = clock.machine_now()
    Remembered.objects.filter(expires__lt=now).delete()
    return Attempt.objects.filter(ends_at__lt=now).delete()[0]
