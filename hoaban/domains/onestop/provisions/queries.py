"""Reads what the acts on the one-stop mechanism provide on a day."""

from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import model_validator

from hoaban.core.calendars import queries as calendars
from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles, KeptFilesByKey
from hoaban.domains.onestop.provisions.refused import NoRulesThatDay
from hoaban.domains.onestop.provisions.rules import Windows as Windows
from hoaban.engines.content.places import Wrong
from hoaban.engines.content.shapes import Dated, Filled, Found, Yes, table

NUMBERS = frozenset(
    {
        *("supplements_per_stage", "extensions", "supplement_days", "notice_days", "draft_days"),
        *("precheck_hours", "completion_days", "undo_minutes", "extension_times", "message_days"),
        *("rating_days", "known_days", "known_notice_days", "known_most", "reminder_days"),
        *("warning_share", "unclaimed_days", "transfer_days"),
    }
)
MOBILE = "mobile_prefixes"  # how numbers of mobile networks begin, which alone take messages
WORDS = {"on_supply": {"restarts", "resumes"}, "late_appointment": {"given", "refused"}}
FORM = "form."  # what a form is called in the code, and its number in the circular
SIGN = "sign."  # of a form: what stands behind the number of each paper, `{agency}` its agency's


class Parameter(Dated):
    """One thing that the acts on the one-stop mechanism set: a line of `onestop.csv`."""

    name: Filled
    value: Filled
    act: Filled
    illustrative: Yes = False
    note: str = ""

    @model_validator(mode="after")
    def _is_known(self) -> "Parameter":
        if self.name in NUMBERS and not self.value.isdecimal():
            raise ValueError(f"{self.name} cần một số nguyên không âm")
        if self.name in WORDS and self.value not in WORDS[self.name]:
            raise ValueError(f"{self.name} là một trong: {', '.join(sorted(WORDS[self.name]))}")
        if self.name == MOBILE and not all(one.isdecimal() for one in self.value.split(" ")):
            raise ValueError(f"{MOBILE} cần các chữ số đầu, cách nhau một dấu cách")
        known = {*NUMBERS, *WORDS, MOBILE, "circular"}
        if self.name not in known and not self.name.startswith((FORM, SIGN)):
            raise ValueError(f'không có tham số "{self.name}"')
        return self


def paths() -> list[Path]:
    """The country's table, and the province's own where it has one."""
    folders_of = (folders.country(), folders.province())
    return [path for folder in folders_of if (path := folder / "onestop.csv").exists()]


def read(path: Path) -> Found[Parameter]:
    """The lines of a table, and what is wrong in it."""
    return table(path, Parameter, key=("name", "valid_from"))


def _read_parameters() -> list[Parameter]:
    """The country's lines, then the province's: what stands last wins."""
    found = [read(path) for path in paths()]
    if problems := [problem for one in found for problem in one.problems]:
        raise Wrong(problems[0])
    return [
        line for one in found for line in sorted(one.shapes(), key=lambda line: line.valid_from)
    ]


_parameters = KeptFiles(paths, _read_parameters)


def act_of(on: date) -> dict[str, Any]:  # Any: numbers, words, and forms by name
    """The one-stop rules of a day, as content has them. Refuses NoRulesThatDay."""
    return _acts.get(on)


def takes_messages(phone: str, on: date) -> bool:
    """Whether a number is one of a mobile network; where content names none, every number is."""
    return phone.startswith(tuple(act_of(on).get(MOBILE, "0").split(" ")))


def _act_of(on: date) -> dict[str, Any]:  # Any: as above
    living = [
        line for line in _parameters.get() if line.valid_from <= on < (line.valid_to or date.max)
    ]
    held = {line.name: line.value for line in living}
    if missing := {*NUMBERS, *WORDS, "circular"} - set(held):
        raise NoRulesThatDay(on=f"{on:%d/%m/%Y}", missing=", ".join(sorted(missing)))
    numbers = {name: int(held[name]) for name in NUMBERS}
    circular = next(line for line in reversed(living) if line.name == "circular")
    return (
        held
        | numbers
        | {
            "forms": _named(held, FORM),
            "signs": _named(held, SIGN),
            "are_forms_doubtful": circular.illustrative,
        }
    )


def _named(held: dict[str, str], of: str) -> dict[str, str]:
    """The parameters of one sort by the rest of their names."""
    return {name.removeprefix(of): v for name, v in held.items() if name.startswith(of)}


_acts = KeptFilesByKey(paths, _act_of)


def held_since(on: date, names: Collection[str]) -> date:
    """The first day since which these lines say the same as on a day, without a break."""
    changes = {line.valid_from for line in _parameters.get() if line.valid_from <= on}
    now, first = _said(on, names), on
    for day in sorted(changes, reverse=True):
        if _said(day, names) != now:
            break
        first = day
    return first


def _said(on: date, names: Collection[str]) -> list[Any]:  # Any: numbers and words
    return [act_of(on).get(name) for name in names]


def windows(on: date, agency_code: str) -> Windows:
    """What the law of a day allows, with the agency's calendar."""
    calendar = calendars.calendar(agency_code, on)
    act = act_of(on)
    return Windows(
        supplements_per_stage=act["supplements_per_stage"],
        extensions=act["extensions"],
        supplement_days=act["supplement_days"],
        notice_days=act["notice_days"],
        late_appointment=act["late_appointment"],
        precheck_hours=act["precheck_hours"],
        completion_days=act["completion_days"],
        circular=act["circular"],
        forms=act["forms"],
        signs=act["signs"],
        are_forms_doubtful=act["are_forms_doubtful"],
        on_supply=act["on_supply"],
        undo_minutes=act["undo_minutes"],
        calendar=calendar,
        extension_times=act["extension_times"],
    )


def days_of_acts() -> dict[str, date]:
    """Each decree that ruled the one-stop mechanism by its number, with a day late in its time."""
    begins: dict[str, date] = {}
    for line in (one for one in _parameters.get() if one.act.endswith("/NĐ-CP")):
        begins[line.act] = min(begins.get(line.act, line.valid_from), line.valid_from)
    acts = sorted(begins, key=lambda act: begins[act])
    ends = [begins[after] - timedelta(days=1) for after in acts[1:]]
    last = max(line.valid_from for line in _parameters.get())
    return dict(zip(acts, [*ends, last], strict=True))
