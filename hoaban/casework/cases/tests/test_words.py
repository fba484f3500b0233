"""Cases are found by the beginnings of words, in the agencies that take part, in bounded time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoaban.casework.cases import actions, queries
from hoaban.casework.cases.enums import Part
from hoaban.casework.cases.models import Case, Word
from hoaban.core import rows
from tests.world.province import MONDAY, Ward

NAMES = ("lo thi ban", "lo van thinh", "quang thi a", "luong thi an", "ba thi lo")


@pytest.fixture
def known(ward: Ward) -> dict[int, str]:
    """Cases with these names in the agency of the ward, by key."""
    found = {}
    for number, name in enumerate(NAMES):
        case = Case(
            kind="dossier", reference=f"R{number}", title="t", search_text=name,
            agency=ward.agency, state="submitted",
        )  # fmt: skip
        assert actions.open_first(case)
        rows.insert(
            *actions.beginning(case, [(ward.agency.pk, Part.OWNS)], at=MONDAY, act_by=MONDAY)
        )
        found[case.pk] = name
    return found


FOUND = {
    "lo thi ban": ["lo thi ban"],
    "ban thi": ["lo thi ban"],
    "th": ["ba thi lo", "luong thi an", "quang thi a", "lo van thinh", "lo thi ban"],
    "thi ba": ["ba thi lo", "lo thi ban"],
    "a": ["quang thi a"],
    "a thi": ["quang thi a"],
    "thinh lo": ["lo van thinh"],
    "hinh": [],
    "nobody": [],
    "nobody thi": [],
}


@pytest.mark.parametrize("few", [8000, 2, 0])
@pytest.mark.parametrize("text", FOUND)
def test_a_case_is_found_by_the_beginnings_of_its_words_newest_first(
    ward: Ward, known: dict[int, str], text: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "FEW", few)
    for agencies in (None, [ward.agency.pk]):
        found = queries.newest(text.split(), agencies, most=20)
        assert [known[key] for key in found] == FOUND[text]


@pytest.mark.parametrize("text", FOUND)
def test_open_cases_are_found_by_the_same_words(
    ward: Ward, known: dict[int, str], text: str
) -> None:
    found = queries.all_open(text.split(), [ward.agency.pk])
    assert found is not None
    assert sorted(known[key] for key in found) == sorted(FOUND[text])


def test_no_more_are_found_than_asked_for(ward: Ward, known: dict[int, str]) -> None:
    newest = sorted(known, reverse=True)[1:3]
    assert queries.newest(["thi"], [ward.agency.pk], most=2) == [max(known), newest[0]]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what there is")
@pytest.mark.parametrize("text", ["thi", "thi lo"])
def test_a_walk_of_common_words_needs_no_sorting_and_so_ends_when_it_has_enough(
    ward: Ward, known: dict[int, str], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "FEW", 0)
    with CaptureQueriesContext(connection) as asked:
        assert queries.newest(text.split(), [ward.agency.pk], most=20)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[-1]['sql']}")
        plan = [row[-1] for row in cursor.fetchall()]
    assert any("word_of_an_agency" in step for step in plan)
    assert not [step for step in plan if "TEMP B-TREE" in step]


def test_an_agency_that_takes_part_no_more_finds_the_case_no_more(
    ward: Ward, known: dict[int, str]
) -> None:
    case, other = Case.objects.get(pk=min(known)), ward.foreigner.agency_pk
    assert other is not None
    actions.involve(case, other, Part.CONSULTED, at=MONDAY)
    assert queries.newest(["ban"], [other], most=9) == [case.pk]
    actions.leave(case, other, Part.CONSULTED, at=MONDAY)
    assert queries.newest(["ban"], [other], most=9) == []
    assert queries.newest(["ban"], [ward.agency.pk], most=9) == [case.pk]


def test_a_case_is_found_by_its_new_name_and_no_more_by_the_old(
    ward: Ward, known: dict[int, str]
) -> None:
    case = Case.objects.get(pk=min(known))
    actions.name(case, ["ca", "van", "xoa"])
    assert queries.newest(["xoa"], None, most=9) == [case.pk]
    assert set(Word.objects.filter(case=case).values_list("word", flat=True)) == {
        "ca",
        "van",
        "xoa",
    }


def test_a_case_is_found_by_words_that_are_added_once(ward: Ward, known: dict[int, str]) -> None:
    case = Case.objects.get(pk=min(known))
    for _twice in range(2):
        actions.add_words(case, ["0912345678", "ban"])
    assert queries.newest(["0912", "thi"], [ward.agency.pk], most=9) == [case.pk]
    assert Word.objects.filter(case=case).count() == len(["lo", "thi", "ban", "0912345678"])
    other = ward.foreigner.agency_pk
    assert other is not None
    actions.involve(case, other, Part.CONSULTED, at=MONDAY)
    assert queries.newest(["0912345678"], [other], most=9) == [case.pk]


CODES = {"H1-200330-0001": "ban", "H1-200331-0001": "thinh", "H2-200330-0001": "quang"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("3310001", ["thinh"]), ("31-0001", ["thinh"]), ("31 0001", ["thinh"]),
        ("2003300001", ["quang", "ban"]), ("00001", ["quang", "ban"]),
        ("1", ["quang", "thinh", "ban"]), ("001", ["quang", "thinh", "ban"]),
        ("thi 1", ["quang", "thinh", "ban"]), ("Quang, 300001", ["quang"]),
        ("1 2003300001", ["ban"]),
        ("2", []), ("90001", []), ("H1-200330-0001", []), ("thi", []), ("", []), ("0" * 300, []),
    ],
)  # fmt: skip
def test_a_case_is_found_by_the_last_figures_of_its_code_as_they_are_read_out(
    ward: Ward, known: dict[int, str], typed: str, found: list[str]
) -> None:
    for code, word in CODES.items():
        opened = Case.objects.filter(search_text__contains=word)
        opened.update(code=code, opened_at=MONDAY)
        actions.add_words(opened.get(), code.split("-")[1:])
    other = ward.foreigner.agency_pk
    assert other is not None
    for agencies in (None, [ward.agency.pk]):
        keys = queries.read_out(typed, agencies, most=9)
        assert keys == [Case.objects.get(search_text__contains=word).pk for word in found]
    assert queries.read_out(typed, [other], most=9) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what there is")
def test_the_last_figures_of_a_code_are_looked_for_along_an_index(
    ward: Ward, known: dict[int, str]
) -> None:
    for case in Case.objects.filter(pk__in=known):
        actions.add_words(case, ["200330", "0001"])
    with CaptureQueriesContext(connection) as asked:
        queries.read_out("300001", [ward.agency.pk], most=20)
        queries.read_out("300001", None, most=20)
    plans = []
    with connection.cursor() as cursor:
        for query in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plans += [row[-1] for row in cursor.fetchall()]
    assert [step for step in plans if step.startswith("SCAN") and "cases_" in step] == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("H1-2003", ["thinh", "ban"]),
        ("h1-200330", ["ban"]),
        ("H1 - 200330", ["ban"]),
        ("H1-", []),
        ("H1-20033_", []),
        ("200330-0001", []),
    ],
)
def test_a_case_is_found_by_the_beginning_of_its_code(
    ward: Ward, known: dict[int, str], typed: str, found: list[str]
) -> None:
    for code, word in CODES.items():
        opened = Case.objects.filter(search_text__contains=word)
        opened.update(code=code, opened_at=MONDAY)
    other = ward.foreigner.agency_pk
    assert other is not None
    for agencies in (None, [ward.agency.pk]):
        keys = queries.begun(typed, agencies, most=9)
        assert keys == [Case.objects.get(search_text__contains=word).pk for word in found]
    assert queries.begun(typed, [other], most=9) == []
