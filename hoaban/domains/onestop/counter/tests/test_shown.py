"""A paper that is shown and not handed in is never passed over silently."""

import re

import pytest

from hoaban.casework.papers.models import Paper
from hoaban.domains.onestop.counter.tests.test_speed import more, needs_a_paper
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.desks import Desk, page

__all__ = ["more"]
pytestmark = pytest.mark.usefixtures("more")
HANDED = "handed-in-birth_notice-originals"


def received(desk: Desk, **more: str) -> Dossier:
    address, typed = needs_a_paper()
    answer = desk.post("clerk", address, typed | {"do": "receive", HANDED: "1"} | more)
    assert answer.status_code == 302, answer.content.decode()
    return Dossier.objects.get()


def on_receipt(dossier: Dossier) -> dict[str, object]:
    paper = Paper.objects.get(case=dossier.pk)
    found = [one for one in paper.facts["components"] if "dán ảnh" in one["name"]]
    return {name: found[0][name] for name in ("originals", "is_shown", "is_online")}


def test_the_row_says_that_it_is_shown_and_given_back(desk: Desk) -> None:
    text = desk.get("clerk", "/desk/intake/1.001193/")
    chosen = re.search(r'<select name="handed-in-identity-shown".*?</select>', text, re.DOTALL)
    assert chosen
    assert re.search(r'value="yes" selected>\s*Xuất trình, trả ngay', chosen[0])


def test_what_was_left_as_it_stood_is_on_receipt_and_custody_as_shown(desk: Desk) -> None:
    dossier = received(desk)
    assert on_receipt(dossier) == {"originals": 0, "is_shown": True, "is_online": False}
    assert "xuất trình, đã trả ngay" in desk.get("clerk", page(dossier))


def test_a_count_says_that_it_stays_here(desk: Desk) -> None:
    dossier = received(desk, **{"handed-in-identity-originals": "1"})
    assert on_receipt(dossier) == {"originals": 1, "is_shown": False, "is_online": False}
    assert "xuất trình, đã trả ngay" not in desk.get("clerk", page(dossier))


def test_what_was_neither_shown_nor_handed_in_is_asked_for(desk: Desk) -> None:
    address, typed = needs_a_paper()
    typed |= {"do": "receive", HANDED: "1", "handed-in-identity-shown": "no"}
    answer = desk.post("clerk", address, typed)
    assert (answer.status_code, Dossier.objects.count()) == (422, 0)
    assert "Giấy tờ này phải xuất trình, hoặc nộp." in answer.content.decode()
    assert desk.post("clerk", address, typed | {"do": "keep"}).status_code == 302
