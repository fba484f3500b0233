"""What conditions and checks of a form mean. Pure: answers in, a value, yes or no out.

Answers are `{section: {field: value}}`; a path is `section.field` or `section.field.part`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hoaban.core import days
from hoaban.engines.forms import persons

# Answers and conditions are JSON of any depth.
Json = Mapping[str, Any]
# Beside the answers stands what the filing itself says: `case`, the case that was chosen, `area`,
# the unit of the agency, `communes`, the codes of those in it, and `days_off`, how many days
# without work end right before the day.
FILING = "filing"
FILED = ("case", "area")  # what conditions and checks may name of it
YES, NO = "yes", "no"


def value_at(answers: Json, path: str) -> object:
    """The answer at a path, None where nothing was said."""
    value: object = answers
    for part in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def holds(condition: Json | None, answers: Json) -> bool:
    """Whether a condition of the content holds for the answers. No condition always holds.

    {"field": path, "is" | "not": value}, {"field": path, "in": [...]},
    {"field": path, "filled": bool}, {"all" | "any": [conditions]}, and of a commune
    {"field": path, "in_area": bool}: whether it lies in the area of the agency; neither holds as
    long as one of the two is not known.
    """
    if not condition:
        return True
    if "all" in condition:
        return all(holds(each, answers) for each in condition["all"])
    if "any" in condition:
        return any(holds(each, answers) for each in condition["any"])
    value = value_at(answers, condition["field"])
    if "in_area" in condition:
        communes = value_at(answers, f"{FILING}.communes") or ()
        return bool(value and communes) and (value in communes) == condition["in_area"]  # type: ignore[operator] # JSON: a list of codes
    return _answered(condition, value)


def _answered(condition: Json, value: object) -> bool:
    if "filled" in condition:
        return bool(condition["filled"]) == (value not in (None, "", [], {}))
    if "in" in condition:
        return value in condition["in"]
    if "not" in condition:
        return bool(value != condition["not"])
    return bool(value == condition["is"])


def fields_of(condition: Json | None) -> set[str]:
    """The paths a condition asks for."""
    if not condition:
        return set()
    inner = [*condition.get("all", ()), *condition.get("any", ())]
    own = {str(condition["field"])} if "field" in condition else set()
    return own.union(*(fields_of(each) for each in inner))


def years_between(born: date, on: date) -> int:
    """Whole years of age on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def derived(spec: Json, answers: Json, on: date) -> object:
    """The answer that another one gives, so that nobody is asked for it; None while that is open.

    `{"follows": path}` repeats what stands there; with `days` it is YES as long as the day there
    lies no more than so many days back, else NO. A term that would end on days off ends on the
    first working day after them [BLDS2015 Đ148 k5].
    """
    found = value_at(answers, spec["follows"])
    if "days" not in spec:
        return found
    span = days.span(found)
    if span is None:
        return None
    waited = value_at(answers, f"{FILING}.days_off")
    gone = (on - span[1]).days - (waited if isinstance(waited, int) else 0)
    return YES if gone <= spec["days"] else NO


@dataclass(frozen=True)
class Checked:
    """What a check may look at: the value, all answers, and the business day."""

    value: object
    answers: Json
    on: date
    check: Json

    def other(self) -> object:
        return value_at(self.answers, str(self.check.get("field", "")))


def _days(checked: Checked, compare: Callable[[date, date], bool]) -> bool:
    """Whether any two days that the values may mean compare so: the first with the last."""
    mine, other = days.span(checked.value), days.span(checked.other())
    return not mine or not other or any(compare(one, two) for one in mine for two in other)


def _day(checked: Checked, compare: Callable[[date], bool]) -> bool:
    """Whether the first or the last day that the value may mean compares so.

    Of a birth known by its year alone nothing is held against anybody that is not certain.
    """
    mine = days.span(checked.value)
    return not mine or any(compare(one) for one in mine)


def _years(checked: Checked, compare: Callable[[int], bool]) -> bool:
    """Whether the years from this day to the other one, as far as both are known, compare so."""
    mine, other = days.span(checked.value), days.span(checked.other())
    if not mine or not other:
        return True
    return any(compare(years_between(one, two)) for one in mine for two in other)


def _lies_in(checked: Checked) -> bool:
    """Whether an address, given by the codes of its unit and those above, lies in a unit."""
    units = checked.value
    return not checked.other() or not isinstance(units, list) or checked.other() in units


# What a check's rule name means: true when the value is right, or may be.
CHECKS: Mapping[str, Callable[[Checked], bool]] = {
    "not_future": lambda c: _day(c, lambda mine: mine <= c.on),
    "not_past": lambda c: _day(c, lambda mine: mine >= c.on),
    "not_before": lambda c: _days(c, lambda mine, other: mine >= other),
    "not_after": lambda c: _days(c, lambda mine, other: mine <= other),
    "older_by": lambda c: _years(c, lambda years: years >= c.check["value"]),
    "older_by_at_most": lambda c: _years(c, lambda years: years <= c.check["value"]),
    "lies_in": _lies_in,
    "age_at_least": lambda c: _day(c, lambda mine: years_between(mine, c.on) >= c.check["value"]),
    "age_below": lambda c: _day(c, lambda mine: years_between(mine, c.on) < c.check["value"]),
    "within_days": lambda c: _day(c, lambda mine: (c.on - mine).days <= c.check["value"]),
    "days_ahead": lambda c: _day(c, lambda mine: (mine - c.on).days >= c.check["value"]),
    "pattern": lambda c: re.fullmatch(c.check["value"], str(c.value)) is not None,
    "at_least": lambda c: Decimal(str(c.value)) >= Decimal(str(c.check["value"])),
    "at_most": lambda c: Decimal(str(c.value)) <= Decimal(str(c.check["value"])),
    "differs": lambda c: c.value != c.other(),
    "same": lambda c: c.value == c.other(),
    "other_number": lambda c: persons.have_other_numbers(c.value, c.other()),
    "other_person": lambda c: persons.are_others(c.value, c.other()),
    "same_person": lambda c: persons.may_be_one(c.value, c.other()),
    "citizen_of": lambda c: persons.are_citizens(c.value, c.check["value"]),
    "is_true": lambda c: c.value is True,
}
# What a check's rule needs beside its words.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "not_before": ("field",),
    "not_after": ("field",),
    "older_by": ("field", "value"),
    "older_by_at_most": ("field", "value"),
    "lies_in": ("field",),
    "differs": ("field",),
    "same": ("field",),
    "other_number": ("field",),
    "other_person": ("field",),
    "same_person": ("field",),
    "citizen_of": ("value",),
    "age_at_least": ("value",),
    "age_below": ("value",),
    "within_days": ("value",),
    "days_ahead": ("value",),
    "pattern": ("value",),
    "at_least": ("value",),
    "at_most": ("value",),
}


def broken(checks: Sequence[Json], value: object, *, answers: Json, on: date) -> list[Json]:
    """The checks a filled value breaks, each with its own words. An empty value breaks none."""
    if value in (None, "", [], {}):
        return []
    return [
        check
        for check in checks
        if holds(check.get("when"), answers)
        and not CHECKS[check["rule"]](Checked(value, answers, on, check))
    ]
