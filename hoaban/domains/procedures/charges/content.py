"""What a case of a procedure costs, as a version's file says it."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from hoaban.core.language import Words
from hoaban.domains.procedures.catalogue.enums import BY_ANSWER, Channel, FeeUnit
from hoaban.domains.procedures.steps.content import Part
from hoaban.engines.content.shapes import Filled, FullText, Marked, Natural, Spoken, misplaced
from hoaban.engines.forms.schema import Condition

# How a condition begins, in brackets or behind a comma, in the languages of names.
_CONDITION = re.compile(
    r"[(,;–-]\s*(?:nếu|khi|trường hợp|trừ|if|where|when|not for)\b", re.IGNORECASE
)
# Columns of a table row as the database takes them.
Row = dict[str, Any]


def _channels(value: object) -> object:
    if value == "all":
        return list(Channel.values)
    return value if isinstance(value, list) else [value]


Channels = Annotated[list[Channel], BeforeValidator(_channels)]


def check_named(name: Words, refusal: str) -> None:
    """Refuses a name that says when what it names is asked for, in these words."""
    if any(_CONDITION.search(said) for said in name.values()):
        raise misplaced(refusal, "name")


class Exemption(Marked, Spoken):
    """Who pays less, and by how much of the whole."""

    code: Filled
    reduction: Part
    when: Condition | None = None

    def as_json(self) -> Row:
        made: Row = {"code": self.code, "words": self.words, "reduction": str(self.reduction)}
        return made | ({"when": self.when.as_json()} if self.when else {})


class Tier(Marked):
    start: Natural = Field(alias="from")
    amount: Natural


class Fee(Marked):
    """A line of what a case costs through some channels."""

    channel: Channels
    code: Filled
    name: FullText
    condition: FullText = Field(default_factory=dict)
    amount: Natural
    unit: FeeUnit = FeeUnit.DOSSIER
    tiers: list[Tier] = Field(default_factory=list)
    maximum: Natural = 0
    quantity: Filled = ""
    times: Filled = ""
    exemptions: list[Exemption] = Field(default_factory=list)
    note: FullText = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_named_without_a_condition(self) -> "Fee":
        """Whoever paid reads the name on the receipt, where "if" says nothing any more."""
        check_named(self.name, "tên khoản thu không kèm điều kiện: ghi điều kiện ở condition")
        return self

    @model_validator(mode="after")
    def _counts_what_is_asked(self) -> "Fee":
        """By the piece it says which answer counts the pieces; by the dossier it counts none: else
        an applicant pays for one, or reads another price than is charged.
        """
        if self.unit in BY_ANSWER and not self.quantity:
            words = f'thu theo "{self.unit.label}" thì phải nêu câu trả lời nào đếm (quantity)'
            raise misplaced(words, "unit")
        if self.unit not in BY_ANSWER and (self.quantity or self.times or self.tiers):
            words = "thu theo hồ sơ thì không đếm theo câu trả lời: hãy nêu đơn vị (unit)"
            raise ValueError(words)
        return self

    def rows(self) -> list[Row]:
        row = {
            "code": self.code,
            "name": self.name,
            "condition": self.condition,
            "amount": self.amount,
            "unit": self.unit,
            "tiers": [[tier.start, tier.amount] for tier in self.tiers],
            "maximum": self.maximum,
            "quantity": self.quantity,
            "times": self.times,
            "exemptions": [each.as_json() for each in self.exemptions],
            "note": self.note,
        }
        return [{"channel": channel, **row} for channel in self.channel]
