"""Whoever files is asked for a ground of relief only where an answer changes the fee."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Revision, Variant
from hoaban.engines.forms.questions import sections

RELIEF = "relief"
Answers = dict[str, Any]  # Any: JSON


def test_relief_is_asked_exactly_where_an_answer_changes_the_fee(
    shipped_world: None, db: None
) -> None:
    asked = {
        (one.code, day.isoformat(), case.code, str(said)): _is_asked(one, said, day)
        for day in catalogue.changes()
        for one in catalogue.offered(day)
        for case in one.cases.all()
        for said in _declared(one, case)
    }
    changes = {
        (one.code, day.isoformat(), case.code, str(said)): _changes(one, case, said, day)
        for day in catalogue.changes()
        for one in catalogue.offered(day)
        for case in one.cases.all()
        for said in _declared(one, case)
    }
    assert (asked == changes, {*asked.values()}) == (True, {True, False}), [
        key for key in asked if asked[key] != changes[key]
    ]


def _fields(revision: Revision) -> Iterator[tuple[str, dict[str, Any]]]:  # Any: JSON
    for form in catalogue.forms(revision):
        for section in form.schema["sections"]:
            yield from ((section["code"], field) for field in section["fields"])


def _declared(revision: Revision, case: Variant) -> Iterator[Answers]:
    """What leads to a case: the answers of its condition, and each term kept or missed."""
    base: Answers = {"copies": {"count": 1}, "request": {"copies": 1}}
    condition = case.condition
    if condition:
        section, code = condition["field"].split(".")
        value = condition["is"] if "is" in condition else condition["in"][0]
        base.setdefault(section, {})[code] = value
    terms = [
        (section, field["code"])
        for section, field in _fields(revision)
        if "days" in field and f"{section}.{field['code']}" != condition.get("field")
    ]
    for values in product(("yes", "no"), repeat=len(terms)):
        said = {name: dict(own) for name, own in base.items()}
        for (section, code), value in zip(terms, values, strict=True):
            said.setdefault(section, {})[code] = value
        yield said


def _is_asked(revision: Revision, said: Answers, day: date) -> bool:
    pages = (
        page for form in catalogue.forms(revision) for page in sections(form.schema, said, day)
    )
    return RELIEF in {page.code for page in pages}


def _changes(revision: Revision, case: Variant, said: Answers, day: date) -> bool:
    grounds = [
        (field["code"], choice["value"])
        for section, field in _fields(revision)
        if section == RELIEF
        for choice in field["choices"]
    ]
    channels = {fee.channel for fee in case.fees.all()}
    return any(
        len({catalogue.fee(case, one, said | answer, day).amount for answer in _each(grounds)}) > 1
        for one in channels
    )


def _each(grounds: list[tuple[str, str]]) -> list[Answers]:
    return [{RELIEF: {code: value}} for code, value in grounds]
