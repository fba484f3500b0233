"""Answers about places, nationality and who is who are held against each other."""

from datetime import date

import pytest

from hoaban.engines.forms import persons, rules

MAI = {"full_name": "Lò Thị Mai", "birth_date": "1990-05-06", "id_number": "011090000123"}
DAY = date(2020, 3, 30)


@pytest.mark.parametrize(
    ("commune", "communes", "within", "beyond"),
    [
        ("03127", ["03127", "03130"], True, False),
        ("03200", ["03127", "03130"], False, True),
        ("outside", ["03127", "03130"], False, True),
        (None, ["03127"], False, False),
        ("03127", [], False, False),
    ],
)
def test_a_place_lies_in_the_area_or_beyond_it_only_where_both_are_known(
    commune: str | None,
    communes: list[str],
    within: bool,  # noqa: FBT001
    beyond: bool,  # noqa: FBT001
) -> None:
    answers = {"filing": {"communes": communes}, "mother": {"residence": {"commune": commune}}}
    asked = {"field": "mother.residence.commune"}
    found = [rules.holds({**asked, "in_area": one}, answers) for one in (True, False)]
    assert found == [within, beyond]


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        (MAI, True),
        ("LÒ THỊ MAI", True),
        ("Lò Thị Xuân", False),
        (MAI | {"id_number": "011090000124"}, False),
        (MAI | {"full_name": "Lò Thị Mây"}, True),  # the number says that it is one
        (MAI | {"id_number": "040123456"}, True),  # on an old card
        (MAI | {"id_number": "040123456", "full_name": "Lò Thị Xuân"}, False),
        (MAI | {"id_number": "none", "birth_date": "1991"}, False),
        ({"full_name": "Lò Thị Mai", "birth_date": "1990"}, True),
        ({"id_number": "none"}, True),
        (None, True),
    ],
)
def test_whoever_asks_for_themselves_is_the_person_who_is_named(
    said: object,
    is_one: bool,  # noqa: FBT001
) -> None:
    assert persons.may_be_one(said, MAI) is is_one


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("Việt Nam", True),
        ("Lào, Việt Nam", True),
        ("Lào", False),
        ({"nationality": "Lào"}, False),
        ({"full_name": "Lò Thị Mai"}, True),
    ],
)
def test_a_citizen_has_the_nationality_of_the_country_among_theirs(
    said: object,
    right: bool,  # noqa: FBT001
) -> None:
    check = {"rule": "citizen_of", "value": "Việt Nam"}
    assert (rules.broken([check], said, answers={}, on=DAY) == []) is right
