"""Attempts at a person's password and codes: one count a person, whichever door is tried.

What is counted is whose secret is tried and not what was typed: a person has a user name, a
telephone number and an e-mail address, and an account of one's own at somebody's address must not
start that person's count afresh.
"""

import logging
from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest

from hoaban.core import clock
from hoaban.core.accounts import actions
from hoaban.core.http import throttle
from hoaban.core.people import actors
from hoaban.core.people.models import Person

log = logging.getLogger(__name__)
SIGN_IN = actors.system("sign-in")

PASSWORDS = "password"
CODES = "second_factor"
MACHINES = "sign_in.machine"
FAILURES = "sign_in.failures"


def password(request: HttpRequest, login: str, persons: Collection[Person]) -> None:
    """Count an attempt at the password of everybody whom `login` may mean, and of the machine.

    Refuses TooManyAttempts, whether the password is right or wrong; a login that means nobody
    counts for itself, so that the answer does not tell.
    """
    window = settings.SIGN_IN_WINDOW
    keys = [_of(person) for person in persons] or [f"login:{login}"]
    counts = [throttle.count(PASSWORDS, key, seconds=window) for key in keys]
    of_machine = throttle.count(MACHINES, throttle.address(request), seconds=window)
    if settings.SIGN_IN_ATTEMPTS + 1 in counts:  # once a window
        failed(request, login, persons, closed=True)
    if max(counts) > settings.SIGN_IN_ATTEMPTS or (
        of_machine > settings.SIGN_IN_ATTEMPTS_OF_A_MACHINE
    ):
        raise throttle.refuse(window)


def failed(
    request: HttpRequest, login: str, persons: Collection[Person], *, closed: bool = False
) -> None:
    """Note a sign-in that failed: in the journal whose it was, in the log from where.

    Nobody fills the journal, which is kept for ever: of one person's failures in a window the
    first, second, fourth, eighth ... are entries, with their number; all that name nobody count
    together; and a window has `SIGN_IN_FAILURES_KEPT` entries at most. The log has every one.
    """
    log.warning("a sign-in failed from %s", throttle.address(request))
    window = settings.SIGN_IN_WINDOW
    for pk in [person.pk for person in persons] or [0]:
        times = throttle.count(FAILURES, f"person:{pk}", seconds=window)
        if times.bit_count() > 1 and not (closed and pk):
            continue
        if throttle.count(FAILURES, "kept", seconds=window) <= settings.SIGN_IN_FAILURES_KEPT:
            mark = "" if pk else throttle.digest(FAILURES, login)[:16]
            actions.note_failure(
                pk, times=times, login=mark, closed=closed, by=SIGN_IN, at=clock.now()
            )


def password_was_right(person: Person) -> None:
    """Start the person's count afresh."""
    throttle.forgive(PASSWORDS, _of(person))


def code(person: Person) -> None:
    """Count an attempt at a code of the second factor. Refuses TooManyAttempts, right or wrong."""
    most, window = settings.CODE_ATTEMPTS, settings.SIGN_IN_WINDOW
    throttle.limit(CODES, _of(person), most=most, seconds=window)


def code_was_right(person: Person) -> None:
    """Start the person's count of codes afresh."""
    throttle.forgive(CODES, _of(person))


def _of(person: Person) -> str:
    return f"person:{person.pk}"
