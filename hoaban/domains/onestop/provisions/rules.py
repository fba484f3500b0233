"""The legal parameters of a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hoaban.core.workdays.tables import Calendar

# What of a procedure's own law stands in the place of the decree on the one-stop mechanism.
OTHERWISE = frozenset({"on_supply", "supplement_days", "extension"})


@dataclass(frozen=True, slots=True)
class AwaitedPayment:
    """For whose money the law of a procedure lets the clock stand, and for how many working days it
    is waited for; then the clock `resumes`, or the limit `restarts` from the payment.
    """

    kind: str
    then: str
    days: int


@dataclass(frozen=True, slots=True)
class Windows:
    """What the law of a day allows: counts, and the agency's calendar to compute moments with.

    Days are working days, hours working hours. Read from content, never written here.
    """

    supplements_per_stage: int
    extensions: int
    supplement_days: int
    notice_days: int
    late_appointment: str  # told later than that: `given`, which excuses nothing, or `refused`
    precheck_hours: int
    completion_days: int
    circular: str
    forms: Mapping[str, str]
    on_supply: str
    undo_minutes: int
    calendar: Calendar
    extension_times: int  # of the limit at most, where no law says how much an extension gives
    longest_extension: tuple[int, str] | None = None  # amount and unit, by the law of a procedure
    signs: Mapping[str, str] = field(default_factory=dict)  # of numbers, by the form's name
    are_forms_doubtful: bool = False  # no text was seen that says which forms hold
    awaits_payment: AwaitedPayment | None = None  # by the law of a procedure alone
    special_law: str = ""  # the topic under which the law of a procedure is cited

    def by_procedure(self, clock: Mapping[str, Any]) -> "Windows":  # Any: JSON
        """With what the special law of a procedure says otherwise (`Revision.clock`)."""
        if not clock:
            return self
        amount, unit = clock.get("extension", (None, ""))
        awaited = clock.get("awaits_payment")
        return replace(
            self,
            on_supply=clock.get("on_supply", self.on_supply),
            supplement_days=clock.get("supplement_days", self.supplement_days),
            longest_extension=(amount, unit) if amount else None,
            awaits_payment=AwaitedPayment(**awaited) if awaited else None,
            special_law=clock["law"] if OTHERWISE & set(clock) else "",
        )
