"""Periods of whole days, as people ask about them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hoaban.core import clock

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days of Vietnam, both inclusive."""

    from_on: date
    to_on: date

    @property
    def begins_at(self) -> datetime:
        return clock.at(self.from_on)

    @property
    def ends_at(self) -> datetime:
        """The first moment after the period."""
        return clock.at(self.to_on + ONE_DAY)

    @property
    def judged_at(self) -> datetime:
        """The moment for which it says what is late: its end, or now while it still runs."""
        return min(self.ends_at, clock.now())
