"""Forms as content: sections, fields, conditions and checks, validated into their JSON schema."""

import re
from collections.abc import Iterator
from typing import Any

from hoaban.engines.content.places import Place
from hoaban.engines.forms import rules

KINDS = [
    "text",
    "long_text",
    "number",
    "date",
    "choice",
    "checkbox",
    "person",
    "address",
    "table",
    "file",
    "phone",
    "email",
    "id_number",
    "money",
]
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
# What a question may begin with: the whole owner, or one thing known of them.
PREFILLS = [
    "owner",
    *(f"owner.{part}" for part in ("full_name", "organisation", "address", "phone", "email")),
]
MOST_ROWS = 30
MARKS = ("illustrative", "source")
# A schema is JSON of any depth.
Json = dict[str, Any]


def schema(form: Place) -> Json:
    """The form's JSON schema. Raises the first Wrong."""
    sections = [_section(each) for each in form.need("sections").items()]
    if not sections:
        raise form.wrong("biểu mẫu chưa có phần nào")
    return {"sections": sections}


def paths(schemas: list[Json]) -> set[str]:
    """Every path an answer may stand at."""
    return {path for schema in schemas for path in _paths(schema)}


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


def _code(place: Place) -> str:
    code = place.text("code")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", code):
        raise place.need("code").wrong("mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới")
    return code


def _unique(places: list[Place], what: str) -> None:
    seen: set[str] = set()
    for place in places:
        code = place.text("code")
        if code in seen:
            raise place.wrong(f'{what} "{code}" lặp lại')
        seen.add(code)


def _words(place: Place, key: str) -> Json:
    return place.words(key)


def _section(place: Place) -> Json:
    place.only("code", "title", "hint", "show_if", "fields", *MARKS)
    fields = place.need("fields").items()
    if not fields:
        raise place.wrong("phần này chưa có câu hỏi nào")
    _unique(fields, "trường")
    made: Json = {
        "code": _code(place),
        "title": _words(place, "title"),
        "fields": [_field(each) for each in fields],
    }
    _optional(place, made)
    return made


def _optional(place: Place, made: Json) -> None:
    if place.get("hint"):
        made["hint"] = _words(place, "hint")
    if shown := place.get("show_if"):
        made["show_if"] = condition(shown)
    if place.yes("illustrative"):
        made["illustrative"] = place.text("source")


def _field(place: Place, *, in_table: bool = False) -> Json:
    kinds = [kind for kind in KINDS if kind not in {"table", "person", "file"} or not in_table]
    kind = place.choice("kind", kinds)
    place.only(
        *("code", "kind", "label", "hint", "required", "show_if", "checks", "prefill", *MARKS),
        *_own_keys(kind),
    )
    made: Json = {"code": _code(place), "kind": kind, "label": _words(place, "label")}
    made["required"] = place.yes("required", default=True)
    _optional(place, made)
    if place.get("prefill"):
        made["prefill"] = place.choice("prefill", PREFILLS)
    if checks := place.each("checks"):
        made["checks"] = [_check(each) for each in checks]
    _own(place, kind, made)
    return made


def _own_keys(kind: str) -> tuple[str, ...]:
    return {
        "text": ("max",),
        "long_text": ("max",),
        "number": ("min", "max"),
        "money": ("min", "max"),
        "choice": ("choices",),
        "person": ("parts",),
        "table": ("columns", "least", "most"),
        "file": ("component",),
    }.get(kind, ())


def _own(place: Place, kind: str, made: Json) -> None:
    for key in ("min", "max"):
        if place.get(key):
            made[key] = place.number(key)
    if made.get("min", 0) > made.get("max", made.get("min", 0)):
        raise place.need("max").wrong("số lớn nhất phải từ số nhỏ nhất trở lên")
    if kind == "choice":
        made["choices"] = _choices(place.need("choices"))
    elif kind == "person":
        made["parts"] = _parts(place)
    elif kind == "address":
        made["parts"] = dict.fromkeys(ADDRESS_PARTS, made["required"])
    elif kind == "table":
        _table(place, made)
    elif kind == "file":
        made["component"] = place.text("component")


def _choices(place: Place) -> list[Json]:
    made = [_choice(each) for each in place.items()]
    values = [one["value"] for one in made]
    if not values or len(set(values)) != len(values):
        raise place.wrong("phải có câu trả lời để chọn, mỗi giá trị một lần")
    return made


def _choice(place: Place) -> Json:
    place.only("value", "vi", "en")
    return {"value": place.text("value"), "vi": place.text("vi"), "en": place.text("en")}


def _parts(place: Place) -> Json:
    asked = place.need("parts")
    asked.only(*PERSON_PARTS)
    states = {part: asked.choice(part, ["required", "optional"]) for part in asked.mapping()}
    return {part: states[part] == "required" for part in PERSON_PARTS if part in states}


def _table(place: Place, made: Json) -> None:
    columns = place.need("columns").items()
    _unique(columns, "cột")
    made["columns"] = [_field(each, in_table=True) for each in columns]
    made["least"] = place.number("least", 1 if made["required"] else 0)
    made["most"] = place.number("most", 10)
    if not made["least"] <= made["most"] <= MOST_ROWS:
        raise place.wrong(f"số dòng phải từ ít nhất đến nhiều nhất, không quá {MOST_ROWS}")


def _check(place: Place) -> Json:
    place.only("rule", "field", "value", "when", "vi", "en")
    rule = place.choice("rule", list(rules.CHECKS))
    made: Json = {"rule": rule, "words": {"vi": place.text("vi"), "en": place.text("en")}}
    if needed := rules.NEEDS.get(rule):
        value = place.need(needed)
        made[needed] = value.plain()
        if rule == "pattern":
            _pattern(value)
        elif needed == "value" and not isinstance(value.value, int | float):
            raise value.wrong("cần một số")
    if place.get("when"):
        made["when"] = condition(place.need("when"))
    return made


def _pattern(value: Place) -> None:
    try:
        re.compile(value.as_text())
    except re.error as error:
        raise value.wrong(f"mẫu so khớp sai: {error}") from None


def condition(place: Place) -> Json:
    """A condition, as rules.holds reads it."""
    place.only("field", "is", "not", "in", "filled", "all", "any")
    keys = set(place.mapping())
    if len(keys) == 1 and keys <= {"all", "any"}:
        key = keys.pop()
        return {key: [condition(each) for each in place.need(key).items()]}
    place.text("field")
    if len(keys) != 2 or "field" not in keys or keys & {"all", "any"}:  # noqa: PLR2004
        raise place.wrong('điều kiện cần "field" và một trong: is, not, in, filled')
    if listed := place.get("in"):
        listed.items()
    made: Json = place.plain()
    return made
