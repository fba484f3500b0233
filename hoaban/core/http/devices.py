"""Browsers in which a person has signed in before, known by a cookie that nobody else can write.

Who tries passwords from elsewhere does not make the right person wait at the own machine. The
cookie names the browser by a drawn number and people by digests under the installation's secret:
who reads it learns nobody's name. It opens nothing.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from hoaban.core.http import throttle
from hoaban.core.people.models import Person

COOKIE = "device"
YEAR = 365 * 24 * 3600
MOST = 12  # people who share a browser, the last ones


def of(request: HttpRequest, person: Person) -> str:
    """The number of the browser that knows this person, or ''."""
    found = _read(request)
    return str(found["id"]) if mark_of(person) in found["people"] else ""


def know(request: HttpRequest, answer: HttpResponseBase, person: Person) -> None:
    """Let the browser know that this person signed in here, after all that was asked."""
    found, mark = _read(request), mark_of(person)
    people = [mark, *(one for one in found["people"] if one != mark)][:MOST]
    answer.set_cookie(
        COOKIE,
        signing.dumps({"id": found["id"], "people": people}, salt=COOKIE),
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, Any]:  # Any: what our own hand signed
    try:
        found: dict[str, Any] = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=YEAR
        )
    except signing.BadSignature:
        return {"id": secrets.token_urlsafe(12), "people": []}
    return found


def mark_of(person: Person) -> str:
    """A person in the cookie; another one once the password is another."""
    return throttle.digest(COOKIE, f"{person.pk} {person.password}")[:16]
