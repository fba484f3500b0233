"""A card that is read into the search, or where a procedure is chosen, is known for what it is."""

from urllib.parse import quote

from tests.world.desks import Desk, page
from tests.world.province import OWNER
from tests.world.scenes import Scenes

NUMBER, HOME = str(OWNER["identity_number"]), "Tổ 4, Him Lam, Điện Biên Phủ, Điện Biên"


def line(number: str, former: str = "", name: str = "Lường Thị Ban") -> str:
    return quote(f"{number}|{former}|{name}|12051990|Nữ|{HOME}|25042021||{'x' * 200}")


def test_the_search_opens_the_dossier_of_whose_card_it_is(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    for typed in (line(NUMBER), line("011190009999", NUMBER)):
        answer = desk.by("clerk").get(f"/desk/search/?q={typed}")
        assert (answer.status_code, answer["Location"]) == (302, page(dossier))


def test_the_search_says_of_whom_nothing_is_there(desk: Desk, scenes: Scenes) -> None:
    scenes.bring("received")
    shown = desk.get("clerk", f"/desk/search/?q={line('011190009999', name='Lò Văn Khác')}")
    assert "Tìm “Lò Văn Khác, •••••••••999”" in shown
    assert ("Không tìm thấy gì" in shown, "011190009999" in shown.partition("<main")[2]) == (
        True,
        False,
    )


def test_whoever_came_before_is_offered_where_a_procedure_is_chosen(
    desk: Desk, scenes: Scenes
) -> None:
    scenes.bring("received")
    whole = desk.get("clerk", "/desk/intake/").count("<li>")
    for typed in (line(NUMBER), NUMBER):
        shown = desk.get("clerk", f"/desk/intake/?q={typed}&open=1")
        assert ("Lường Thị Ban" in shown, "Xem hồ sơ đã nộp" in shown) == (True, True)
        assert shown.count("<li>") == whole
    new = desk.get("clerk", f"/desk/intake/?q={line('011190009999', name='Lò Văn Khác')}")
    assert ("Lò Văn Khác" in new, "Chưa từng nộp hồ sơ ở đây." in new) == (True, True)
    unnamed = desk.get("clerk", "/desk/intake/?q=011190009999")
    assert ("•••••••••999" in unnamed, "Chưa từng nộp hồ sơ ở đây." in unnamed) == (True, True)
    assert "Lường Thị Ban" not in desk.get("clerk", "/desk/intake/?q=trich+luc")
