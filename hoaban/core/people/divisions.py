"""Agencies whose open cases went separate ways when they ended: by area, or by field.

Whoever answers for such an agency (`agencies.successor`) answers for what it did; each case that
was open then is handed to the agency that goes on with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hoaban.core.people import agencies
from hoaban.core.people.models import Agency, AgencyChange


@dataclass(frozen=True, slots=True)
class Division:
    """How the open cases of an agency are divided from a day on, and the act that says so.

    `fields` are codes of fields of procedures and the code of the agency that has them; by area
    each other case is the commune's in which it lies. `keys` are its versions (primary keys).
    """

    code: str
    on: date
    act: str
    by_area: bool
    fields: Mapping[str, str]
    keys: frozenset[int]


def ended(on: date) -> dict[str, Division]:
    """The divided agencies that no longer stand on a day, by their codes."""
    found = {code: _division(code, rows, on) for code, rows in agencies.dividing().items()}
    tree = agencies.at(on)
    return {code: one for code, one in found.items() if one and code not in tree}


def _division(code: str, rows: list[AgencyChange], on: date) -> Division | None:
    of_day = [row for row in rows if row.on <= on]
    if not of_day:
        return None
    last = max(row.on for row in of_day)
    held = [row for row in of_day if row.on == last]
    return Division(
        code,
        last,
        next((row.act for row in held if row.act), ""),
        any(row.by_area for row in held),
        {row.field: row.new_code for row in held if row.field},
        frozenset(version.pk for version in agencies.versions(code)),
    )


def commune(area_code: str, on: date) -> Agency | None:
    """The agency of a commune on a day by the code of its area; None where there is none."""
    return _communes(on).get(area_code)


def _communes(on: date) -> dict[str, Agency]:
    rows = agencies.at(on).taking_part("commune")
    return {row.area_code: row for row in rows}
