"""From values with places to shapes (pydantic models), and from its errors to problems."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any, Generic, Self, TypeVar

from django.conf import settings
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from hoaban.core.language import FIRST
from hoaban.engines.content import in_csv
from hoaban.engines.content.places import Place, Problem, Wrong
from hoaban.engines.content.reading import read, written

S = TypeVar("S", bound="Shape")

WORDS = {
    "missing": 'thiếu khóa "{key}"',
    "extra_forbidden": 'không có khóa "{key}" ở đây',
    "string_type": "cần một đoạn chữ",
    "string_too_short": "không được để trống",
    "string_pattern_mismatch": 'giá trị "{input}" không đúng mẫu {pattern}',
    "bool_type": "cần true hoặc false",
    "too_short": "danh sách này quá ngắn",
    "list_type": "cần một danh sách",
    "dict_type": "cần một nhóm khóa: giá trị",
    "model_type": "cần một nhóm khóa: giá trị",
    "literal_error": '"{input}" không thuộc: {expected}',
    "enum": '"{input}" không thuộc: {expected}',
    "value_error": "{error}",
    "misplaced": "{words}",
    "union_tag_invalid": '"{tag}" không thuộc: {expected_tags}',
    "union_tag_not_found": "thiếu khóa {discriminator}",
}
KINDS = {
    "int": "cần một số nguyên",
    "float": "cần một số",
    "decimal": "cần một số",
    "bool": "cần true hoặc false",
    "date": "cần một ngày dạng 2019-09-01",
    "time": "cần một giờ dạng 07:30",
    "greater_than": "số này quá nhỏ",
    "less_than": "số này quá lớn",
}


class Shape(BaseModel):
    """What a file, a table's row or a part of either must be. A key nobody reads is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _blank_is_none(value: object) -> object:
    return None if value == "" else value


def _yes(value: object) -> object:
    if isinstance(value, str) and value not in {"", "yes"}:
        raise ValueError('chỉ "yes" hoặc để trống')
    return value if isinstance(value, bool) else value == "yes"


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _texts(value: dict[str, str]) -> dict[str, str]:
    if not value.get(FIRST, "").strip():
        raise ValueError(f'thiếu khóa "{FIRST}"')
    return {language: _one_line(words) for language, words in value.items()}


def _day(value: object) -> object:
    # Pydantic takes numbers for seconds since 1970, and a moment for its day.
    if value is not None and not (isinstance(value, str) and DAY.fullmatch(value)):
        raise PydanticCustomError("date_form", "not a day")
    return value


def _hour(value: object) -> object:
    if not (isinstance(value, str) and HOUR.fullmatch(value)):
        raise PydanticCustomError("time_form", "not an hour")
    return value


def _in_full(value: dict[str, str]) -> dict[str, str]:
    for language, _name in settings.LANGUAGES:
        if not value.get(language):
            raise ValueError(f'thiếu khóa "{language}"')
    return value


def misplaced(words: str, *at: str | int) -> PydanticCustomError:
    """What the validator of a whole raises for a part of it; `at` leads down to the part."""
    return PydanticCustomError("misplaced", "{words}", {"words": words, "at": list(at)})


def unique(what: str, key: str = "code") -> AfterValidator:
    """No two of a list have the same code; the second one is named."""

    def check(given: list[Any]) -> list[Any]:
        codes = [getattr(each, key) for each in given]
        for place, code in enumerate(codes):
            if code in codes[:place]:
                raise misplaced(f'{what} "{code}" lặp lại', place)
        return given

    return AfterValidator(check)


DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
HOUR = re.compile(r"\d{2}:\d{2}(:\d{2})?")
Filled = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_one_line),
]
Day = Annotated[date, BeforeValidator(_day)]
DayOrNone = Annotated[date | None, BeforeValidator(_day), BeforeValidator(_blank_is_none)]
Hour = Annotated[time, BeforeValidator(_hour)]
Yes = Annotated[bool, BeforeValidator(_yes)]  # of a table: "yes" or empty
Flag = Annotated[bool, Field(strict=True)]  # of YAML and TOML: true or false
Natural = Annotated[int, Field(strict=True, ge=0)]  # of YAML and TOML: 0, 1, 2 ...
Text = Annotated[dict[str, str], AfterValidator(_texts)]  # by language: {vi: ..., en: ...}
# A text that has every language which the pages have; others are welcome.
FullText = Annotated[Text, AfterValidator(_in_full)]


class Marked(Shape):
    """What may be marked as not read in a text; `source` then says where it comes from."""

    illustrative: Flag = False
    source: Filled = ""

    @model_validator(mode="after")
    def _says_its_source(self) -> Self:
        if self.illustrative and not self.source:
            raise ValueError('thiếu khóa "source"')
        return self


class Spoken(Shape):
    """With its text by language among its own keys: `{value: male, vi: Nam, en: Male}`."""

    words: FullText

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        own = {field.alias or name for name, field in cls.model_fields.items()}
        words = {key: each for key, each in value.items() if LANGUAGE.fullmatch(str(key))}
        words = {key: each for key, each in words.items() if key not in own}
        return {key: each for key, each in value.items() if key not in words} | {"words": words}


class Dated(Shape):
    """With the half-open period in which it holds."""

    valid_from: Day
    valid_to: DayOrNone = None

    @field_validator("valid_to")
    @classmethod
    def _ends_after_it_begins(cls, value: date | None, others: ValidationInfo) -> date | None:
        begins = others.data.get("valid_from")
        if value and begins and value <= begins:
            raise ValueError("kết thúc trước khi bắt đầu")
        return value


@dataclass
class Found(Generic[S]):
    """What a file says: each shape with its place, and problems that forbid loading it."""

    rows: list[tuple[Place, S]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def one(self) -> S:
        """The shape of a whole file. Raises Wrong with the first problem."""
        if self.problems:
            raise Wrong(self.problems[0])
        return self.rows[0][1]

    def all(self) -> list[S]:
        """Every shape of a file that is right. Raises Wrong with the first problem."""
        if self.problems:
            raise Wrong(self.problems[0])
        return self.shapes()

    def shapes(self) -> list[S]:
        return [shape for _place, shape in self.rows]


def shaped(place: Place, shape: type[S]) -> tuple[S | None, list[Problem]]:
    """The place as its shape; or nothing, and what is wrong, each where it stands."""
    try:
        return shape.model_validate(place.plain()), []
    except ValidationError as errors:
        problems = [_problem(place, error) for error in errors.errors()]
        return None, sorted(problems, key=lambda problem: (problem.line, problem.column))


def _problem(place: Place, error: ErrorDetails) -> Problem:
    at, key, told = place, "", error.get("ctx", {})
    for step in (*error["loc"], *told.get("at", ())):
        key = str(step)
        inside: Any = at.value  # a mapping by keys or a list by numbers
        try:
            at = inside[step]
        except (KeyError, IndexError, TypeError):
            continue  # a missing key, or a step of the shape that the file does not have
    if "discriminator" in told:  # the kind is wrong, which says what else there may be
        at = at.get(told["discriminator"].strip("'")) or at
    return at.wrong(_words(error, key)).problem


def _words(error: ErrorDetails, key: str) -> str:
    """The sentence of an error; one that no sentence is written for is told as pydantic says it."""
    kind, told = error["type"], error.get("ctx", {})
    found = WORDS.get(kind) or next((KINDS[k] for k in KINDS if kind.startswith(k)), error["msg"])
    known = {"key": key, "input": error["input"], "expected": "", "pattern": ""} | told
    for name in ("expected", "expected_tags"):
        known[name] = str(known.get(name, "")).replace("'", "").replace(" or ", ", ")
    return found.format(**known)


def table(path: Path, shape: type[S], *, key: Sequence[str] = (), name: str = "") -> Found[S]:
    """The rows of a table, or of the list `name` of a TOML or YAML file.

    With `key` no two rows have the same values of these columns.
    """
    found: Found[S] = Found()
    try:
        rows = read(path).need(name).items() if name else read(path).items()
        if path.suffix == ".csv":
            _check_columns(path, shape)
    except Wrong as wrong:
        found.problems.append(wrong.problem)
        return found
    seen: dict[tuple[Any, ...], Place] = {}
    for row in rows:
        made, problems = shaped(row, shape)
        found.problems += problems
        if made is None:
            continue
        found.rows.append((row, made))
        own = tuple(getattr(made, column) for column in key)
        if key and (first := seen.setdefault(own, row)) is not row:
            words = f"lặp lại dòng {first.line}: {' '.join(map(str, own))}"
            found.problems.append(row.wrong(words).problem)
    return found


def _check_columns(path: Path, shape: type[Shape]) -> None:
    """The table has the columns that its rows need, and no other."""
    fields = {field.alias or name: field for name, field in shape.model_fields.items()}
    columns = in_csv.columns(written(path))
    needed = [name for name, field in fields.items() if field.is_required()]
    if set(columns) - set(fields) or set(needed) - set(columns):
        raise Wrong(Problem(path.name, 1, 1, f"các cột phải là: {', '.join(fields)}"))


def whole(path: Path, shape: type[S], *, also: Callable[[Place], Place] = lambda p: p) -> Found[S]:
    """One file as one shape. `also` changes its places before, such as putting fragments in."""
    try:
        place = also(read(path))
    except Wrong as wrong:
        return Found([], [wrong.problem])
    made, problems = shaped(place, shape)
    return Found([(place, made)] if made is not None else [], problems)


def named(path: Path, shape: type[S]) -> tuple[dict[str, tuple[Place, S]], list[Problem]]:
    """A file that is a group of names, each a shape with its place; and what is wrong in it."""
    try:
        places = read(path).mapping()
    except Wrong as wrong:
        return {}, [wrong.problem]
    made = {name: (place, *shaped(place, shape)) for name, place in places.items()}
    problems = [problem for _place, _shape, wrong in made.values() for problem in wrong]
    return {name: (place, one) for name, (place, one, _) in made.items() if one}, problems
