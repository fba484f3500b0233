"""Who is offered for a question: only whom it can mean, and one press is enough."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from hoaban.core.people.models import Person
from hoaban.domains.onestop.drafts.models import Draft
from hoaban.domains.onestop.profiles import actions as profiles
from hoaban.domains.onestop.profiles import queries as known
from hoaban.domains.onestop.questions import rules
from hoaban.domains.onestop.questions.tests.test_portal_filing import BACKEND, OWNER, TODAY
from tests.world.province import MONDAY, Ward

AS_MOTHER, AS_FATHER = "Tôi là mẹ", "Tôi là cha"
HE = {"full_name": "Lò Văn Ún", "birth_date": "1988"}


@pytest.fixture
def draft(offering_world: None, client: Client, ward: Ward, settings: Settings) -> str:
    """The address of a registration of a birth that the citizen has begun."""
    settings.HOABAN_TODAY = TODAY
    client.force_login(Person.objects.get(public_id="citizen"), BACKEND)
    begun = client.post("/apply/1.001193/", {"case": "in_time", "agency": "ubnd-03127"})
    address = begun["Location"].removesuffix("who/")
    client.post(f"{address}who/", {"whose": "self"})
    client.post(f"{address}owner/", OWNER)
    return address


def keep(ward: Ward, relation: str, **said: str) -> None:
    person = {"full_name": OWNER["full_name"]} | said
    profiles.keep(None, relation=relation, said={"person": person}, by=ward.citizen, at=MONDAY)


def offered(client: Client, page: str) -> set[str]:
    """What the buttons that fill in a person say."""
    group = client.get(page).text.partition('role="group"')[2].partition("</div>")[0]
    return {part.partition("</button>")[0] for part in group.split("formnovalidate>")[1:]}


@pytest.mark.parametrize(
    ("sex", "myself"),
    [("female", [AS_MOTHER]), ("male", [AS_FATHER]), ("", [AS_MOTHER, AS_FATHER])],
)
def test_nobody_is_offered_as_what_they_cannot_be(
    draft: str, client: Client, ward: Ward, sex: str, myself: list[str]
) -> None:
    keep(ward, "self", **({"sex": sex} if sex else {}))
    keep(ward, "father", **HE)
    pages = [offered(client, f"{draft}q-mother/"), offered(client, f"{draft}q-father/")]
    others = [set(), {"Cha: Lò Văn Ún"}]
    mine = [{words} & set(myself) for words in (AS_MOTHER, AS_FATHER)]
    assert pages == [one | other for one, other in zip(mine, others, strict=True)]


def test_who_was_named_as_the_mother_is_not_offered_as_the_father(
    draft: str, client: Client
) -> None:
    typed = {"person__full_name": OWNER["full_name"], "person__birth_date": "1990", "later": "1"}
    client.post(f"{draft}q-mother/", typed)
    assert offered(client, f"{draft}q-father/") == set()


def test_one_press_on_the_father_also_says_that_he_is_entered(draft: str, client: Client) -> None:
    filled = client.post(f"{draft}q-father/", {"known": "no", "fill": "person:me"}).text
    chosen = filled.partition('name="known" value="yes"')[2].partition(">")[0]
    assert ("checked" in chosen, 'value="Lường Thị Ban"' in filled) == (True, True)
    assert "father" not in Draft.objects.get().answers


def test_what_a_declaration_says_of_somebodys_sex_is_kept_with_them(
    draft: str, client: Client, ward: Ward
) -> None:
    section = {"code": "mother", "fields": [{"code": "person", "kind": "person"}]}
    section["fields"][0] |= {"of_sex": "female"}  # type: ignore[index,operator] # JSON
    said: dict[str, Any] = {"person": {"full_name": "Lò Thị Mai"}}  # Any: JSON
    [(relation, person)] = known._of_section(section, said)
    assert (relation, known.sex_of(person)) == ("spouse", "female")


@pytest.mark.parametrize(
    ("condition", "answers"),
    [
        (None, []),
        ({"field": "father.known", "is": "yes"}, [("known", "yes")]),
        ({"field": "father.known", "in": ["yes", "late"]}, [("known", "yes")]),
        ({"field": "child.sex", "is": "male"}, []),
        ({"field": "father.known", "not": "no"}, []),
        (
            {"all": [{"field": "father.known", "is": "yes"}, {"field": "x.y", "is": "z"}]},
            [("known", "yes")],
        ),
        (
            {"any": [{"field": "father.a", "is": "b"}, {"field": "father.c", "is": "d"}]},
            [("a", "b")],
        ),
    ],
)
def test_the_answers_under_which_a_question_is_asked(
    condition: dict[str, Any] | None, answers: list[tuple[str, str]]
) -> None:
    assert list(rules.answers_that_show(condition, "father")) == answers


@pytest.mark.parametrize(
    ("kept_as", "relation"),
    [("self", "self"), ("child", "parent"), ("mother", "child"), ("spouse", ""), ("other", "")],
)
def test_who_is_filled_in_says_what_the_filer_is_to_them(kept_as: str, relation: str) -> None:
    choices = [{"value": value} for value in ("self", "parent", "child", "relative")]
    assert rules.relation_back(kept_as, choices) == relation
