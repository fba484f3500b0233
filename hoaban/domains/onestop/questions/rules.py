"""Which of those whom a citizen knows a question can be about, and what it needs to be asked."""

from collections.abc import Iterator, Mapping, Sequence
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


# What whoever keeps somebody as this is to that person, in the answers of a form.
SEEN_BACK = {
    "self": "self",
    "spouse": "spouse",
    "child": "parent",
    "father": "child",
    "mother": "child",
}


def relation_back(kept_as: str, choices: Sequence[Json]) -> str:
    """The choice that says who the filer is to somebody kept as a child, a father ...

    Empty where the choices have none for it: then the filer says it.
    """
    back = SEEN_BACK.get(kept_as, "")
    return back if back in [choice["value"] for choice in choices] else ""
