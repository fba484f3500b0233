"""The article of law in the answer to a refusal: that of the day whose law governs the case.

A page about a case says so once, by `concerns`; everything else is a matter of today. The look-up
is connected by config, since the law lies above the core.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.http import HttpRequest
from django.utils.translation import gettext

from hoaban.core import clock
from hoaban.core.http import acting
from hoaban.core.refusals import Refusal

GOVERNED = "hoaban.governed"


class Found(Protocol):
    """What speaks of a topic on a day, in the reader's language."""

    @property
    def words(self) -> str: ...

    @property
    def is_doubtful(self) -> bool:
        """Whether readers must be told that the text was not seen."""
        ...


@dataclass(frozen=True, slots=True)
class Nothing:
    """No article: before anything is connected."""

    words: str = ""
    is_doubtful: bool = False


Find = Callable[[str, date], Found]


def nothing(_topic: str, _on: date) -> Found:
    """Find no article."""
    return Nothing()


class _Connected:
    find: Find = staticmethod(nothing)


def connect(find: Find) -> None:
    """Set who knows which article speaks of a topic on a day."""
    _Connected.find = staticmethod(find)


@contextmanager
def connected(find: Find) -> Iterator[None]:
    """Set another look-up for a while: a test."""
    before = _Connected.find
    connect(find)
    try:
        yield
    finally:
        connect(before)


def concerns(request: HttpRequest, on: date) -> None:
    """Say that the request is about a case which the law of this day governs."""
    request.META[GOVERNED] = on


def of(request: HttpRequest, refusal: Refusal) -> Found:
    """The article behind a refusal; empty where its topic is none."""
    return on_day(refusal, request.META.get(GOVERNED) or clock.today())


def on_day(refusal: Refusal, on: date) -> Found:
    """The same where a page tells of a case before anybody was refused, by the day of its law."""
    return _Connected.find(refusal.topic, on) if refusal.topic else Nothing()


def shown(request: HttpRequest, refusal: Refusal) -> str:
    """The article as a page shows it, with a word of doubt where its text was not seen."""
    found = of(request, refusal)
    return doubted(found, for_officials=acting.is_desk(request.path))


def doubted(found: Found, *, for_officials: bool) -> str:
    """The words of an article; officials alone are told that its text was not compared."""
    if not found.is_doubtful or not for_officials:
        return found.words
    doubt = gettext("chưa đối chiếu văn bản")
    return f"{found.words}, {doubt}"
