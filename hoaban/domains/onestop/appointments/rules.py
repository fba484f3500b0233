"""Checks of a new appointment."""

from datetime import date, datetime, timedelta

from hoaban.casework.cases.states import RESTARTS, line
from hoaban.core.workdays.tables import VIETNAM
from hoaban.domains.onestop.appointments.refused import (
    AlreadyExtended,
    ExtensionTooLate,
    NewDateNotLater,
)
from hoaban.domains.onestop.dossiers.enums import Event, State
from hoaban.domains.onestop.dossiers.rules import Facts, check, moment

EXTEND = line(
    "extend",
    "hẹn lại",
    [State.IN_PROCESS],
    None,
    "leader",
    "appointment.again",
    Event.EXTENDED,
    clock=RESTARTS,
)


def check_extend(facts: Facts) -> None:
    """One new appointment, told at the latest a day before the due date. [ND61/2018 Đ19 k9]"""
    check(EXTEND, facts)
    if facts.extensions >= facts.windows.extensions:
        raise AlreadyExtended(code=facts.code)
    until = extension_until(facts)
    if until and facts.at.astimezone(VIETNAM).date() > until:
        raise ExtensionTooLate(code=facts.code, until=f"{until:%d/%m/%Y}")


def held_after(facts: Facts, due_at: datetime) -> datetime:
    """What the dossier is held to once the new appointment is given: one told in time replaces the
    old, one told too late excuses nothing. [ND61/2018 Đ19 k9]
    """
    held_to = facts.held_to or due_at
    last_day = held_to.astimezone(VIETNAM).date() - timedelta(days=facts.windows.notice_days)
    return due_at if facts.at.astimezone(VIETNAM).date() <= last_day else held_to


def check_new_date(former: datetime, due_at: datetime) -> None:
    """[ND61/2018 Đ19 k9]"""
    if due_at <= former:
        raise NewDateNotLater(due=moment(former))


def extension_until(facts: Facts) -> date | None:
    """The last day on which a new appointment may still be told. [ND61/2018 Đ19 k9]"""
    if facts.due_at is None:
        return None
    due_on = facts.due_at.astimezone(VIETNAM).date()
    return due_on - timedelta(days=facts.windows.notice_days)
