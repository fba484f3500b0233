"""When a drawn password has run out, and which posts want an authenticator app. Pure."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hoaban.core.accounts.rules import must_have_factor, ran_out
from hoaban.core.people.roles import Role, Standing

DRAWN = datetime(2020, 3, 16, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "is_first", "is_out"),
    [(167, True, False), (168, True, True), (900, True, True), (900, False, False)],
)
def test_a_drawn_password_that_nobody_changed_runs_out(
    hours: int, *, is_first: bool, is_out: bool
) -> None:
    now = DRAWN + timedelta(hours=hours)
    assert ran_out(is_first=is_first, drawn_at=DRAWN, now=now, days=7) == is_out


def test_one_that_the_machine_drew_does_not() -> None:
    assert not ran_out(is_first=True, drawn_at=None, now=DRAWN, days=7)


TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("role", "standing", "from_on", "is_duty"),
    [
        (Role.LEADER, Standing.HEAD, date.min, True),
        (Role.LEADER, Standing.HEAD, TODAY, True),
        (Role.LEADER, Standing.HEAD, TODAY + timedelta(days=1), False),
        (Role.LEADER, Standing.HEAD, None, False),
        (Role.ADMINISTRATOR, Standing.OTHER, date.min, True),
        (Role.IT_OFFICER, Standing.OTHER, date.min, True),
        (Role.SPECIALIST, Standing.DEPUTY, date.min, True),
        (Role.CLERK, Standing.OTHER, date.min, False),
        (Role.SPECIALIST, Standing.OTHER, date.min, False),
        (Role.AUDITOR, Standing.OTHER, date.min, False),
    ],
)
def test_who_signs_or_keeps_the_system_has_an_app_from_a_day_on(
    role: Role, standing: Standing, from_on: date | None, *, is_duty: bool
) -> None:
    assert must_have_factor(role, standing, from_on=from_on, on=TODAY) == is_duty
