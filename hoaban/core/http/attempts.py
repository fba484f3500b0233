"""Attempts at a person's password and codes: slowed down for whoever errs, closed to nobody.

What is counted is whose secret is tried and from where, not what was typed: a person has a user
name, a telephone number and an e-mail address, and both doors count together. A browser that knows
the person counts for itself alone, so nobody keeps an official out by trying wrong passwords.
"""

import logging
from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest

from hoaban.core import clock
from hoaban.core.accounts import actions
from hoaban.core.http import devices, throttle
from hoaban.core.people import actors
from hoaban.core.people.models import Person

log = logging.getLogger(__name__)
SIGN_IN = actors.system("sign-in")

PASSWORDS = "password"
CODES = "second_factor"
MACHINES = "sign_in.machine"
NETWORKS = "sign_in.network"
DAY = 24 * 3600
FAILURES = "sign_in.failures"


def password(request: HttpRequest, login: str, persons: Collection[Person]) -> None:
    """Count an attempt at the password of everybody whom `login` may mean.

    Refuses TooManyAttempts, whether the password is right or wrong, while whoever erred here must
    wait: the same address, or, where many addresses try one person, each that does not know the
    person. A login that means nobody counts for itself, so that the answer does not tell.
    """
    if not persons:
        _of_strangers(request, f"login:{login}")
    for person in persons:
        device = devices.of(request, person)
        if device:
            _pace(PASSWORDS, _on(person, device), settings.SIGN_IN_ATTEMPTS)
        else:
            _of_strangers(request, _of(person), person)


def _of_strangers(request: HttpRequest, whose: str, person: Person | None = None) -> None:
    """An attempt from a browser that does not know the person.

    Each network counts for itself; one from which the person came in is not made to wait by what
    is tried from others, which all count together.
    """
    window, machine = settings.SIGN_IN_WINDOW, throttle.address(request)
    if throttle.tried(MACHINES, machine, seconds=window) >= settings.SIGN_IN_ATTEMPTS_OF_A_MACHINE:
        raise throttle.refuse(window)
    _pace(PASSWORDS, _from(request, whose), settings.SIGN_IN_ATTEMPTS)
    if person is not None and throttle.was(NETWORKS, _known(request, person)):
        return
    longest = settings.SIGN_IN_WAIT_OF_STRANGERS
    _pace(PASSWORDS, whose, settings.SIGN_IN_ATTEMPTS_OF_STRANGERS, longest=longest)


def _from(request: HttpRequest, whose: str) -> str:
    return f"{whose} at {throttle.network(request)}"


def _known(request: HttpRequest, person: Person) -> str:
    """A network of a person, forgotten with the password."""
    return f"{_from(request, _of(person))} {devices.mark_of(person)}"


def _pace(scope: str, key: str, free: int, *, longest: int = 0) -> None:
    longest = longest or settings.SIGN_IN_LONGEST_WAIT
    throttle.pace(scope, key, free=free, seconds=settings.SIGN_IN_WINDOW, longest=longest)


def failed(request: HttpRequest, login: str, persons: Collection[Person]) -> None:
    """Note a sign-in that failed: in the journal whose it was, in the log from where.

    Nobody fills the journal, which is kept for ever: of one person's failures in a window the
    first, second, fourth, eighth ... are entries, with their number; all that name nobody count
    together; and a window has `SIGN_IN_FAILURES_KEPT` entries at most. The log has every one.
    """
    log.warning("a sign-in failed from %s", throttle.address(request))
    window = settings.SIGN_IN_WINDOW
    throttle.count(MACHINES, throttle.address(request), seconds=window)
    for pk in [person.pk for person in persons] or [0]:
        times = throttle.count(FAILURES, f"person:{pk}", seconds=window)
        if times.bit_count() > 1:
            continue
        if throttle.count(FAILURES, "kept", seconds=window) <= settings.SIGN_IN_FAILURES_KEPT:
            mark = "" if pk else throttle.digest(FAILURES, login)[:16]
            actions.note_failure(pk, times=times, login=mark, by=SIGN_IN, at=clock.now())


def password_was_right(request: HttpRequest, person: Person) -> None:
    """Start the count afresh here; it was none that failed for anybody else either."""
    device = devices.of(request, person)
    if device:
        throttle.forgive(PASSWORDS, _on(person, device))
        return
    throttle.forgive(PASSWORDS, _from(request, _of(person)))
    throttle.keep(NETWORKS, _known(request, person), seconds=settings.SIGN_IN_NETWORK_DAYS * DAY)
    throttle.take_back(PASSWORDS, _of(person), seconds=settings.SIGN_IN_WINDOW)


def code(request: HttpRequest, person: Person) -> None:
    """Count an attempt at a code of the second factor. Refuses TooManyAttempts, right or wrong.

    Whoever gets here knows the password. From browsers that do not know the person all addresses
    count together: a code has six digits alone.
    """
    _pace(CODES, _place(request, person), settings.CODE_ATTEMPTS)


def code_was_right(request: HttpRequest, person: Person) -> None:
    """Start the count of codes afresh."""
    throttle.forgive(CODES, _place(request, person))


def _place(request: HttpRequest, person: Person) -> str:
    device = devices.of(request, person)
    return _on(person, device) if device else _of(person)


def _on(person: Person, device: str) -> str:
    return f"{_of(person)} on {device}"


def _of(person: Person) -> str:
    return f"person:{person.pk}"
