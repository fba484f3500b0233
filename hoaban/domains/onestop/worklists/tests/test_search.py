"""What the search of the desk finds: numbers, whoever hands in, parts of a code."""

import pytest

from hoaban.casework.cases.models import Word
from hoaban.core.people import searching
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.reception import actions as reception
from hoaban.domains.onestop.worklists import queries as worklists
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


def test_no_part_of_an_identity_number_finds_anything(scenes: Scenes, received: Dossier) -> None:
    for text in ("01119000012", "011190", "0123"):
        assert list(worklists.search(scenes.ward.clerk, text)) == []
    words = Word.objects.filter(case=received.pk).values_list("word", flat=True)
    assert not [word for word in words if "01119" in word]


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
    desk: Desk, signed: Dossier
) -> None:
    symbol = signed.result.symbol if signed.result else ""
    number, stroke, sign = symbol.partition("/")
    for typed in (symbol, symbol.lower(), symbol[:-2], f"{int(number)}{stroke}{sign[:2].lower()}"):
        answer = desk.by("leader").get("/desk/search/", {"q": typed})
        assert answer.status_code == 302, typed
        assert answer.headers["Location"].startswith("/desk/documents/")
    assert desk.by("leader").get("/desk/search/", {"q": "/"}).status_code == 200
