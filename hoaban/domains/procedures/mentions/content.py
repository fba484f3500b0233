"""What one part of a procedure's file says of another: paths, answers and marks that must exist."""

from typing import Any

from hoaban.engines.content.places import Place
from hoaban.engines.forms import mentions

Row = dict[str, Any]  # columns of a table row
COUNTED = ("quantity", "times")  # keys of a fee that name an answer
# What a mark may speak of; a form by its code: `forms.declaration`.
MARKED = (
    *("code", "name", "cases", "papers", "limits", "fees"),
    *("clock", "forms", "process", "result"),
)


def check(place: Place, forms: list[Row]) -> None:
    """Every path that a condition, check or fee names is asked, every value can be answered."""
    schemas = [form["schema"] for form in forms]
    sections = [section["code"] for made in schemas for section in made["sections"]]
    for code in sections:
        if sections.count(code) > 1:
            raise place.need("forms").wrong(f'phần "{code}" lặp lại trong các biểu mẫu')
    mentions.check(place, schemas, also=COUNTED)
    _check_counts(place, schemas)
    _check_files(place)
    _check_marks(place, [form["code"] for form in forms])


COUNTING = frozenset({"number", "table"})  # kinds of question whose answer is a number of things


def _check_counts(place: Place, schemas: list[Row]) -> None:
    """What a fee is counted by is a number, or the rows of a table, and is not left open."""
    fields = {
        f"{section['code']}.{field['code']}": field
        for made in schemas
        for section in made["sections"]
        for field in section["fields"]
    }
    for case in place.need("cases").items():
        for fee in case.each("fees"):
            for named in (fee.get(key) for key in COUNTED):
                field = fields.get(str(named.value)) if named else None
                if named is None or field is None:
                    continue
                if field["kind"] not in COUNTING:
                    raise named.wrong(f'"{named.value}" không phải số hay bảng nên không đếm được')
                if not field["required"]:
                    raise named.wrong(f'"{named.value}" có thể bỏ trống nên phí không tính được')


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
