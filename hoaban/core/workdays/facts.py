"""The plain facts that a calendar is built from, and the closed lists of counting."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from enum import StrEnum

from hoaban.core.refusals import Refusal


class Unit(StrEnum):
    """What a limit is counted in; amount 0 of days or months means the same day.

    Further days are working days past the limit of the same day.
    """

    WORKING_DAYS = "working_days"
    WORKING_HOURS = "working_hours"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    FURTHER_DAYS = "further_days"


def on_top(unit: Unit | str) -> Unit | str:
    """In what time counts that comes on top of a due moment: past it further days are none."""
    return Unit.WORKING_DAYS if unit == Unit.FURTHER_DAYS else unit


class Rule(StrEnum):
    """Which rule of counting gave a due moment; `article` names its source."""

    WORKING_DAYS = "working_days"
    WORKING_HOURS = "working_hours"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    FURTHER_DAYS = "further_days"
    SAME_DAY = "same_day"
    SAME_DAY_LATE = "same_day_late"


class Moment(StrEnum):
    """What an hour of the day decides: the closed list of dated day rules."""

    SAME_DAY = "same_day"  # same-day procedures received after it are due the next working day
    TRANSFER = "transfer"  # paper received after it is forwarded at the next working start


class MissingYear(Refusal):
    """Chưa có lịch ngày nghỉ lễ của năm {year} nên không tính được thời hạn.

    calendar.holidays
    """

    # [BLLĐ2019 Đ112]


@dataclass(frozen=True, slots=True, order=True)
class DayOff:
    """A day closed by law, by substitution or by a swap."""

    on: date
    name: Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True, order=True)
class ExtraDay:
    """A day worked in exchange for another, with the hours of `weekday` (0 is Monday)."""

    on: date
    name: Mapping[str, str]
    weekday: int


@dataclass(frozen=True, slots=True, order=True)
class OpenHours:
    """One half-day of a week, `[valid_from, valid_to)`; 0 is Monday."""

    weekday: int
    opens: time
    closes: time
    valid_from: date
    valid_to: date | None = None

    def applies(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class DayRule:
    """A dated hour that decides (`[valid_from, valid_to)`), strictly after it."""

    moment: Moment
    after: time
    valid_from: date
    valid_to: date | None
    article: str


@dataclass(frozen=True, slots=True)
class DayRules:
    rules: tuple[DayRule, ...] = ()

    def on(self, moment: Moment, day: date) -> DayRule | None:
        """The rule in force that day, None where the law of that day knows none."""
        for rule in self.rules:
            begun = rule.moment == moment and rule.valid_from <= day
            if begun and (rule.valid_to is None or day < rule.valid_to):
                return rule
        return None


@dataclass(frozen=True, slots=True)
class Source:
    """All that a calendar is built from, in plain values; `own` hours replace the whole week."""

    years: tuple[int, ...]
    closed: tuple[DayOff, ...]
    extra: tuple[ExtraDay, ...]
    hours: tuple[OpenHours, ...]
    own: tuple[OpenHours, ...] = ()
    rules: DayRules = DayRules()

    def body(self) -> str:
        """Canonical JSON: what a snapshot keeps and the digest covers."""
        return json.dumps(asdict(self), default=str, sort_keys=True, ensure_ascii=False)
