"""What a procedure results in: the paper, what it states, its copies."""

from typing import Any

from pydantic import Field

from hoaban.engines.content.shapes import Filled, Flag, FullText, Marked, Natural, Spoken

# Columns of a table row as the database takes them.
Row = dict[str, Any]


class FindingLine(Spoken):
    """One line of what is found, asked in a field of its own; `before` is printed before it."""

    before: str = ""

    def as_json(self) -> Row:
        return {**self.words, "before": self.before}


class Finding(Spoken):
    """What the official finds and writes on the result, with lines such as they would be.

    Where it always says the same things, `lines` names them; else it is written freely.
    """

    example: list[Filled]
    required: Flag = True
    lines: list[FindingLine] = Field(default_factory=list)

    def as_json(self) -> Row:
        lines = {"lines": [line.as_json() for line in self.lines]} if self.lines else {}
        return {**self.words, "example": self.example, "required": self.required, **lines}


class Copies(Marked):
    """Copies of the result: which answer says how many, and what kind of document each is.

    `name` is what a copy is called where the result itself is called otherwise; `is_first`: the
    result is the first of them; `are_originals`: each is as good as the first, no copy of it.
    """

    quantity: Filled
    kind: Filled
    name: FullText = Field(default_factory=dict)
    is_first: Flag = False
    are_originals: Flag = False

    def as_json(self) -> Row:
        return {
            "quantity": self.quantity,
            "kind": self.kind,
            "name": self.name,
            "is_first": self.is_first,
            "are_originals": self.are_originals,
        }


class Result(Marked):
    code: Filled
    name: FullText
    template: Filled
    kind: Filled
    months: Natural | None = None
    finding: Finding | None = None
    copies: Copies | None = None

    def row(self) -> Row:
        return {
            "result_code": self.code,
            "result_name": self.name,
            "result_template": self.template,
            "result_kind": self.kind,
            "result_months": self.months,
            "result_finding": self.finding.as_json() if self.finding else {},
            "result_copies": self.copies.as_json() if self.copies else {},
        }
