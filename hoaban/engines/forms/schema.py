"""Forms as content: sections, fields, conditions and checks, made into their JSON schema."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from hoaban.engines.content.shapes import (
    Filled,
    Flag,
    FullText,
    Marked,
    Natural,
    Shape,
    Spoken,
    unique,
)
from hoaban.engines.forms import lists, rules

# Parts of a person block and of an address, in the order they are asked.
PERSON_PARTS = [
    "full_name",
    "birth_date",
    "sex",
    "ethnicity",
    "nationality",
    "id_number",
    "id_issued_on",
    "id_issued_by",
    "phone",
    "email",
]
ADDRESS_PARTS = ["commune", "detail"]
MOST_ROWS = 30
# A schema is JSON of any depth.
Json = dict[str, Any]


def _code(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", value) or value == rules.FILING:
        raise ValueError("mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới")
    return value


Code = Annotated[str, AfterValidator(_code)]


class Condition(Shape):
    """What `rules.holds` asks: a field and one thing of it, or conditions joined."""

    field: Filled = ""
    is_: Any = Field(default=None, alias="is")  # Any: an answer
    not_: Any = Field(default=None, alias="not")
    in_: list[Any] = Field(default_factory=list, alias="in")
    filled: Flag = True
    in_area: Flag = True
    all: list["Condition"] = Field(default_factory=list)
    any: list["Condition"] = Field(default_factory=list)

    @model_validator(mode="after")
    def _one_thing(self) -> "Condition":
        given = self.model_fields_set
        if given not in ({"all"}, {"any"}) and (
            "field" not in given or len(given) != 2 or given & {"all", "any"}  # noqa: PLR2004
        ):
            raise ValueError('điều kiện cần "field" và một trong: is, not, in, filled, in_area')
        return self

    def as_json(self) -> Json:
        return self.model_dump(by_alias=True, exclude_unset=True)


class Check(Spoken):
    """A rule that an answer must keep, with what is said when it does not.

    What is only unlikely is a `doubt`: whoever typed it may say that it is so.
    """

    rule: Literal[tuple(rules.CHECKS)]  # type: ignore[valid-type]  # a closed list kept in rules
    field: Filled = ""
    value: Any = None  # Any: a number or a pattern
    when: Condition | None = None
    doubt: Flag = False

    @field_validator("value")
    @classmethod
    def _fits(cls, value: object, others: ValidationInfo) -> object:
        rule = others.data.get("rule")
        if rule == "pattern":
            try:
                re.compile(str(value))
            except re.error as error:
                raise ValueError(f"mẫu so khớp sai: {error}") from None
        elif rule == "citizen_of":
            if not isinstance(value, str) or not value:
                raise ValueError("cần tên một nước")
        elif "value" in rules.NEEDS.get(str(rule), ()) and not isinstance(value, int | float):
            raise ValueError("cần một số")
        return value

    @model_validator(mode="after")
    def _is_whole(self) -> "Check":
        for needed in rules.NEEDS.get(self.rule, ()):
            if needed not in self.model_fields_set:
                raise ValueError(f'thiếu khóa "{needed}"')
        return self

    def as_json(self) -> Json:
        made: Json = {"rule": self.rule, "words": self.words}
        made |= {needed: getattr(self, needed) for needed in rules.NEEDS.get(self.rule, ())}
        made |= {"doubt": True} if self.doubt else {}
        return made | ({"when": self.when.as_json()} if self.when else {})


class Choice(Spoken):
    value: Filled

    def as_json(self) -> Json:
        return {"value": self.value, **self.words}


def _choices(given: list[Choice]) -> list[Choice]:
    if not given or len({one.value for one in given}) != len(given):
        raise ValueError("phải có câu trả lời để chọn, mỗi giá trị một lần")
    return given


class Question(Marked):
    """What every question says, whatever its kind."""

    code: Code
    kind: str
    label: FullText
    hint: FullText | None = None
    required: Flag = True
    show_if: Condition | None = None
    checks: list[Check] = Field(default_factory=list)
    # What the question may begin with: the whole owner, or one thing known of them.
    prefill: (
        Literal[
            "owner",
            "owner.full_name",
            "owner.organisation",
            "owner.address",
            "owner.phone",
            "owner.email",
        ]
        | None
    ) = None

    def as_json(self) -> Json:
        made: Json = {"code": self.code, "kind": self.kind, "label": self.label}
        made["required"] = self.required
        made |= _optional(self.hint, self.show_if, self)
        if self.prefill:
            made["prefill"] = self.prefill
        if self.checks:
            made["checks"] = [each.as_json() for each in self.checks]
        return made | self.own()

    def own(self) -> Json:
        """What this kind alone says."""
        return {}


class Text(Question):
    kind: Literal["text", "long_text"]
    max: Natural | None = None
    of_person: Flag = False  # the name of somebody
    list_: Filled = Field(default="", alias="list")  # one of `lists.known`
    open_: Flag = Field(default=False, alias="open")  # the list is no more than a help
    code_of: Filled = ""  # of a table: the column whose entry of the list gives its code here

    @model_validator(mode="after")
    def _list_is_there(self) -> "Text":
        if self.list_ and self.list_ not in lists.known():
            there = ", ".join(sorted(lists.known()))
            raise ValueError(f'không có danh sách "{self.list_}" (có: {there})')
        return self

    def own(self) -> Json:
        made: Json = {} if self.max is None else {"max": self.max}
        made |= {"is_name": True} if self.of_person else {}
        made |= {"list": self.list_, "open": self.open_} if self.list_ else {}
        return made | ({"code_of": self.code_of} if self.code_of else {})


class Number(Question):
    kind: Literal["number", "money"]
    min: Natural | None = None
    max: Natural | None = None
    decimals: Literal[1, 2] | None = None  # at most, of a measured figure

    @field_validator("max")
    @classmethod
    def _most(cls, value: int | None, others: ValidationInfo) -> int | None:
        if value is not None and value < (others.data.get("min") or 0):
            raise ValueError("số lớn nhất phải từ số nhỏ nhất trở lên")
        return value

    def own(self) -> Json:
        ends = {"min": self.min, "max": self.max, "decimals": self.decimals}
        return {key: value for key, value in ends.items() if value is not None}


class Day(Question):
    kind: Literal["date"]
    partly: Flag = False  # a month or a year alone is an answer too
    ongoing: Flag = False  # "nay" is one too: what has not ended

    def own(self) -> Json:
        said = {"partly": self.partly, "ongoing": self.ongoing}
        return {key: True for key, is_so in said.items() if is_so}


class Plain(Question):
    kind: Literal["checkbox", "phone", "email", "id_number"]


class Address(Question):
    kind: Literal["address"]

    def own(self) -> Json:
        return {"parts": dict.fromkeys(ADDRESS_PARTS, self.required)}


class OneOf(Question):
    kind: Literal["choice"]
    choices: Annotated[list[Choice], AfterValidator(_choices)]

    def own(self) -> Json:
        return {"choices": [each.as_json() for each in self.choices]}


class Derived(Question):
    """What another answer, or the filing, says already: nobody is asked (`rules.derived`)."""

    kind: Literal["derived"]
    follows: Filled
    days: Natural | None = None
    choices: Annotated[list[Choice], AfterValidator(_choices)]

    def own(self) -> Json:
        made: Json = {"follows": self.follows, "choices": [each.as_json() for each in self.choices]}
        return made if self.days is None else made | {"days": self.days}


class Person(Question):
    kind: Literal["person"]
    parts: dict[Literal[tuple(PERSON_PARTS)], Literal["required", "optional"]]  # type: ignore[valid-type]  # as above
    myself: FullText | None = None  # what the filer says who is this person
    of_sex: Literal["male", "female"] | None = None  # where only a man, or a woman, may be named

    def own(self) -> Json:
        asked = [part for part in PERSON_PARTS if part in self.parts]
        made: Json = {"parts": {part: self.parts[part] == "required" for part in asked}}
        made |= {"of_sex": self.of_sex} if self.of_sex else {}
        return made | ({"myself": self.myself} if self.myself else {})


class File(Question):
    kind: Literal["file"]
    component: Filled

    def own(self) -> Json:
        return {"component": self.component}


Cell = Annotated[Text | Number | Day | Plain | Address | OneOf, Field(discriminator="kind")]


class Table(Question):
    kind: Literal["table"]
    columns: Annotated[list[Cell], unique("cột")]
    least: Natural | None = None
    most: Natural = 10

    @property
    def fewest(self) -> int:
        return int(self.required) if self.least is None else self.least

    @model_validator(mode="after")
    def _rows(self) -> "Table":
        if not self.fewest <= self.most <= MOST_ROWS:
            words = f"số dòng phải từ ít nhất đến nhiều nhất, không quá {MOST_ROWS}"
            raise ValueError(words)
        return self

    def own(self) -> Json:
        columns = [each.as_json() for each in self.columns]
        return {"columns": columns, "least": self.fewest, "most": self.most}


Asked = Annotated[
    Text | Number | Day | Plain | Address | OneOf | Derived | Person | File | Table,
    Field(discriminator="kind"),
]


class Section(Marked):
    """Questions asked on one page; `newborn` is about somebody who files nothing yet.

    `about`: it names the person whom the result is about, who need not be who asks for it.
    """

    code: Code
    title: FullText
    hint: FullText | None = None
    show_if: Condition | None = None
    newborn: Flag = False
    about: Flag = False
    fields: Annotated[list[Asked], unique("trường")]

    @model_validator(mode="after")
    def _asks(self) -> "Section":
        if not self.fields:
            raise ValueError("phần này chưa có câu hỏi nào")
        return self

    def as_json(self) -> Json:
        made: Json = {"code": self.code, "title": self.title}
        made["fields"] = [each.as_json() for each in self.fields]
        made |= {"newborn": True} if self.newborn else {}
        made |= {"about": True} if self.about else {}
        return made | _optional(self.hint, self.show_if, self)


def _sections(given: list[Section]) -> list[Section]:
    if not given:
        raise ValueError("biểu mẫu chưa có phần nào")
    return given


Sections = Annotated[list[Section], AfterValidator(_sections)]


def _optional(hint: FullText | None, shown: Condition | None, marked: Marked) -> Json:
    made: Json = {"hint": hint} if hint else {}
    if shown:
        made["show_if"] = shown.as_json()
    return made | ({"illustrative": marked.source} if marked.illustrative else {})


def schema(sections: list[Section]) -> Json:
    """The JSON schema of a form."""
    return {"sections": [each.as_json() for each in sections]}


def paths(schemas: list[Json]) -> set[str]:
    """Every path an answer may stand at, and what a filing says itself."""
    filed = {f"{rules.FILING}.{name}" for name in rules.FILED}
    return filed | {path for schema in schemas for path in _paths(schema)}


def choices(schemas: list[Json], path: str) -> list[str]:
    """The values that a question at `section.field` offers; none for what is no choice."""
    section, _dot, code = path.partition(".")
    return [
        choice["value"]
        for schema in schemas
        for asked in schema["sections"]
        if asked["code"] == section
        for field in asked["fields"]
        if field["code"] == code
        for choice in field.get("choices", ())
    ]


def _paths(schema: Json) -> Iterator[str]:
    for section in schema["sections"]:
        for field in section["fields"]:
            own = f"{section['code']}.{field['code']}"
            yield own
            parts = field.get("parts") or {}
            yield from (f"{own}.{part}" for part in parts)
            yield from (f"{own}.{column['code']}" for column in field.get("columns", ()))
