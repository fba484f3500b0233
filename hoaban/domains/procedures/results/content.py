"""What a procedure results in: the paper, what it states, its copies."""

from typing import Any

from pydantic import Field

from hoaban.engines.content.shapes import Filled, Flag, FullText, Marked, Natural, Spoken

# Columns of a table row as the database takes them.
Row = dict[str, Any]


class Finding(Spoken):
    """What the official finds and writes on the result, with lines such as they would be."""

    example: list[Filled]
    required: Flag = True

    def as_json(self) -> Row:
        return {**self.words, "example": self.example, "required": self.required}


class Copies(Marked):
    """Copies of the result: which answer says how many, and what kind of document each is.

    `name` is what a copy is called where the result itself is called otherwise; `is_first`: the
    result is the first of them.
    """

    quantity: Filled
    kind: Filled
    name: FullText = Field(default_factory=dict)
    is_first: Flag = False

    def as_json(self) -> Row:
        return {
            "quantity": self.quantity,
            "kind": self.kind,
            "name": self.name,
            "is_first": self.is_first,
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
