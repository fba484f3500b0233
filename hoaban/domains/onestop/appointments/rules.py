"""Checks of a new appointment."""

from datetime import date, datetime, timedelta

from hoaban.casework.cases.states import RESTARTS, line
from hoaban.core.workdays import counting
from hoaban.core.workdays.facts import on_top
from hoaban.core.workdays.tables import VIETNAM
from hoaban.domains.onestop.appointments.refused import (
    AlreadyExtended,
    NewDateNotLater,
    NewDateTooFar,
    SignedInTime,
    ToldTooLate,
)
from hoaban.domains.onestop.dossiers.enums import Event, State
from hoaban.domains.onestop.dossiers.rules import Facts, check, check_authority, moment

EXTEND = line(
    "extend",
    "hẹn lại",
    [State.RECEIVED, State.IN_PROCESS, State.SUPPLEMENT_PROPOSED],
    None,
    "leader",
    "appointment.again",
    Event.EXTENDED,
    clock=RESTARTS,
)


REFUSED = "refused"  # what content says of an appointment that is told too late

APOLOGISE = line(
    "apologise",
    "xin lỗi vì kết quả trễ",
    [State.DONE],
    None,
    "leader",
    "appointment.again",
    "dossiers.apologised",
)


def check_extend(facts: Facts) -> None:
    """One new appointment. Told at the latest a day before the due date it replaces the old one
    (`held_after`); what is late already, or due the same day, is owed the apology all the same,
    unless the law of the day has it refused. [ND61/2018 Đ19 k9]
    """
    check(EXTEND, facts)
    check_authority(facts)
    if facts.extensions >= facts.windows.extensions:
        raise AlreadyExtended(code=facts.code)
    if facts.windows.late_appointment == REFUSED and not is_in_time(facts):
        raise ToldTooLate(until=f"{last_day(facts):%d/%m/%Y}")


def check_apologise(facts: Facts) -> None:
    """What was signed late and never apologised for is owed form 04 all the same: once, and it
    excuses nothing. [ND61/2018 Đ19 k9]
    """
    check(APOLOGISE, facts)
    check_authority(facts)
    if not facts.was_late:
        raise SignedInTime(code=facts.code)
    if facts.extensions >= facts.windows.extensions:
        raise AlreadyExtended(code=facts.code)


def last_day(facts: Facts) -> date:
    """The last day on which a new appointment may be told that replaces the old one."""
    held_to = facts.held_to or facts.at
    return held_to.astimezone(VIETNAM).date() - timedelta(days=facts.windows.notice_days)


def is_in_time(facts: Facts) -> bool:
    return facts.at.astimezone(VIETNAM).date() <= last_day(facts)


def held_after(facts: Facts, due_at: datetime) -> datetime:
    """What the dossier is held to once the new appointment is given: one told in time replaces the
    old, one told too late excuses nothing. [ND61/2018 Đ19 k9]
    """
    return due_at if is_in_time(facts) else facts.held_to or due_at


def check_new_date(facts: Facts, due_at: datetime) -> None:
    """After what was promised and after now, and no longer than the law lets it be."""
    former = max(facts.due_at or facts.at, facts.at)
    if due_at <= former:
        raise NewDateNotLater(due=moment(former))
    last = longest(facts)
    if last and due_at > last:
        raise NewDateTooFar(until=day_of(last), special_law=facts.windows.special_law)


def longest(facts: Facts) -> datetime | None:
    """The last moment that may be promised anew; None where it lies beyond every calendar.

    Counted from the due moment, or from now where that is past: by the law of the procedure, else
    so many times its limit; a limit of the same day gives a working day.
    """
    law = facts.windows
    of_limit = facts.limit_amount * law.extension_times, on_top(facts.limit_unit)
    amount, unit = law.longest_extension or of_limit
    begins = max(facts.due_at or facts.at, facts.at)
    return counting.due_if_known(begins, amount or 1, unit, law.calendar)


def day_of(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%d/%m/%Y}"
