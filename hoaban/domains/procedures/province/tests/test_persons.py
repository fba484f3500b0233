"""Every form of the province that names several people refuses one person in two places."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from hoaban.domains.procedures.catalogue.models import Form

Said = dict[str, Any]  # Any: a schema


def people(schema: Said) -> dict[str, Said]:
    return {
        f"{section['code']}.{field['code']}": field
        for section in schema["sections"]
        for field in section["fields"]
        if field["kind"] == "person"
    }


def held_apart(schema: Said) -> set[tuple[str, str, str]]:
    return {
        (*sorted((path, check["field"])), check["rule"])
        for path, field in people(schema).items()
        for check in field.get("checks", ())
        if check["rule"] in ("other_number", "other_person")
    }


@pytest.mark.usefixtures("shipped_world", "db")
def test_no_two_people_of_a_form_are_one_person() -> None:
    """A parent may be who asks, so the requester of a birth is held apart from nobody there."""
    lacking = []
    for form in Form.objects.order_by("pk"):
        named, apart = people(form.schema), held_apart(form.schema)
        for one, other in combinations(sorted(named), 2):
            if {one, other} & {"requester.person"} and {one, other} & {
                "mother.person",
                "father.person",
            }:
                continue
            for rule, part in (("other_number", "id_number"), ("other_person", "birth_date")):
                asked = all(part in named[path]["parts"] for path in (one, other))
                if asked and (one, other, rule) not in apart:
                    lacking.append((form.revision.code, one, other, rule))
    assert lacking == []


OF_SOMEBODY = re.compile(r"(?:Họ\b|Người )")  # how a question begins that asks for a person's name


def texts(schema: Said) -> Iterator[tuple[str, Said]]:
    """Every question of one line, those of tables too, with its path."""
    for section in schema["sections"]:
        for field in section["fields"]:
            for one in field.get("columns", [field]):
                if one["kind"] == "text":
                    yield f"{section['code']}.{field['code']}.{one['code']}", one


@pytest.mark.usefixtures("shipped_world", "db")
def test_every_question_for_the_name_of_somebody_takes_names_alone() -> None:
    asked = [
        (form.revision.code, path, one)
        for form in Form.objects.order_by("pk")
        for path, one in texts(form.schema)
        if OF_SOMEBODY.match(one["label"]["vi"])
    ]
    assert asked
    assert [(code, path) for code, path, one in asked if not one.get("is_name")] == []
