"""A schema's sections and questions as frozen data, and the single inputs they come apart into."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from hoaban.core.language import text
from hoaban.engines.forms import rules
from hoaban.engines.forms.parts import PARTS
from hoaban.engines.forms.rules import Json

OUTSIDE = "outside"  # an address beyond the province, written out whole


@dataclass(frozen=True)
class Leaf:
    """One input of the page: its HTML name and where its value stands in the section's answers."""

    name: str
    path: tuple[str | int, ...]
    spec: Json
    label: str
    hint: str
    required: bool
    whose: str = ""  # of a part: the question it belongs to


@dataclass(frozen=True)
class Question:
    """One question of a section, in the page's language."""

    code: str
    kind: str
    spec: Json
    label: str
    hint: str
    only_if: str

    @property
    def required(self) -> bool:
        return bool(self.spec.get("required", True))

    @property
    def when(self) -> str:
        """The condition on the same page for its script, as JSON."""
        return json.dumps(self.spec["show_if"]) if self.only_if else ""

    def leaves(self, rows: int = 0, language: str = "vi") -> Iterator[Leaf]:
        """The inputs; a table has those of `rows` rows."""
        if self.kind == "table":
            return (leaf for row in range(rows) for leaf in self._row(row, language))
        if language not in self._alone:
            self._alone[language] = tuple(self._made(language))
        return iter(self._alone[language])

    @cached_property
    def _alone(self) -> dict[str, tuple[Leaf, ...]]:
        """The inputs of a question that is no table, by language, each made once."""
        return {}

    def _made(self, language: str) -> Iterator[Leaf]:
        if self.kind in PARTS:
            yield from self._parts(language)
        elif self.kind != "derived":
            yield Leaf(self.code, (self.code,), self.spec, self.label, self.hint, self.required)

    def _parts(self, language: str) -> Iterator[Leaf]:
        known = PARTS[self.kind]
        for part, required in self.spec["parts"].items():
            label = text(known[part], language)
            path = (self.code, part)
            spec = {**known[part], "required": required}
            needed = bool(required and self.required)
            if part == "detail":
                needed = False  # asked for by the page only where no commune says it
            hint = text(known[part].get("hint", {}), language)
            yield Leaf(f"{self.code}__{part}", path, spec, label, hint, needed, self.label)

    def _row(self, row: int, language: str) -> Iterator[Leaf]:
        for column in self.spec["columns"]:
            label = text(column["label"], language)
            hint = text(column.get("hint", {}), language)
            path = (self.code, row, column["code"])
            needed = bool(column.get("required", True))
            name = f"{self.code}__{row}__{column['code']}"
            yield Leaf(name, path, column, label, hint, needed, f"{self.label} {row + 1}")


@dataclass(frozen=True)
class Section:
    """One page of questions."""

    code: str
    title: str
    hint: str
    questions: tuple[Question, ...]
    answers: Json  # of the whole form, as known so far
    on: date
    language: str

    @property
    def is_confirmation(self) -> bool:
        """Whether it asks nothing but ticks that must be given: they stand at the button."""
        return bool(self.questions) and all(
            one.kind == "checkbox"
            and any(check["rule"] == "is_true" for check in one.spec.get("checks", ()))
            for one in self.questions
        )


def sections(schema: Json, answers: Json, on: date, language: str = "vi") -> list[Section]:
    """The pages that these answers call for, in order; a section whose condition fails is left out.

    `on` is the business day, on which addresses and dates are judged.
    """
    found = [one for one in schema["sections"] if rules.holds(one.get("show_if"), answers)]
    return [section_of(schema, one, answers, on, language) for one in found]


def section_of(schema: Json, said: Json, answers: Json, on: date, language: str) -> Section:
    """One section of the schema as a page."""
    own, asked = said["code"], set(shown(said, answers))
    return Section(
        code=own,
        title=text(said["title"], language),
        hint=text(said.get("hint", {}), language),
        questions=tuple(
            _question(schema, one, own, language) for one in said["fields"] if one["code"] in asked
        ),
        answers=answers,
        on=on,
        language=language,
    )


def shown(said: Json, answers: Json) -> tuple[str, ...]:
    """Codes of the questions that a section may show, by the answers of the other sections."""
    own = said["code"]
    return tuple(
        one["code"]
        for one in said["fields"]
        if "show_if" not in one or _may_show(one["show_if"], own, answers)
    )


def _may_show(condition: Json | None, own: str, answers: Json) -> bool:
    """A condition on the same page cannot be known yet; one on other pages can."""
    if any(path.split(".")[0] == own for path in rules.fields_of(condition)):
        return True
    return rules.holds(condition, answers)


def _question(schema: Json, said: Json, own: str, language: str) -> Question:
    condition = said.get("show_if")
    here = any(path.split(".")[0] == own for path in rules.fields_of(condition))
    return Question(
        code=said["code"],
        kind=said["kind"],
        spec=said,
        label=text(said["label"], language),
        hint=text(said.get("hint", {}), language),
        only_if=_only_if(schema, condition, language) if here else "",
    )


def _only_if(schema: Json, condition: Json | None, language: str) -> str:
    """The condition in words: "Quan hệ: Con"."""
    if not condition:
        return ""
    inner = [*condition.get("all", ()), *condition.get("any", ())]
    if inner:
        between = (
            (" và " if "all" in condition else " hoặc ")
            if language == "vi"
            else (" and " if "all" in condition else " or ")
        )
        return between.join(_only_if(schema, one, language) for one in inner)
    field = field_at(schema, condition["field"])
    label = text(field.get("label", {}), language)
    wanted = condition.get("in", [condition.get("is", condition.get("not"))])
    named = ", ".join(filter(None, (_choice(field, value, language) for value in wanted)))
    negated = ("không phải " if language == "vi" else "not ") if "not" in condition else ""
    return f"{label}: {negated}{named}" if named else label


def _choice(field: Json, value: object, language: str) -> str:
    for choice in field.get("choices", ()):
        if choice["value"] == value:
            return text(choice, language)
    return ""


def field_at(schema: Json, path: str) -> dict[str, Any]:
    """The field's spec at `section.field[.part]`; empty where there is none."""
    section, _, rest = path.partition(".")
    code = rest.split(".")[0]
    for one in schema["sections"]:
        if one["code"] == section:
            for field in one["fields"]:
                if field["code"] == code:
                    return dict(field)
    return {}
