"""A picture of an identity card at the counter: what it says fills the page, nothing is kept."""

import re
from html import unescape
from io import BytesIO

from hoaban.core.files.models import Use
from hoaban.core.files.tests import codes, samples
from hoaban.core.journal.models import Entry
from tests.world.desks import Desk

INTAKE, CARD = "/desk/intake/2.000635/", "/desk/card/"
HOME = "Tổ 4, Him Lam, Điện Biên Phủ, Điện Biên"
LINE = f"011190000123|050123456|Lò Thị Ban|12051990|Nữ|{HOME}|25042021"


def picture(*lines: str) -> BytesIO:
    """A photograph, as a browser sends it."""
    file = BytesIO(codes.photograph(lines, side=400, turned=8, size=(1280, 720)))
    file.name = "card.jpg"
    return file


def values(text: str) -> dict[str, str]:
    """What stands in the inputs of the page, by name."""
    tags = re.findall(r"<input\b[^>]*>", text)
    named = [(re.findall(r' name="([^"]+)"', t), re.findall(r' value="([^"]*)"', t)) for t in tags]
    return {name[0]: unescape(value[0]) for name, value in named if name and value}


def test_the_page_is_given_the_line_of_the_card(desk: Desk) -> None:
    answer = desk.post("clerk", CARD, {"card-picture": picture("https://vidu.vn/", LINE)})
    assert (answer.status_code, answer.json()) == (200, {"line": LINE})
    assert answer["Cache-Control"] == "private, no-store"


def test_why_nothing_was_read_is_said(desk: Desk) -> None:
    torn = BytesIO(samples.png()[:-20])
    said = [
        desk.post("clerk", CARD, sent).json()["told"][:25]
        for sent in (
            {},
            {"card-picture": picture()},
            {"card-picture": picture("https://vidu.vn/")},
            {"card-picture": torn},
        )
    ]
    assert said == [
        "Chưa chọn ảnh: hãy chụp h",
        "Không thấy mã vuông nào t",
        "Mã vuông trong ảnh không ",
        "Tệp ảnh PNG bị hỏng hoặc ",
    ]


def test_without_a_script_the_picture_fills_the_page_and_loses_nothing(desk: Desk) -> None:
    typed = {
        "phone": "0912345678",
        "request-copies": "2",
        "register-office": "UBND phường Him Lam",
        "add_row": "card",
        "once": "counter-9",
    }
    answer = desk.post("clerk", INTAKE, typed | {"card-picture": picture(LINE)})
    text = answer.content.decode()
    stand = values(text)
    wanted = {
        "full_name": "Lò Thị Ban",
        "identity_number": "011190000123",
        "address": "Tổ 4",
        "requester-person__birth_date": "12/05/1990",
        "phone": "0912345678",
        "request-copies": "2",
        "register-office": "UBND phường Him Lam",
        "once": "counter-9",
    }
    assert answer.status_code == 200
    assert {name: stand.get(name) for name in wanted} == wanted
    assert 'value="03127" selected' in text
    assert "Đã điền từ căn cước: Lò Thị Ban" in " ".join(text.split())


def test_without_a_script_a_picture_that_says_nothing_is_told_where_it_was_chosen(
    desk: Desk,
) -> None:
    typed = {"phone": "0912345678", "add_row": "card"}
    answer = desk.post("clerk", INTAKE, typed | {"card-picture": picture()})
    text = answer.content.decode()
    assert (answer.status_code, values(text)["phone"]) == (422, "0912345678")
    assert '<a href="#id_card-picture">Không thấy mã vuông nào trong ảnh' in text


def test_neither_picture_nor_line_is_kept(desk: Desk) -> None:
    before = Entry.objects.count()
    desk.post("clerk", CARD, {"card-picture": picture(LINE)})
    assert (Use.objects.count(), Entry.objects.count()) == (0, before)


def test_nobody_but_a_clerk_has_pictures_read(desk: Desk) -> None:
    for who in ("leader", "specialist"):
        assert desk.post(who, CARD, {"card-picture": picture(LINE)}).status_code == 403
