"""Checks of ratings: by the applicant, after the end, for some days."""

from datetime import datetime, timedelta

from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.dossiers.enums import Who
from hoaban.domains.onestop.dossiers.rules import Facts
from hoaban.domains.onestop.ratings.refused import (
    NothingToRate,
    RatedByAnOfficial,
    RatedInAccount,
    RatingClosed,
)


def check_rate(facts: Facts, *, over_since: datetime | None, days: int) -> None:
    """The applicant rates what was done or has ended, once, and may change it for some days.

    The system does it for whoever shows the code and the digits of the telephone number.
    """
    if not (facts.is_the_applicant or facts.who == Who.SYSTEM):
        raise NotAllowed
    if over_since is None:
        raise NothingToRate(code=facts.code)
    if facts.at > over_since + timedelta(days=days):
        raise RatingClosed(code=facts.code, days=days)


def check_over(code: str, *, is_by_code: bool, was_by_account: bool) -> None:
    """What was said from the account is changed there alone: many may see a code and digits."""
    if is_by_code and was_by_account:
        raise RatedInAccount(code=code)


def check_session(*, has_post: bool) -> None:
    """Whoever settles cases says nothing for those whose cases they are."""
    if has_post:
        raise RatedByAnOfficial
