"""A card that is read into the search, or where a procedure is chosen, is known for what it is."""

import json
from html import unescape
from urllib.parse import quote, unquote

from django.contrib.sessions.models import Session

from hoaban.domains.onestop.cards.tests.test_desk_card import values
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


def asked(desk: Desk, address: str, text: str) -> str:
    """Where a search that was typed and sent leads."""
    answer = desk.post("clerk", address, {"q": unquote(text)})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_whose_card_is_new_is_received_from_the_search(desk: Desk) -> None:
    new = line("011190009999", name="Lò Văn Khác")
    addresses = [asked(desk, "/desk/search/", new)]
    shown = desk.get("clerk", addresses[-1])
    assert "Tìm “Lò Văn Khác, •••••••••999”" in shown
    receives = unescape(shown.partition("Tiếp nhận hồ sơ cho người này")[0].rpartition('href="')[2])
    addresses.append(receives.partition('"')[0])
    offered = desk.get("clerk", addresses[-1])
    assert "Lò Văn Khác" in offered
    addresses.append(offered.partition("/desk/intake/2.000635/")[2].partition('"')[0])
    form = desk.get("clerk", f"/desk/intake/2.000635/{addresses[-1]}")
    assert [values(form)[name] for name in NAMES] == [
        "Lò Văn Khác", "011190009999", "Tổ 4", "12/05/1990", "25/04/2021",
    ]  # fmt: skip
    assert ('class="errors"' in form, "Tiếp nhận cho:" in form) == (False, True)
    told = "".join(addresses)
    assert [part for part in ("9999", "Khác", "Kh%C3%A1c") if part in told] == []


NAMES = (
    "full_name", "identity_number", "address",
    "requester-person__birth_date", "requester-person__id_issued_on",
)  # fmt: skip


def test_each_card_that_was_read_fills_its_own_form(desk: Desk) -> None:
    forms = []
    for number, name in (("011190009991", "Lò Thị Một"), ("011190009992", "Lò Thị Hai")):
        address = asked(desk, "/desk/intake/", line(number, name=name))
        key = address.partition("?")[2]
        forms.append((f"/desk/intake/2.000635/?{key}", name))
    for address, name in [*forms, forms[0]]:
        assert values(desk.get("clerk", address))["full_name"] == name
    assert "full_name" not in values(desk.get("clerk", "/desk/intake/2.000635/"))


def test_whoever_came_before_is_filled_in_as_they_were_last_written(
    desk: Desk, scenes: Scenes
) -> None:
    scenes.bring("received")
    key = asked(desk, "/desk/intake/", NUMBER).partition("?")[2]
    form = values(desk.get("clerk", f"/desk/intake/2.000635/?{key}"))
    wanted = {name: OWNER[name] for name in ("full_name", "identity_number", "phone")}
    assert {name: form[name] for name in wanted} == wanted


def test_what_was_searched_for_is_sealed_and_nobody_elses(desk: Desk) -> None:
    address = asked(desk, "/desk/search/", line("011190009999", name="Lò Văn Khác"))
    held = json.dumps([row.get_decoded() for row in Session.objects.all()], ensure_ascii=False)
    assert ("9999" in held, "Khác" in held) == (False, False)
    assert "Khác" in desk.get("clerk", address)
    desk.by("clerk").logout()
    desk.browsers.pop("clerk")
    assert "Khác" not in desk.get("clerk", address)
    assert "Khác" not in desk.get("specialist", address)


def test_only_a_clerk_is_led_to_receive(desk: Desk) -> None:
    for typed in (line("011190009999"), "011190009999"):
        shown = [desk.get(who, f"/desk/search/?q={typed}") for who in ("clerk", "leader")]
        assert ["Tiếp nhận hồ sơ cho người này" in one for one in shown] == [True, False]
    assert "Tiếp nhận hồ sơ cho" not in desk.get("clerk", "/desk/search/?q=0912345678")
