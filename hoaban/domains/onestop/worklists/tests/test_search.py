"""What the search of the desk finds: numbers, whoever hands in, parts of a code."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoaban.casework.cases.models import Word
from hoaban.casework.papers import queries as case_papers
from hoaban.core.people import searching
from hoaban.domains.documents import queries as documents
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.queries import found_by
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.papers import queries as papers
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.worklists import queries as worklists
from hoaban.domains.procedures.catalogue.models import Form
from tests.world.desks import Desk
from tests.world.province import MONDAY, OWNER, Ward, filing
from tests.world.scenes import Scenes

BROUGHT = OWNER | {
    "full_name": "Lò Văn Ún", "phone": "0987654321", "identity_number": "011080000456"
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "0900000123", "0900 000 123", "0900.000.123", "+84 900 000 123", "090000",
        "011190000123", "011 190 000 123", "Lò Văn Ún", "un", "0987654321", "011080000456",
        "0001", "200316", "200316-0001", "200316 0001", "ban 0001",
        "ubnd-03127", "UBND-03127-2003", "ubnd-03127-200316",
        "03127-200316-0001", "031272003160001", "UBND031272003160001", "ubnd 03127 200316 0001",
        "2003160001", "3160001", "60001", "316-0001", "16 0001", "001", "1", "ban 60001",
        "3127-200316-0001", "Ban, 316.0001",
        "0123", "4321", "0456", "ban 0123", "lò văn 0456", "1/TNHS", "01/tnhs", "1/tn", "1 / TNHS",
    ],
)  # fmt: skip
def test_search_finds_by_numbers_by_who_hands_in_and_by_part_of_the_code(
    ward: Ward, text: str
) -> None:
    brought = filing_actions.submit(
        filing(ward.agency, submitter=BROUGHT), by=ward.citizen, at=MONDAY
    )
    received = reception.receive(brought.pk, by=ward.clerk, at=MONDAY)
    assert list(worklists.search(ward.clerk, text)) == [received]
    assert list(worklists.search(ward.foreigner, text)) == []


def test_search_finds_by_the_beginning_of_a_reference(scenes: Scenes, submitted: Dossier) -> None:
    begun = submitted.reference[:4].lower()
    assert list(worklists.search(scenes.ward.clerk, begun)) == [submitted]
    assert list(worklists.search(scenes.ward.foreigner, begun)) == []
    assert list(worklists.search(scenes.ward.clerk, submitted.reference[:3])) == []


def test_of_an_identity_number_the_last_four_digits_find_and_no_table_tells_them(
    scenes: Scenes, received: Dossier
) -> None:
    for text in ("01119000012", "011190", "9000", "900001", "2/TNHS", "1/XL", "99127-200316-0001"):
        assert list(worklists.search(scenes.ward.clerk, text)) == []
    words = Word.objects.filter(case=received.pk).values_list("word", flat=True)
    assert not [word for word in words if "01119" in word or word == "0123"]


def test_search_finds_by_the_name_of_whom_it_is_about(ward: Ward) -> None:
    about = [{"code": "child", "about": True, "fields": [{"code": "full_name", "kind": "text"}]}]
    form = Form(schema={"sections": about})
    answers = {"child": {"full_name": "Páo Em"}}
    assert papers.names_about([form], answers) == ["Páo Em"]
    assert {"pao", "em"} <= set(found_by(OWNER, {}, papers.names_about([form], answers)))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what there is")
def test_papers_of_a_number_are_read_along_an_index(ward: Ward) -> None:
    with CaptureQueriesContext(connection) as asked:
        case_papers.with_symbol("31/TNHS", [ward.agency.pk], most=20)
        case_papers.with_symbol("31/TNHS", None, most=20)
    with connection.cursor() as cursor:
        for query in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            assert any("paper_by_number" in row[-1] for row in cursor.fetchall())


def test_the_list_of_the_agency_is_narrowed_by_a_number(scenes: Scenes, received: Dossier) -> None:
    for text in ("0900 000 123", "200316-0001", "011190000123"):
        assert worklists.all_open(scenes.ward.clerk, searching.words(text)) == [received.pk]


def test_what_has_ended_is_listed_and_found_by_name(desk: Desk, scenes: Scenes) -> None:
    ended, opened = scenes.bring("returned"), scenes.bring("received")
    for address, found in {
        "/desk/ended/": True,
        "/desk/ended/?q=ban": True,
        "/desk/ended/?q=0900000123": True,
        "/desk/ended/?q=khac": False,
    }.items():
        text = desk.get("clerk", address)
        assert (str(ended.code) in text, str(opened.code) in text) == (found, False)
    assert str(ended.code) not in desk.get("foreigner", "/desk/ended/")
    assert "/desk/ended/" in desk.get("clerk", "/desk/overview/")


def test_a_document_is_found_by_number_and_symbol_and_by_how_they_begin(
    desk: Desk, scenes: Scenes, signed: Dossier
) -> None:
    symbol = signed.result.symbol if signed.result else ""
    number, stroke, sign = symbol.partition("/")
    for typed in (
        symbol,
        symbol.lower(),
        symbol[:-2],
        f"{int(number)}{stroke}{sign[:2].lower()}",
    ):
        answer = desk.by("leader").get("/desk/search/", {"q": typed})
        assert answer.status_code == 302, typed
        assert answer.headers["Location"].startswith("/desk/documents/")
    for part in (sign, sign.lower(), sign[:2]):  # others may have the same sign
        assert symbol in [one.symbol for one in documents.begun_symbol(scenes.ward.leader, part)]
    assert desk.by("leader").get("/desk/search/", {"q": "/"}).status_code == 200
