"""A procedure's content, validated and frozen: what a file of `procedures/` says."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hoaban.domains.procedures.catalogue.enums import Channel, FeeUnit, Level, OnlineLevel, Unit
from hoaban.domains.procedures.mentions import content as mentions
from hoaban.domains.procedures.steps import content as steps_content
from hoaban.domains.procedures.steps.content import decimal, unique
from hoaban.engines.content.places import Place, Wrong
from hoaban.engines.forms import schema

CODE = re.compile(r"\d\.\d{6}")
MARKS = ("illustrative", "source")
# Columns of a table row as the database takes them.
Row = dict[str, Any]


@dataclass(frozen=True)
class CaseShape:
    row: Row
    components: list[Row]
    limits: list[Row]
    fees: list[Row]


@dataclass(frozen=True)
class Shape:
    """One version of one procedure."""

    code: str
    valid_from: date
    valid_to: date | None
    field_code: str
    row: Row
    cases: list[CaseShape]
    steps: list[Row]
    forms: list[Row]
    digest: str
    place: Place = field(compare=False)


KEYS = (
    *("code", "valid_from", "valid_to", "name", "summary", "synonyms", "field", "level"),
    *("agencies", "online_level", "decision", "source", "subjects", "legal_basis", "result"),
    *("postal", "cases", "process", "forms", "illustrative"),
)


def shape(place: Place) -> Shape:
    """The file as a Shape. Raises the first Wrong."""
    place.only(*KEYS)
    code = place.text("code")
    if not CODE.fullmatch(code):
        raise place.need("code").wrong("mã thủ tục có dạng 1.001193")
    forms = [_form(each, number) for number, each in enumerate(place.each("forms"), 1)]
    online = place.choice("online_level", OnlineLevel.values)
    made = Shape(
        code=code,
        valid_from=place.day("valid_from"),
        valid_to=place.day_or_none("valid_to"),
        field_code=place.text("field"),
        row=_revision(place, online),
        cases=_cases(place, forms),
        steps=steps_content.steps(place.need("process")),
        forms=forms,
        digest=digest(place),
        place=place,
    )
    if made.valid_to and made.valid_to <= made.valid_from:
        raise place.need("valid_to").wrong("ngày hết hiệu lực phải sau ngày bắt đầu")
    mentions.check(place, forms)
    _check_channels(place, online)
    return made


def digest(place: Place) -> str:
    """What the version says, without its end and without notes on where it was read.

    Closing a version does not change it, nor does a better note on its source.
    """
    said = {key: value for key, value in _said(place.plain()).items() if key != "valid_to"}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _said(value: Any) -> Any:  # noqa: ANN401 — JSON of any depth
    if isinstance(value, dict):
        return {key: _said(each) for key, each in value.items() if key not in MARKS}
    return [_said(each) for each in value] if isinstance(value, list) else value


def marks(place: Place, at: str = "") -> Iterator[tuple[str, str]]:
    """(path, note) of every part marked illustrative; the note says where it comes from."""
    if isinstance(place.value, list):
        for number, each in enumerate(place.value):
            name = str(number)
            if isinstance(each.value, dict) and "code" in each.value:
                name = str(each.value["code"].value)
            yield from marks(each, f"{at}.{name}")
    elif isinstance(place.value, dict):
        if at and place.yes("illustrative"):
            yield at.lstrip("."), place.text("source")
        for key, each in place.value.items():
            if key not in MARKS:
                yield from marks(each, f"{at}.{key}")


def _revision(place: Place, online: str) -> Row:
    level = place.choice("level", Level.values)
    agencies = [each.as_text() for each in place.each("agencies")]
    if level == Level.PROVINCE and not agencies:
        raise place.wrong("thủ tục cấp tỉnh phải nêu cơ quan giải quyết (agencies)")
    illustrative = dict(marks(place))
    if whole := place.get("illustrative"):
        illustrative |= {key: note.as_text() for key, note in whole.mapping().items()}
    return {
        "name": place.words("name"),
        "summary": place.words_or_none("summary"),
        "synonyms": [each.as_text() for each in place.each("synonyms")],
        "level": level,
        "agencies": agencies,
        "online_level": online,
        "decision": place.text_or("decision"),
        "source": place.text_or("source"),
        "subjects": [_named(each) for each in place.need("subjects").items()],
        "legal_basis": [each.as_text() for each in place.need("legal_basis").items()],
        "is_postal": place.yes("postal"),
        "process_decision": place.need("process").text_or("decision"),
        "illustrative": illustrative,
        **_result(place.need("result")),
    }


def _named(place: Place) -> Row:
    place.only("vi", "en")
    return {"vi": place.text("vi"), "en": place.text("en")}


def _result(place: Place) -> Row:
    place.only("code", "name", "template", "kind", "months", "finding", *MARKS)
    return {
        "result_code": place.text("code"),
        "result_name": place.words("name"),
        "result_template": place.text("template"),
        "result_kind": place.text("kind"),
        "result_months": place.number("months") if place.get("months") else None,
        "result_finding": _finding(place.need("finding")) if place.get("finding") else {},
    }


def _finding(place: Place) -> Row:
    """What the official finds and writes on the result, with lines such as they would be."""
    place.only("vi", "en", "example", "required")
    return {
        "vi": place.text("vi"),
        "en": place.text("en"),
        "example": [each.as_text() for each in place.need("example").items()],
        "required": place.yes("required", default=True),
    }


def _cases(place: Place, forms: list[Row]) -> list[CaseShape]:
    places = place.need("cases").items()
    made = [_case(each, number, forms) for number, each in enumerate(places, 1)]
    if sum(case.row["is_default"] for case in made) != 1:
        raise place.need("cases").wrong("đúng một trường hợp phải là mặc định (default: true)")
    unique(places, "trường hợp")
    return made


def _case(place: Place, position: int, forms: list[Row]) -> CaseShape:
    place.only("code", "name", "default", "papers", "limits", "fees", *MARKS)
    papers = place.need("papers").items()
    unique(papers, "giấy tờ")
    limits = [row for each in place.need("limits").items() for row in _limit(each)]
    channels = [row["channel"] for row in limits]
    if len(channels) != len(set(channels)):
        raise place.need("limits").wrong("một kênh chỉ có một thời hạn")
    return CaseShape(
        row={
            "position": position,
            "code": place.text("code"),
            "name": place.words("name"),
            "is_default": place.yes("default"),
        },
        components=[_paper(each, number, forms) for number, each in enumerate(papers, 1)],
        limits=limits,
        fees=[row for each in place.each("fees") for row in _fee(each)],
    )


def _paper(place: Place, position: int, forms: list[Row]) -> Row:
    place.only(
        *("code", "name", "originals", "certified", "copies", "required", "shown", "form", "note"),
        *MARKS,
    )
    row = {
        "position": position,
        "code": place.text("code"),
        "name": place.words("name"),
        "originals": place.number("originals", 0),
        "certified_copies": place.number("certified", 0),
        "copies": place.number("copies", 0),
        "is_required": place.yes("required", default=True),
        "is_shown_only": place.yes("shown"),
        "form_code": place.text_or("form"),
        "note": place.words_or_none("note"),
    }
    if row["form_code"] and row["form_code"] not in [form["code"] for form in forms]:
        raise place.need("form").wrong(f'không có biểu mẫu "{row["form_code"]}"')
    if not any((row["originals"], row["certified_copies"], row["copies"], row["is_shown_only"])):
        raise place.wrong("phải nêu số bản chính, bản chứng thực hoặc bản sao")
    return row


def _channels(place: Place) -> list[str]:
    given = place.need("channel")
    if given.value == "all":
        return list(Channel.values)
    items = given.items() if isinstance(given.value, list) else [given]
    for each in items:
        if each.value not in Channel.values:
            raise each.wrong(f'"{each.value}" không phải kênh: {", ".join(Channel.values)}')
    return [str(each.value) for each in items]


def _limit(place: Place) -> list[Row]:
    place.only("channel", "amount", "unit", "same_day", *MARKS)
    same_day = place.yes("same_day")
    row = {
        "amount": place.number("amount", 0),
        "unit": place.choice("unit", Unit.values, Unit.WORKING_DAYS.value),
        "same_day": same_day,
    }
    if same_day != (row["amount"] == 0) or (same_day and row["unit"] != Unit.WORKING_DAYS):
        raise place.wrong("thời hạn phải lớn hơn 0, hoặc same_day: true với 0 ngày làm việc")
    return [{"channel": channel, **row} for channel in _channels(place)]


def _fee(place: Place) -> list[Row]:
    place.only(
        *("channel", "code", "name", "amount", "unit", "tiers", "maximum", "quantity", "times"),
        *("exemptions", "note", *MARKS),
    )
    row = {
        "code": place.text("code"),
        "name": place.words("name"),
        "amount": place.number("amount"),
        "unit": place.choice("unit", FeeUnit.values, FeeUnit.DOSSIER.value),
        "tiers": [[each.number("from"), each.number("amount")] for each in place.each("tiers")],
        "maximum": place.number("maximum", 0),
        "quantity": place.text_or("quantity"),
        "times": place.text_or("times"),
        "exemptions": [_exemption(each) for each in place.each("exemptions")],
        "note": place.words_or_none("note"),
    }
    return [{"channel": channel, **row} for channel in _channels(place)]


def _exemption(place: Place) -> Row:
    place.only("code", "vi", "en", "reduction", "when", *MARKS)
    reduction = decimal(place.need("reduction"))
    made: Row = {
        "code": place.text("code"),
        "words": {"vi": place.text("vi"), "en": place.text("en")},
        "reduction": str(reduction),
    }
    if when := place.get("when"):
        made["when"] = schema.condition(when)
    return made


def _form(place: Place, position: int) -> Row:
    place.only("code", "circular", "number", "version", "title", "sections", *MARKS)
    return {
        "position": position,
        "code": place.text("code"),
        "circular": place.text("circular"),
        "number": place.text_or("number"),
        "version": place.text_or("version", "1"),
        "title": place.words("title"),
        "schema": schema.schema(place),
    }


def _check_channels(place: Place, online: str) -> None:
    takes_online = online not in {OnlineLevel.ONE, OnlineLevel.TWO}
    for case in place.need("cases").items():
        limits = {row["channel"] for each in case.need("limits").items() for row in _limit(each)}
        if (Channel.ONLINE in limits) != takes_online:
            raise case.need("limits").wrong("kênh trực tuyến phải khớp với mức độ dịch vụ công")
        for each in case.each("fees"):
            for channel in _channels(each):
                if channel not in limits:
                    raise each.wrong(f'có phí mà không có thời hạn cho kênh "{channel}"')


def collect(places: list[Place]) -> tuple[list[Shape], list[Wrong]]:
    """The shapes of the right files, and what is wrong with the others."""
    shapes: list[Shape] = []
    wrongs: list[Wrong] = []
    for place in places:
        try:
            shapes.append(shape(place))
        except Wrong as wrong:
            wrongs.append(wrong)
    return shapes, wrongs
