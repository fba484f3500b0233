"""Fees and limits that the law changes from a day on: one line of a table each, no new version.

`fees.csv` and `limits.csv` of the province. A line holds from its first day until another line or
version follows, or until its own last day; then what stood before holds again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from django.db import models
from pydantic import BeforeValidator, Field, model_validator

from hoaban.core.language import FIRST
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.enums import Channel
from hoaban.domains.procedures.catalogue.models import Fee, Limit, Variant
from hoaban.domains.procedures.versions.content import Version
from hoaban.engines.content.places import Place, Problem
from hoaban.engines.content.shapes import Dated, Filled, Found, Yes, table

Row = TypeVar("Row", Fee, Limit)
TIER = re.compile(r"(\d+):(\d+)")


def _tiers(text: object) -> object:
    """`2:1000 5:500`: the amount from the second and from the fifth unit on."""
    parts = str(text).split()
    if not all(TIER.fullmatch(part) for part in parts):
        raise ValueError("các bậc ghi như 2:1000 5:500")
    return [[int(number) for number in part.split(":")] for part in parts]


class Line(Dated):
    """What both tables say: of which procedure and case, through which channel, from when."""

    procedure: Filled
    case: str = ""  # empty: every case
    channel: Literal["all", "online", "counter", "post"]
    basis: str = ""  # number of the act

    def channels(self) -> list[str]:
        return list(Channel.values) if self.channel == "all" else [self.channel]


class FeeLine(Line):
    """A fee from a day on; `fee` is its code in the procedure's file."""

    fee: Filled
    amount: Annotated[int, Field(ge=0)]
    tiers: Annotated[list[list[int]], BeforeValidator(_tiers)] = Field(default_factory=list)
    maximum: Annotated[int, Field(ge=0), BeforeValidator(lambda text: text or 0)] = 0
    illustrative: Yes = False


class LimitLine(Line):
    """A limit from a day on; amount 0 of working days means the same day."""

    amount: Annotated[int, Field(ge=0)]
    unit: Literal["working_days", "calendar_days", "working_hours", "months", "further_days"]

    @model_validator(mode="after")
    def _some_time(self) -> "LimitLine":
        if not self.amount and self.unit != "working_days":
            raise ValueError("thời hạn phải lớn hơn 0, hoặc 0 ngày làm việc: trong ngày")
        return self


@dataclass
class Numbers:
    """The lines of both tables, and what is wrong with them."""

    fees: list[tuple[Place, FeeLine]] = field(default_factory=list)
    limits: list[tuple[Place, LimitLine]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(folder: Path, versions: list[Version]) -> Numbers:
    """Both tables, checked against the versions that they speak of; a missing table is empty."""
    own = ("procedure", "case", "channel", "valid_from")
    fees: Found[FeeLine] = _table(folder / "fees.csv", FeeLine, (*own, "fee"))
    limits: Found[LimitLine] = _table(folder / "limits.csv", LimitLine, own)
    problems = [*fees.problems, *limits.problems]
    for place, line in fees.rows:
        problems += _unknown(place, line, versions, fee=line.fee)
    for place, limit in limits.rows:
        problems += _unknown(place, limit, versions)
    problems += [*_meeting(fees.rows, versions), *_meeting(limits.rows, versions)]
    return Numbers(fees.rows, limits.rows, problems)


def _table(path: Path, shape: Any, key: tuple[str, ...]) -> Found[Any]:  # noqa: ANN401 - either table
    return table(path, shape, key=key) if path.exists() else Found()


def _unknown(
    place: Place, line: Line, versions: list[Version], *, fee: str = ""
) -> Iterator[Problem]:
    """A line speaks of a version in force on its first day, of its cases, channels and fees."""
    found = next((v for v in versions if v.code == line.procedure and _holds(v, line)), None)
    if found is None:
        words = f"không có thủ tục {line.procedure} có hiệu lực từ {line.valid_from}"
        yield place.need("procedure").wrong(words).problem
        return
    cases = [case for case in found.cases if line.case in ("", case.row["code"])]
    if not cases:
        yield place.need("case").wrong(f'không có trường hợp "{line.case}"').problem
        return
    rows = [
        row
        for case in cases
        for row in (case.fees if fee else case.limits)
        if row["channel"] in line.channels() and row.get("code", "") == fee
    ]
    if not rows:
        words = f'không có phí "{fee}" cho kênh này' if fee else "không có thời hạn cho kênh này"
        yield place.need("fee" if fee else "channel").wrong(words).problem
    elif any(row.get("tiers") for row in rows) and not getattr(line, "tiers", None):
        yield place.need("amount").wrong("phí này có bậc: phải ghi cột tiers").problem


def _meeting(rows: Sequence[tuple[Place, Line]], versions: list[Version]) -> Iterator[Problem]:
    """Two lines that set the same number from the same day, such as of all channels and of one."""
    seen: dict[tuple[object, ...], int] = {}
    for place, line in rows:
        code = getattr(line, "fee", "")
        of = (line.procedure, code, line.valid_from)
        own = {(*of, *each) for each in product(_codes(line, versions), line.channels())}
        if met := {seen[each] for each in own & seen.keys()} - {place.line}:
            words = f"nói cùng một số, từ cùng một ngày, với dòng {min(met)}"
            yield place.need("channel").wrong(words).problem
        seen |= dict.fromkeys(own - seen.keys(), place.line)


def _codes(line: Line, versions: list[Version]) -> list[str]:
    """The cases that a line speaks of."""
    if line.case:
        return [line.case]
    of = (v for v in versions if v.code == line.procedure and _holds(v, line))
    return [str(case.row["code"]) for version in of for case in version.cases]


def _holds(version: Version, line: Line) -> bool:
    """Whether a version is in force on the line's first day, and had begun before it."""
    ends = version.valid_to or date.max
    return version.valid_from < line.valid_from < ends


def load(numbers: Numbers, *, on: date) -> Iterator[Problem]:
    """Bring the dated rows to what the tables say; on `on` what has begun is not changed any more.

    Gives a problem for a line that was changed or left out although records stand on it.
    """
    fees = [row for place, line in numbers.fees for row in _fees(line)]
    limits = [row for place, line in numbers.limits for row in _limits(line)]
    yield from _bring(Fee, ("case_id", "channel", "code", "valid_from"), fees, on, "fees.csv")
    yield from _bring(Limit, ("case_id", "channel", "valid_from"), limits, on, "limits.csv")


def _cases(line: Line) -> Iterable[Variant]:
    cases = Variant.objects.filter(revision__procedure__code=line.procedure)
    cases = cases.filter(revision__valid_from__lt=line.valid_from).exclude(
        revision__valid_to__lte=line.valid_from
    )
    return cases.filter(code=line.case) if line.case else cases


def _dated(row: Row, line: Line) -> Row:
    row.pk, row._state.adding = None, True
    row.is_dated, row.valid_from, row.valid_to = True, line.valid_from, line.valid_to
    return row


def _fees(line: FeeLine) -> Iterator[Fee]:
    for case in _cases(line):
        for row in case.fees.filter(is_dated=False, code=line.fee, channel__in=line.channels()):
            row.amount, row.tiers = line.amount, line.tiers
            row.maximum = line.maximum or row.maximum
            row.note = {FIRST: line.basis} if line.basis else {}
            row.is_illustrative = line.illustrative
            yield _dated(row, line)


def _limits(line: LimitLine) -> Iterator[Limit]:
    for case in _cases(line):
        for row in case.limits.filter(is_dated=False, channel__in=line.channels()):
            row.amount, row.unit, row.same_day = line.amount, line.unit, not line.amount
            yield _dated(row, line)


def _bring(
    model: type[Row], key: tuple[str, ...], wanted: list[Row], on: date, file: str
) -> Iterator[Problem]:
    def own(row: models.Model) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in key)

    there = {own(row): row for row in model._default_manager.filter(is_dated=True)}
    for row in wanted:
        before = there.pop(own(row), None)
        if before is not None and _values(before) == _values(row):
            continue
        if before is not None:
            if _values(before) | {"valid_to": row.valid_to} != _values(row):
                yield from _begun(before, on, file)  # its last day alone may still be written
            before.delete()
        row.save(force_insert=True)
    for left in there.values():
        yield from _begun(left, on, file)
        left.delete()


def _values(row: models.Model) -> dict[str, object]:
    names = [f.attname for f in row._meta.concrete_fields if not f.primary_key]
    return {name: getattr(row, name) for name in names}


def _begun(row: Fee | Limit, on: date, file: str) -> Iterator[Problem]:
    revision = row.case.revision
    if row.valid_from <= on and catalogue.is_used(revision):
        words = (
            f"dòng của {revision.code} từ {row.valid_from} đã có hồ sơ, không sửa hay bỏ được: "
            "hãy thêm dòng mới với valid_from mới"
        )
        yield Problem(file, 1, 1, words)
