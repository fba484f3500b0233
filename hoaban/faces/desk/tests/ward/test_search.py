"""The search box asks every room, and shows each post what it may see."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.filing import actions as filing_actions
from tests.world.desks import Desk
from tests.world.province import MONDAY, Ward, filing
from tests.world.scenes import Scenes


def led_to(desk: Desk, name: str, text: str) -> str:
    """Where the only hit leads; '' where the search stays on its own page."""
    answer = desk.by(name).get("/desk/search/", {"q": text})
    return str(answer.headers.get("Location", ""))


def test_a_dossier_opens_by_its_code_and_by_its_reference(desk: Desk, scenes: Scenes) -> None:
    received = scenes.bring("received")
    for text in (received.code or "", received.reference.lower()):
        assert led_to(desk, "clerk", text) == f"/desk/dossiers/{received.reference}/"
        assert led_to(desk, "foreigner", text) == ""


def test_several_dossiers_say_name_procedure_and_state(desk: Desk, scenes: Scenes) -> None:
    scenes.bring("received")
    scenes.bring("submitted")
    page = desk.get("clerk", "/desk/search/?q=luong+ban")
    told = re.findall(r'<span class="sub">([^<]*·[^<]*)</span>', page)
    assert len(told) == 2
    assert all(text.startswith("Lường Thị Ban · Bản sao trích lục") for text in told)
    assert {text.rpartition(" · ")[2] for text in told} == {
        str(state.label) for state in (State.RECEIVED, State.SUBMITTED)
    }


def test_a_document_opens_by_its_number_and_symbol(desk: Desk, scenes: Scenes) -> None:
    result = dossiers.issued_result(scenes.bring("done"))
    assert result is not None
    assert "/" in result.symbol
    for text in (result.symbol, result.symbol.lower(), result.symbol.removeprefix("0")):
        assert led_to(desk, "leader", text) == f"/desk/documents/{result.public_id}/"
        assert led_to(desk, "foreigner", text) == ""
    part = result.symbol[:-1]
    assert led_to(desk, "leader", part) == f"/desk/documents/{result.public_id}/"


@pytest.mark.parametrize("text", ["2.000635", "2.000635.000.00.00.H18"])
def test_a_procedure_opens_by_its_code_with_or_without_its_place(
    desk: Desk, ward: Ward, text: str
) -> None:
    assert led_to(desk, "clerk", text) == "/procedures/2.000635/"


@pytest.mark.parametrize("text", ["trích lục", "trich luc", "bản sao giấy khai sinh"])
def test_a_procedure_is_found_by_its_words_too(desk: Desk, ward: Ward, text: str) -> None:
    answer = desk.by("clerk").get("/desk/search/", {"q": text}, follow=True)
    assert "/procedures/2.000635/" in (*dict(answer.redirect_chain), answer.content.decode()), text


@pytest.mark.parametrize("text", ["Lường Thị Ban", "bản", "Nguyễn Văn Bản", "0912345678"])
def test_names_of_people_and_numbers_find_no_procedure(desk: Desk, ward: Ward, text: str) -> None:
    answer = desk.by("clerk").get("/desk/search/", {"q": text}, follow=True)
    assert (answer.redirect_chain, "/procedures/" in answer.content.decode()) == ([], False)


def test_people_are_found_with_their_posts(desk: Desk, ward: Ward) -> None:
    page = desk.get("clerk", "/desk/search/?q=e")
    assert "<h2>Cán bộ</h2>" in page
    assert "Người specialist" in page
    assert "Người foreigner" not in page


def test_a_search_asks_as_often_for_many_hits_as_for_few(desk: Desk, ward: Ward) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            desk.get("clerk", "/desk/search/?q=luong+ban")
        return len(found)

    for _ in range(2):
        filing_actions.submit(filing(ward.agency), by=ward.citizen, at=MONDAY)
    asked()
    few = asked()
    for _ in range(9):
        filing_actions.submit(filing(ward.agency), by=ward.citizen, at=MONDAY)
    assert asked() == few
