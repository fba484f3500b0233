"""A whole form at once: JSON answers judged for the API and the action, and read out again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.forms import Field
from django.utils import translation
from django.utils.translation import gettext as _

from hoaban.engines.forms.page import SectionForm, fields_of, flat
from hoaban.engines.forms.parts import PARTS
from hoaban.engines.forms.questions import Question, Section, section_of, shown
from hoaban.engines.forms.rules import FILING, Json, holds

# A problem: where (`section.question[.part]`, rows counted from 0) and the words for the person.
Problem = tuple[str, str]


def clean_all(
    schema: Json, answers: object, on: date, language: str = "vi", filed: Json | None = None
) -> tuple[dict[str, Any], list[Problem]]:
    """The answers as they are kept, and what is wrong with them, in the form's order.

    Anything that is JSON may be given: what has the wrong shape gets words of its own. `filed` is
    what the filing itself says (`rules.FILING`).
    """
    with translation.override(language):
        if not isinstance(answers, Mapping):
            return {}, [("", _("Câu trả lời phải là một nhóm theo từng phần của biểu mẫu."))]
        return _clean(schema, answers, on, language, filed or {})


def _clean(
    schema: Json, answers: Json, on: date, language: str, filed: Json
) -> tuple[dict[str, Any], list[Problem]]:
    kept: dict[str, Any] = {FILING: filed}  # Any: JSON values
    known = {section["code"] for section in schema["sections"]}
    problems = [
        (str(code), _("Biểu mẫu này không có phần đó.")) for code in answers if code not in known
    ]
    for said in schema["sections"]:
        if not holds(said.get("show_if"), kept):
            continue
        section, made = _made.of(schema, said, kept, on, language)
        mine, found = _clean_section(section, answers.get(section.code, {}), kept, made)
        kept[section.code] = mine
        problems += found
    del kept[FILING]
    return {code: mine for code, mine in kept.items() if mine}, problems


@dataclass(frozen=True)
class _Ready:
    """A section with its fields, and the schema under whose identity it is kept."""

    said: Json
    section: Section
    fields: dict[str, Field] | None


class _Made:
    """Sections of the schemas that this process keeps, made once: other systems file often.

    Only to judge by, never to draw: a page may change a field, judging does not.
    """

    MOST = 500

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], _Ready] = {}

    def of(
        self, schema: Json, said: Json, answers: Json, on: date, language: str
    ) -> tuple[Section, dict[str, Field] | None]:
        """The section that these answers call for, and its fields; a table's depend on its rows."""
        key = (id(said), on, language, shown(said, answers))
        ready = self._kept.get(key)
        if ready is None:
            if len(self._kept) >= self.MOST:
                self._kept = {}
            ready = self._kept[key] = _ready(section_of(schema, said, answers, on, language), said)
        return ready.section, ready.fields


def _ready(section: Section, said: Json) -> _Ready:
    section = replace(section, answers={})  # nobody's answers are kept
    if any(question.kind == "table" for question in section.questions):
        return _Ready(said, section, None)
    leaves = {leaf.name: leaf for q in section.questions for leaf in q.leaves(0, section.language)}
    return _Ready(said, section, fields_of(section, leaves))


_made = _Made()


def _clean_section(
    section: Section, given: object, known: Json, made: dict[str, Field] | None
) -> tuple[dict[str, Any], list[Problem]]:
    if not isinstance(given, Mapping):
        return {}, [(section.code, _("Phần này phải là một nhóm câu trả lời."))]
    problems = list(_misshapen(section, given))
    wrong = {path.split(".")[1] for path, _words in problems}
    values = flat(section, {code: value for code, value in given.items() if code not in wrong})
    data = {name: _sent(value) for name, value in values.items()}
    form = SectionForm(section, data=data, known=known, made=made)
    if form.is_valid():
        return form.answers(), problems
    for name, messages in form.errors.items():
        if name.split("__")[0] not in wrong:
            path = ".".join([section.code, *name.split("__")])
            problems += [(path, str(message)) for message in messages]
    return form.answers(), problems


def _sent(value: object) -> object:
    """A JSON value as a page would have sent it."""
    if isinstance(value, bool):
        return "on" if value else ""
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _misshapen(section: Section, given: Json) -> Iterator[Problem]:
    questions = {question.code: question for question in section.questions}
    for code, value in given.items():
        path = f"{section.code}.{code}"
        if code not in questions:
            yield path, _("Không có câu hỏi này trong biểu mẫu.")
        elif questions[code].kind == "derived":
            continue  # what was said of it counts for nothing
        elif value is not None and (said := _wrong_shape(questions[code], value)):
            yield path, said


def _wrong_shape(question: Question, value: object) -> str:
    """Words for a value of the wrong JSON type, or nothing."""
    if question.kind in PARTS:
        parts = (
            {*question.spec["parts"], "text"}
            if question.kind == "address"
            else set(question.spec["parts"])
        )
        if not isinstance(value, Mapping):
            return _("Phải là một nhóm, ví dụ %(parts)s.") % {"parts": ", ".join(sorted(parts))}
        if unknown := set(value) - parts:
            return _("Không có phần %(parts)s.") % {"parts": ", ".join(sorted(map(str, unknown)))}
        return "" if all(map(_is_plain, value.values())) else _("Mỗi phần phải là một giá trị.")
    if question.kind == "table":
        return _wrong_table(question, value)
    if question.kind == "checkbox":
        return "" if isinstance(value, bool) else _("Phải là true hoặc false.")
    return "" if _is_plain(value) else _("Phải là một giá trị, không phải danh sách hay nhóm.")


def _wrong_table(question: Question, value: object) -> str:
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        return _("Phải là danh sách các dòng.")
    if len(value) > question.spec["most"]:
        return _("Nhiều nhất %(n)s dòng.") % {"n": question.spec["most"]}
    columns = {column["code"] for column in question.spec["columns"]}
    if unknown := {str(key) for row in value for key in row} - columns:
        return _("Không có cột %(columns)s.") % {"columns": ", ".join(sorted(unknown))}
    plain = all(_is_plain(cell) for row in value for cell in row.values())
    return "" if plain else _("Mỗi ô phải là một giá trị.")


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)
