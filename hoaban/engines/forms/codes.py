"""A line of a list and its code stand beside each other in a table: one gives the other."""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any

from hoaban.engines.forms import lists
from hoaban.engines.forms.questions import Question, Section

Columns = tuple[str, str, str]  # of the name, of its code, the list


def columns(question: Question) -> Iterator[Columns]:
    """The columns of a table of which one says the code of the other's line."""
    own = {column["code"]: column for column in question.spec.get("columns", ())}
    for code, column in own.items():
        name = column.get("code_of", "")
        if name in own:
            yield name, code, own[name]["list"]


def listed(section: Section) -> set[str]:
    """The lists whose codes are asked for too."""
    return {one for question in section.questions for _name, _code, one in columns(question)}


def together(section: Section, data: Mapping[str, Any], prefix: str) -> Mapping[str, Any]:
    """What was typed, with the code of each line of a list beside it, and the line of a code that
    was typed alone. Other words keep what was typed as their code.
    """
    full: Any = None  # Any: a copy of what was sent, made when something is put in
    for name, code, of in _inputs(section, data, prefix):
        said = str(data.get(name) or "").strip()
        entry = lists.meant(lists.on(of, section.on), said or str(data.get(code) or ""))
        if entry:
            full = copy(data) if full is None else full
            full[name], full[code] = said or entry.name, entry.code
    return data if full is None else full


def _inputs(section: Section, data: Mapping[str, Any], prefix: str) -> Iterator[Columns]:
    """The inputs of such columns in the rows that were sent."""
    for question in section.questions:
        for name, code, of in columns(question):
            for row in range(int(question.spec["most"])):
                before = f"{prefix}{question.code}__{row}__"
                if f"{before}{name}" in data or f"{before}{code}" in data:
                    yield f"{before}{name}", f"{before}{code}", of
