"""Reads the registers that content declares: those of a day, their forms, and typed answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from hoaban.core import language as languages
from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.core.people.roles import WORKERS, Role
from hoaban.domains.registers import rules
from hoaban.engines.content.shapes import (
    Dated,
    Filled,
    FullText,
    Marked,
    Shape,
    misplaced,
    unique,
    whole,
)
from hoaban.engines.forms import answers as forms
from hoaban.engines.forms import schema
from hoaban.engines.forms.answers import Problem
from hoaban.engines.forms.schema import Code, Json, Sections


def _works(role: Role) -> Role:
    if role not in WORKERS:
        raise ValueError(f"vai trò này không giữ sổ (có: {', '.join(sorted(WORKERS))})")
    return role


class Keeper(Shape):
    """Who keeps a register: a role in the agencies named, or in each committee of a level."""

    role: Annotated[Role, AfterValidator(_works)]
    agencies: list[Filled] = Field(default_factory=list)
    level: Literal["province", "district", "commune"] | None = None

    @model_validator(mode="after")
    def _is_one(self) -> "Keeper":
        if bool(self.agencies) == bool(self.level):
            raise ValueError("cần một trong hai: agencies hoặc level")
        return self


class Numbering(Marked):
    """How entries are numbered: when numbers begin anew, whose they are, how they are written."""

    begins: Literal["yearly", "once"]
    of: Literal["agency", "province"]
    symbol: Filled

    @field_validator("symbol")
    @classmethod
    def _can_be_written(cls, value: str, others: ValidationInfo) -> str:
        rules.check_symbol(value, begins_yearly=others.data.get("begins") == "yearly")
        return value


class EntryKind(Shape):
    """A kind of entry and what is asked for it, as the forms of procedures ask."""

    code: Code
    name: FullText
    sections: Annotated[Sections, unique("phần")]

    @model_validator(mode="after")
    def _asks_what_a_register_keeps(self) -> "EntryKind":
        for number, section in enumerate(self.sections):
            for place, asked in enumerate(section.fields):
                at = ("sections", number, "fields", place)
                if asked.kind == "file":
                    raise misplaced("sổ chưa giữ tệp", *at, "kind")
                if asked.prefill:
                    raise misplaced("sổ không có chủ hồ sơ để điền sẵn", *at, "prefill")
        return self


class Register(Dated):
    """A register of the province (sổ, cơ sở dữ liệu) as one file declares it from a day on."""

    code: Annotated[Filled, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    name: FullText
    source: Filled
    keeper: Keeper
    topic: Filled = ""  # of law
    legal_basis: list[Filled] = Field(default_factory=list)
    numbering: Numbering
    kinds: Annotated[list[EntryKind], Field(min_length=1), unique("loại")]

    @model_validator(mode="after")
    def _has_its_law(self) -> "Register":
        if bool(self.topic) == bool(self.legal_basis):
            raise ValueError("cần một trong hai: topic hoặc legal_basis")
        return self

    def holds(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class NoRegisterThatDay(LookupError):
    """No register of this code is kept on this day, or it has no such kind of entry."""


@dataclass(frozen=True, slots=True)
class _Declared:
    """A register with the schema of each kind, made once for the judge, who knows it again."""

    register: Register
    schemas: Mapping[str, Json]


def paths() -> list[Path]:
    """The province's registers, a file each; a later form of one is a file beside it."""
    return sorted((folders.province() / "registers").glob("*.yaml"))


def _read() -> list[_Declared]:
    registers = [whole(path, Register).one() for path in paths()]
    return [
        _Declared(each, {kind.code: schema.schema(kind.sections) for kind in each.kinds})
        for each in sorted(registers, key=lambda register: (register.code, register.valid_from))
    ]


_declared = KeptFiles(paths, _read)


def at(day: date) -> list[Register]:
    """The registers kept on a day by code, each in the form that began last."""
    return [one.register for one in _at(day).values()]


def register(code: str, day: date) -> Register:
    """A register as it is kept on a day. Raises NoRegisterThatDay."""
    return _one(code, day).register


def form(code: str, kind: str, day: date) -> Json:
    """The schema of what is asked for a kind of entry on a day. Raises NoRegisterThatDay."""
    schemas = _one(code, day).schemas
    if kind not in schemas:
        raise NoRegisterThatDay(f"{code} {kind} on {day}")
    return schemas[kind]


def judged(
    code: str, kind: str, answers: object, *, on: date, language: str | None = None
) -> tuple[dict[str, Any], list[Problem]]:
    """Typed answers as an entry would keep them, and what is wrong with them, where and in words.

    In the page's language unless one is named. Raises NoRegisterThatDay.
    """
    return forms.clean_all(form(code, kind, on), answers, on, language or languages.current())


def _at(day: date) -> dict[str, _Declared]:
    """By code; a later form replaces an earlier one even where it has ended since."""
    begun = {one.register.code: one for one in _declared.get() if one.register.valid_from <= day}
    return {code: one for code, one in begun.items() if one.register.holds(day)}


def _one(code: str, day: date) -> _Declared:
    found = _at(day).get(code)
    if found is None:
        raise NoRegisterThatDay(f"{code} on {day}")
    return found
