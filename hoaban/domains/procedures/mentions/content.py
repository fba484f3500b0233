"""What one part of a procedure's file says of another: paths, answers and marks that must exist."""

from collections.abc import Iterator
from typing import Any

from hoaban.engines.content.places import Place
from hoaban.engines.forms import schema

Row = dict[str, Any]  # columns of a table row
# What a mark may speak of; a form by its code: `forms.declaration`.
MARKED = ("code", "name", "cases", "papers", "limits", "fees", "forms", "process", "result")


def check(place: Place, forms: list[Row]) -> None:
    """Every path that a condition, check or fee names is asked, every value can be answered."""
    schemas = [form["schema"] for form in forms]
    sections = [section["code"] for made in schemas for section in made["sections"]]
    for code in sections:
        if sections.count(code) > 1:
            raise place.need("forms").wrong(f'phần "{code}" lặp lại trong các biểu mẫu')
    asked = schema.paths(schemas)
    for named in _named(place):
        if str(named.value) not in asked:
            raise named.wrong(f'không biểu mẫu nào hỏi "{named.value}"')
    for condition in _conditions(place):
        _check_values(condition, schemas)
    _check_files(place)
    _check_marks(place, [form["code"] for form in forms])


def _named(place: Place, within: str = "") -> Iterator[Place]:
    if isinstance(place.value, list):
        for each in place.value:
            yield from _named(each, within)
    elif isinstance(place.value, dict):
        for key, each in place.value.items():
            if (key == "field" and within) or key in {"quantity", "times"}:
                yield each
            else:
                yield from _named(each, key)


def _conditions(place: Place) -> Iterator[Place]:
    """Every `{field, is | not | in}` of the file, at any depth."""
    if isinstance(place.value, list):
        for each in place.value:
            yield from _conditions(each)
    elif isinstance(place.value, dict):
        if "field" in place.value and place.value.keys() & {"is", "not", "in"}:
            yield place
        for each in place.value.values():
            yield from _conditions(each)


def _check_values(condition: Place, schemas: list[Row]) -> None:
    """What a condition waits for is one of the answers that the question offers."""
    offered = schema.choices(schemas, condition.text("field"))
    if not offered:
        return
    wanted = condition.get("is") or condition.get("not") or condition.need("in")
    for value in wanted.items() if isinstance(wanted.value, list) else [wanted]:
        if value.value not in offered:
            words = f'câu hỏi ấy không có câu trả lời "{value.value}" (có: {", ".join(offered)})'
            raise value.wrong(words)


def _check_files(place: Place) -> None:
    """A question for a file names one of the papers: that is where its file lies."""
    papers = {
        paper.text("code")
        for case in place.need("cases").items()
        for paper in case.need("papers").items()
    }
    for form in place.each("forms"):
        for section in form.need("sections").items():
            for field in section.need("fields").items():
                named = field.get("component")
                if named and named.value not in papers:
                    raise named.wrong(f'không có giấy tờ "{named.value}"')


def _check_marks(place: Place, forms: list[str]) -> None:
    """A mark speaks of a part that the file has."""
    whole = place.get("illustrative")
    for key, note in whole.mapping().items() if whole else ():
        part, _dot, of = key.partition(".")
        if part not in MARKED or (part == "forms" and of and of not in forms):
            raise note.wrong(f'không có phần "{key}" để ghi chú (có: {", ".join(MARKED)})')
