"""The internal process as content: one table a step, their shares, and where each hands on; and
the clock of a procedure whose own law says otherwise."""

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from hoaban.domains.procedures.catalogue.enums import StepRole, Unit
from hoaban.domains.procedures.steps import rules
from hoaban.engines.content.shapes import (
    Filled,
    Flag,
    FullText,
    Marked,
    Natural,
    misplaced,
    unique,
)
from hoaban.engines.law import lookup

# Columns of a table row as the database takes them.
Row = dict[str, Any]


def _part(value: object) -> object:
    try:
        part = Decimal(str(value))
    except InvalidOperation:
        raise ValueError("cần một số từ 0 đến 1") from None
    if not part.is_finite() or not 0 <= part <= 1:
        raise ValueError("cần một số từ 0 đến 1")
    return part


Part = Annotated[Decimal, BeforeValidator(_part)]  # of a whole: from 0 to 1


class Step(Marked):
    code: Filled
    name: FullText
    role: StepRole
    share: Part
    next: Filled = ""
    paper: Filled = ""
    ends_clock: Flag = False

    def row(self) -> Row:
        return self.model_dump(exclude={"illustrative", "source"})


class Process(Marked):
    """The tables in order; their shares make one, one at most ends the clock."""

    decision: Filled = ""
    steps: Annotated[list[Step], Field(min_length=1), unique("bước")]

    @model_validator(mode="after")
    def _is_whole(self) -> "Process":
        total = sum((step.share for step in self.steps), Decimal(0))
        if not rules.shares_are_whole([step.share for step in self.steps]):
            raise misplaced(f"tổng tỷ lệ thời gian các bước là {total}, phải bằng 1", "steps")
        if sum(step.ends_clock for step in self.steps) > 1:
            raise misplaced("chỉ một bước được kết thúc thời hạn", "steps")
        self._check_chain()
        return self

    def _check_chain(self) -> None:
        """Each step hands on to a later one; the last one ends."""
        codes = [step.code for step in self.steps]
        for number, step in enumerate(self.steps):
            if step is self.steps[-1] and step.next:
                raise misplaced("bước cuối không có bước sau", "steps", number, "next")
            if step is not self.steps[-1] and step.next not in codes[number + 1 :]:
                words = "bước này phải nêu bước sau (next) đứng sau nó"
                raise misplaced(words, "steps", number)
        reached = {codes[0], *(step.next for step in self.steps)}
        for number, code in enumerate(codes):
            if code not in reached:
                raise misplaced(f'không bước nào dẫn tới bước "{code}"', "steps", number)

    def rows(self) -> list[Row]:
        return [{"position": n, **step.row()} for n, step in enumerate(self.steps, 1)]


def _topic(value: str) -> str:
    """A topic of law that is listed."""
    topics = lookup.topics()
    if topics is not None and value not in topics:
        raise ValueError(f'không có chủ đề "{value}" trong topics.toml')
    return value


class Extension(Marked):
    """By how much a case may be extended at most."""

    amount: Annotated[int, Field(ge=1)]
    unit: Unit


class Reissue(Marked):
    """In what time a result that was taken back is given again."""

    amount: Annotated[int, Field(ge=1)]
    unit: Unit


class Payment(Marked):
    """What the clock stands for until it is paid: a fee of the procedure, or a duty that another
    agency sets. `then` the clock resumes, or the limit restarts; `days` are the working days for
    which it is waited.
    """

    kind: Literal["fee", "duty"]
    then: Literal["restarts", "resumes"]
    days: Annotated[int, Field(ge=1)]


class Clock(Marked):
    """What the special law of a procedure says of its clock, where it says otherwise than the
    decree on the one-stop mechanism; `law` is the topic under which that law is cited.
    """

    law: Annotated[str, AfterValidator(_topic)]
    on_supply: Literal["restarts", "resumes"] | None = None
    supplement_days: Natural | None = None
    extension: Extension | None = None
    reissue: Reissue | None = None
    awaits_payment: Payment | None = None

    def row(self) -> Row:
        found = self.model_dump(include={"law", "on_supply", "supplement_days"}, exclude_none=True)
        if self.extension:
            found["extension"] = [self.extension.amount, self.extension.unit.value]
        if self.reissue:
            found["reissue"] = [self.reissue.amount, self.reissue.unit.value]
        if self.awaits_payment:
            said = self.awaits_payment.model_dump(include={"kind", "then", "days"})
            found["awaits_payment"] = said
        return found
