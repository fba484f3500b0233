"""Checks of messages: who writes, how long after the end, how many."""

from datetime import datetime, timedelta

from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.correspondence.refused import (
    MessageEmpty,
    MessagesClosed,
    TooManyMessages,
)
from hoaban.domains.onestop.dossiers.enums import Who
from hoaban.domains.onestop.dossiers.rules import Facts, says_something

OFFICIALS = frozenset({Who.CLERK, Who.SPECIALIST, Who.LEADER})


def check_write(facts: Facts, *, over_since: datetime | None, days: int) -> None:
    """The applicant and the officials of the agency that has the dossier write to each other.

    Until so many days after it ended. Papers are not asked for here but by a request, which says
    all of it once and stops the clock.
    """
    is_official = facts.who in OFFICIALS and facts.answers_for_it
    if not (is_official or facts.is_the_applicant):
        raise NotAllowed
    if over_since and facts.at > over_since + timedelta(days=days):
        raise MessagesClosed(code=facts.code, days=days)


def check_number(written: int, *, most: int, code: str) -> None:
    """One side writes so many messages about a dossier."""
    if written >= most:
        raise TooManyMessages(code=code, most=most)


def said(text: str) -> str:
    """The message, trimmed, its lines kept; refused when it says nothing."""
    lines = text.replace("\r\n", "\n").split("\n")
    found = "\n".join(line.rstrip() for line in lines).strip()
    if not says_something(found):
        raise MessageEmpty
    return found
