"""A procedure's content, validated and frozen: what a file of `procedures/` says."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from hoaban.domains.procedures.catalogue.enums import Channel, FeeUnit, Level, OnlineLevel, Unit
from hoaban.domains.procedures.charges.content import Channels, Fee, check_named
from hoaban.domains.procedures.mentions import content as mentions
from hoaban.domains.procedures.naming.content import Named, ShortName
from hoaban.domains.procedures.results.content import Result
from hoaban.domains.procedures.steps.content import Clock, Process
from hoaban.engines.content.places import Place, Problem, Wrong
from hoaban.engines.content.shapes import (
    Dated,
    Filled,
    Flag,
    FullText,
    Marked,
    Natural,
    misplaced,
    shaped,
    unique,
)
from hoaban.engines.forms import schema
from hoaban.engines.forms.schema import Condition, Sections

MARKS = ("illustrative", "source")
LATER = ("valid_to", "short")  # said or changed while dossiers stand on the version
# Columns of a table row as the database takes them.
Row = dict[str, Any]


class Paper(Marked):
    """A paper of a case (thành phần hồ sơ)."""

    code: Filled
    name: FullText
    originals: Natural = 0
    certified: Natural = 0
    copies: Natural = 0
    required: Flag = True
    shown: Flag = False
    form: Filled = ""
    condition: FullText = Field(default_factory=dict)
    note: FullText = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_named_without_a_condition(self) -> "Paper":
        """Whoever handed it in reads the name on the receipt, where "if" says nothing any more."""
        check_named(self.name, "tên giấy tờ không kèm điều kiện: ghi điều kiện ở condition")
        return self

    @model_validator(mode="after")
    def _is_counted(self) -> "Paper":
        if not any((self.originals, self.certified, self.copies, self.shown)):
            raise ValueError("phải nêu số bản chính, bản chứng thực hoặc bản sao")
        return self

    def row(self) -> Row:
        return {
            "code": self.code,
            "name": self.name,
            "originals": self.originals,
            "certified_copies": self.certified,
            "copies": self.copies,
            "is_required": self.required,
            "is_shown_only": self.shown,
            "form_code": self.form,
            "condition": self.condition,
            "note": self.note,
        }


class Limit(Marked):
    """How long a case may take through some channels."""

    channel: Channels
    amount: Natural = 0
    unit: Unit = Unit.WORKING_DAYS
    same_day: Flag = False

    @model_validator(mode="after")
    def _some_time(self) -> "Limit":
        is_nothing = self.amount == 0
        if self.same_day != is_nothing or (self.same_day and self.unit != Unit.WORKING_DAYS):
            words = "thời hạn phải lớn hơn 0, hoặc same_day: true với 0 ngày làm việc"
            raise ValueError(words)
        return self

    def rows(self) -> list[Row]:
        row = {"amount": self.amount, "unit": self.unit, "same_day": self.same_day}
        return [{"channel": channel, **row} for channel in self.channel]


class Case(Marked):
    """A case (trường hợp) with its own papers, limits and fees.

    With `when` the answers say whether it is this one; where every case has it, none is chosen.
    """

    code: Filled
    name: FullText
    default: Flag = False
    when: Condition | None = None
    papers: Annotated[list[Paper], unique("giấy tờ")]
    limits: list[Limit]
    fees: list[Fee] = Field(default_factory=list)

    @model_validator(mode="after")
    def _channels_fit(self) -> "Case":
        channels = self.channels()
        if len(channels) != len(set(channels)):
            raise misplaced("một kênh chỉ có một thời hạn", "limits")
        for number, fee in enumerate(self.fees):
            for channel in fee.channel:
                if channel not in channels:
                    words = f'có phí mà không có thời hạn cho kênh "{channel.value}"'
                    raise misplaced(words, "fees", number)
        return self

    def channels(self) -> list[Channel]:
        return [channel for limit in self.limits for channel in limit.channel]


class Form(Marked):
    """A form of a circular, or our own, with its questions."""

    code: Filled
    circular: Filled
    number: Filled = ""
    version: Filled = "1"
    title: FullText
    sections: Sections

    def row(self) -> Row:
        return {
            "code": self.code,
            "circular": self.circular,
            "number": self.number,
            "version": self.version,
            "title": self.title,
            "schema": schema.schema(self.sections),
        }


def _code(value: str) -> str:
    if not re.fullmatch(r"\d\.\d{6}", value):
        raise ValueError("mã thủ tục có dạng 1.001193")
    return value


def _written(value: object) -> object:
    return str(value) if isinstance(value, int) else value


class Procedure(Dated):
    """A file of `procedures/`: one version of one procedure."""

    code: Annotated[str, AfterValidator(_code)]
    name: FullText
    short: ShortName = Field(default_factory=dict)  # what people call it
    summary: FullText = Field(default_factory=dict)
    synonyms: list[Filled] = Field(default_factory=list)
    field: Filled
    information: FullText = Field(default_factory=dict)
    level: Level
    agencies: list[Filled] = Field(default_factory=list)
    agency_hint: FullText = Field(
        default_factory=dict
    )  # which of them it is, where not by residence
    online_level: Annotated[OnlineLevel, BeforeValidator(_written)]
    decision: Filled = ""
    source: Filled = ""
    subjects: list[FullText]
    legal_basis: list[Filled]
    result: Result
    postal: Flag = False
    cases: Annotated[list[Case], unique("trường hợp")]
    process: Process
    clock: Clock | None = None
    forms: list[Form] = Field(default_factory=list)
    illustrative: dict[str, Filled] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_whole(self) -> "Procedure":
        if self.level == Level.PROVINCE and not self.agencies:
            raise ValueError("thủ tục cấp tỉnh phải nêu cơ quan giải quyết (agencies)")
        if sum(case.default for case in self.cases) != 1:
            words = "đúng một trường hợp phải là mặc định (default: true)"
            raise misplaced(words, "cases")
        takes_online = self.online_level not in {OnlineLevel.ONE, OnlineLevel.TWO}
        forms = {form.code for form in self.forms}
        for place, case in enumerate(self.cases):
            if (Channel.ONLINE in case.channels()) != takes_online:
                words = "kênh trực tuyến phải khớp với mức độ dịch vụ công"
                raise misplaced(words, "cases", place, "limits")
            for number, paper in enumerate(case.papers):
                if paper.form and paper.form not in forms:
                    words = f'không có biểu mẫu "{paper.form}"'
                    raise misplaced(words, "cases", place, "papers", number, "form")
        return self

    @model_validator(mode="after")
    def _makes_what_is_paid_for(self) -> "Procedure":
        """Copies that are charged one by one are copies of the result: else nobody makes them."""
        made = self.result.copies.quantity if self.result.copies else ""
        for place, case in enumerate(self.cases):
            for number, fee in enumerate(case.fees):
                if fee.unit == FeeUnit.COPY and fee.quantity != made:
                    words = (
                        f'thu theo số bản ở "{fee.quantity}" mà kết quả (result.copies) không lập'
                    )
                    raise misplaced(words, "cases", place, "fees", number, "quantity")
        return self

    def row(self) -> Row:
        return {
            "name": self.name,
            "short": self.short,
            "summary": self.summary,
            "synonyms": self.synonyms,
            "information": self.information,
            "level": self.level,
            "agencies": self.agencies,
            "agency_hint": self.agency_hint,
            "online_level": self.online_level,
            "decision": self.decision,
            "source": self.source,
            "subjects": self.subjects,
            "legal_basis": self.legal_basis,
            "is_postal": self.postal,
            "process_decision": self.process.decision,
            "clock": self.clock.row() if self.clock else {},
            **self.result.row(),
        }


@dataclass(frozen=True)
class CaseRows:
    """A case as rows of the tables."""

    row: Row
    components: list[Row]
    limits: list[Row]
    fees: list[Row]


@dataclass(frozen=True)
class Version:
    """One version of one procedure as rows of the tables, and where its file says it."""

    code: str
    valid_from: date
    valid_to: date | None
    field_code: str
    row: Row
    cases: list[CaseRows]
    steps: list[Row]
    forms: list[Row]
    digest: str
    place: Place = field(compare=False)

    @property
    def named(self) -> Named:
        """Its names and days."""
        names = self.row["name"], self.row["short"]
        return Named(self.code, self.valid_from, self.valid_to, *names, self.place)


def version(place: Place) -> tuple[Version | None, list[Problem]]:
    """The file as a version; or nothing, and what is wrong in it, each where it stands."""
    made, problems = shaped(place, Procedure)
    if made is None:
        return None, problems
    forms = [{"position": n, **form.row()} for n, form in enumerate(made.forms, 1)]
    try:
        mentions.check(place, forms)
    except Wrong as wrong:
        return None, [wrong.problem]
    return Version(
        code=made.code,
        valid_from=made.valid_from,
        valid_to=made.valid_to,
        field_code=made.field,
        row=made.row() | {"illustrative": dict(marks(place)) | made.illustrative},
        cases=[_case(case, number) for number, case in enumerate(made.cases, 1)],
        steps=made.process.rows(),
        forms=forms,
        digest=digest(place),
        place=place,
    ), []


def _case(case: Case, position: int) -> CaseRows:
    own = {"code": case.code, "name": case.name, "is_default": case.default}
    own |= {"condition": case.when.as_json()} if case.when else {}
    return CaseRows(
        row={"position": position, **own},
        components=[{"position": n, **paper.row()} for n, paper in enumerate(case.papers, 1)],
        limits=[row for limit in case.limits for row in limit.rows()],
        fees=[row for fee in case.fees for row in fee.rows()],
    )


def digest(place: Place) -> str:
    """What the version says, without its end, its short name and notes on where it was read.

    Closing a version does not change it, nor does a better note on its source, nor what pages call
    it.
    """
    said = {key: value for key, value in _said(place.plain()).items() if key not in LATER}
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
