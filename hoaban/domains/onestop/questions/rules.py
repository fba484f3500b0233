"""Which of those whom a citizen knows a question can be about, and what it needs to be asked."""

from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]  # Any: a condition, or answers


def may_be(asked: str, known: str) -> bool:
    """Whether somebody of this sex, "" where it is not known, may be who a question asks for."""
    return not asked or not known or asked == known


def answers_that_show(condition: Json | None, section: str) -> Iterator[tuple[str, str]]:
    """The answers of a section, field and value, under which a question of it is asked.

    Of several values that would do the first; none where a condition asks for something else.
    """
    if not condition:
        return
    for each in condition.get("all", ()):
        yield from answers_that_show(each, section)
    if one_of := condition.get("any"):
        yield from answers_that_show(one_of[0], section)
    within, _dot, field = str(condition.get("field", "")).partition(".")
    value = condition.get("is", next(iter(condition.get("in", ())), None))
    if within == section and isinstance(value, str):
        yield field, value
