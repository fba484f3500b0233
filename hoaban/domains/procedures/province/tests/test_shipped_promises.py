"""What ships holds each exception to its promise, and each nationality to its procedure."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from hoaban.core.people import areas
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.loading.tests.catalogues import DAY
from hoaban.engines.forms import rules
from hoaban.engines.forms.answers import clean_all

Json = dict[str, Any]  # Any: a schema or answers
HERE, ELSEWHERE, HANOI = "03127", "03130", "outside"


def days() -> list[date]:
    return [DAY, *(day for day in catalogue.changes() if day > DAY)]


def schemas(on: date) -> Iterator[tuple[str, Json]]:
    for one in catalogue.offered(on):
        yield from ((one.code, form.schema) for form in catalogue.forms(one))


def wrong(code: str, answers: Json, on: date = DAY, area: str = HERE) -> dict[str, str]:
    form = catalogue.forms(catalogue.revision_at(code, on))[0]
    filed = {"case": "", "area": area, "communes": areas.within(area, on)}
    return dict(clean_all(form.schema, answers, on, filed=filed)[1])


def family(mother: str, father: str | None) -> Json:
    where = {"commune": father, "detail": "Số 5, phố X"}
    said = {"known": "yes", "residence": where} if father else {"known": "no"}
    return {"mother": {"residence": {"commune": mother, "detail": "Số 5"}}, "father": said}


@pytest.mark.parametrize(
    ("mother", "father", "told"),
    [
        (HERE, HANOI, set()),
        (HERE, None, set()),
        (ELSEWHERE, HERE, set()),
        (HANOI, HERE, set()),
        (ELSEWHERE, HANOI, {"father.residence.commune"}),
        (HANOI, ELSEWHERE, {"father.residence.commune"}),
        (HANOI, None, {"father.known"}),
    ],
)
def test_a_birth_is_registered_where_one_of_the_parents_lives(
    shipped_world: None, db: None, mother: str, father: str | None, told: set[str]
) -> None:
    found = wrong("1.001193", family(mother, father))
    assert {"father.residence.commune", "father.known"} & set(found) == told


@pytest.mark.parametrize(
    ("groom", "bride", "is_refused"),
    [(HERE, HANOI, False), (HANOI, HERE, False), (HANOI, ELSEWHERE, True)],
)
def test_a_marriage_is_registered_where_one_of_the_two_lives(
    shipped_world: None,
    db: None,
    groom: str,
    bride: str,
    is_refused: bool,  # noqa: FBT001
) -> None:
    both = zip(("groom", "bride"), (groom, bride), strict=True)
    answers = {who: {"residence": {"commune": where, "detail": "Số 5"}} for who, where in both}
    assert ("bride.residence.commune" in wrong("1.000894", answers)) is is_refused


def test_whoever_says_that_a_place_lies_elsewhere_for_a_reason_is_held_to_the_reason(
    shipped_world: None,
    db: None,
) -> None:
    """Each doubt about a place that may be waved through has a check that none can wave through."""
    loose = [
        (code, f"{section['code']}.{field['code']}")
        for on in days()
        for code, schema in schemas(on)
        for section in schema["sections"]
        for field in section["fields"]
        for check in field.get("checks", ())
        if check["rule"] == "lies_in" and check.get("doubt")
        if not is_held(schema, f"{section['code']}.{field['code']}.commune")
    ]
    assert loose == []


def is_held(schema: Json, path: str) -> bool:
    return any(
        path in rules.fields_of(check.get("when")) and not check.get("doubt")
        for section in schema["sections"]
        for field in section["fields"]
        for check in field.get("checks", ())
    )


OF_CITIZENS = {
    "1.001193": 3,
    "1.000894": 2,
    "1.000656": 1,
    "1.001612": 1,
}  # how many nationalities each asks for


def test_procedures_of_citizens_alone_refuse_other_nationalities_wherever_they_ask(
    shipped_world: None,
    db: None,
) -> None:
    for on in days():
        for code, schema in schemas(on):
            asked = [
                [check["rule"] for check in field.get("checks", ())]
                for section in schema["sections"]
                for field in section["fields"]
                if field["code"] == "nationality" or "nationality" in field.get("parts", {})
            ]
            if code in OF_CITIZENS:
                held = [one for one in asked if "citizen_of" in one]
                assert (len(held), len(held)) == (OF_CITIZENS[code], len(asked)), (code, on)


@pytest.mark.parametrize(
    ("code", "path", "named"),
    [
        ("1.001193", "mother.person.nationality", "2.000528"),
        ("1.001193", "child.nationality", "2.000528"),
        ("1.000894", "groom.person.nationality", "2.000806"),
        ("1.000656", "deceased.person.nationality", "1.001766"),
        ("1.001612", "requester.person.nationality", "công dân Việt Nam"),
    ],
)
def test_another_nationality_is_sent_to_the_right_procedure(
    shipped_world: None, db: None, code: str, path: str, named: str
) -> None:
    section, *rest = path.split(".")
    said: object = "Lào"
    for key in reversed(rest):
        said = {key: said}
    assert named in wrong(code, {section: said})[path]


def test_whoever_asks_for_themselves_cannot_name_somebody_else(
    shipped_world: None, db: None
) -> None:
    """Wherever the relation to the named person is asked for."""
    loose = [
        (code, section["code"])
        for on in days()
        for code, schema in schemas(on)
        for section in schema["sections"]
        for field in section["fields"]
        if field["code"] == "relation"
        and any(choice["value"] == "self" for choice in field.get("choices", ()))
        if not is_person_held(section)
    ]
    assert loose == []


def is_person_held(section: Json) -> bool:
    named = [f for f in section["fields"] if f["kind"] == "person" or f.get("is_name")]
    rules_of = [[check["rule"] for check in field.get("checks", ())] for field in named]
    return all("same_person" in found for found in rules_of)
