"""Filters that a post keeps under a name: a link above the list, renamed, removed."""

import re
from html import unescape

import pytest
from django.urls import reverse

from hoaban.casework.lists import actions
from hoaban.casework.lists.models import View
from tests.world.desks import Desk
from tests.world.province import Ward

OVERVIEW = "/desk/overview/"
VIEWS = "/desk/lists/overview/"
LATE = "?state=submitted&late=1"


def keep(desk: Desk, name: str, query: str = LATE) -> tuple[int, str]:
    """What is answered when the clerk keeps a filter: the status, and the page or where it leads"""
    answer = desk.post("clerk", f"{VIEWS}{query}", {"name": name})
    return answer.status_code, answer.headers.get("Location", answer.content.decode())


def links(desk: Desk, who: str = "clerk", address: str = OVERVIEW) -> list[tuple[str, str]]:
    """The kept filters above a list: where each leads and its name."""
    shown = re.findall(r'(?s)<nav class="row small no-print".*?</nav>', desk.get(who, address))
    found = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', shown[0]) if shown else []
    return [(unescape(url), name) for url, name in found if url != VIEWS]


def test_a_filter_is_kept_under_a_name_and_opens_from_a_link(desk: Desk, ward: Ward) -> None:
    assert "Lưu bộ lọc" not in desk.get("clerk", OVERVIEW)
    form = re.findall(r'action="(/desk/lists/[^"]+)"', desk.get("clerk", f"{OVERVIEW}{LATE}&x=1"))
    assert [unescape(address) for address in form] == [f"{VIEWS}{LATE}"]
    assert keep(desk, " Trễ ") == (302, f"{OVERVIEW}{LATE}")
    assert links(desk) == [(f"{OVERVIEW}{LATE}", "Trễ")]
    text = desk.get("clerk", f"{OVERVIEW}{LATE}")
    assert ('aria-current="page">Trễ' in text, "Lưu bộ lọc" in text) == (True, False)
    assert "Mở danh sách</a>: Mới nộp, chờ kiểm tra; Quá hạn" in desk.get("clerk", VIEWS)
    assert 'aria-current="page">Trễ' not in desk.get("clerk", OVERVIEW)


def test_a_filter_is_of_its_post_and_its_list_alone(desk: Desk, ward: Ward) -> None:
    keep(desk, "Trễ")
    view = View.objects.get()
    assert links(desk, "leader") == links(desk, address="/desk/") == []
    answer = desk.post("leader", VIEWS, {"view": str(view.pk), "do": "remove"})
    assert (answer.status_code, View.objects.count()) == (422, 1)
    actions.remove(view.pk, by=ward.leader)
    actions.rename(view.pk, "Khác", by=ward.leader)
    assert View.objects.get().name == "Trễ"
    desk.post("clerk", f"{reverse('desk:views', args=['work'])}?part=today", {"name": "Hôm nay"})
    assert links(desk, address="/desk/")[0] == ("/desk/?part=today", "Hôm nay")
    assert desk.by("clerk").get("/desk/lists/nothing/").status_code == 404


def test_a_name_stands_once_a_post_and_there_are_so_many_and_no_more(
    desk: Desk, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(desk, "Trễ")
    status, page = keep(desk, "Trễ", "?late=1")
    assert (status, "Bạn đã có bộ lọc tên “Trễ”" in page) == (422, True)
    for name, told in (("", "Hãy đặt tên"), ("a" * 61, "60")):
        status, page = keep(desk, name)
        assert (status, told in page) == (422, True)
    monkeypatch.setattr("hoaban.casework.lists.actions.MOST", 1)
    status, page = keep(desk, "Nữa")
    assert (status, "Mỗi vị trí giữ được 1 bộ lọc" in page) == (422, True)
    assert View.objects.count() == 1


def test_each_post_names_its_filters_for_itself(desk: Desk, ward: Ward) -> None:
    keep(desk, "Trễ")
    assert desk.post("leader", f"{VIEWS}{LATE}", {"name": "Trễ"}).status_code == 302
    assert View.objects.filter(name="Trễ").count() == 2


def test_a_filter_may_be_saved_again_under_its_own_name(desk: Desk, ward: Ward) -> None:
    keep(desk, "Trễ")
    again = {"view": str(View.objects.get().pk), "name": "Trễ", "do": "rename"}
    assert desk.post("clerk", VIEWS, again).status_code == 302


def test_a_filter_of_nothing_is_not_kept(desk: Desk, ward: Ward) -> None:
    assert keep(desk, "Mọi", "?state=x") == (302, OVERVIEW)
    assert View.objects.count() == 0


def test_a_filter_is_renamed_and_removed(desk: Desk, ward: Ward) -> None:
    keep(desk, "Trễ")
    keep(desk, "Mới", "?state=submitted")
    view = str(View.objects.get(name="Trễ").pk)
    assert (
        desk.post("clerk", VIEWS, {"view": view, "name": "Mới", "do": "rename"}).status_code == 422
    )
    desk.post("clerk", VIEWS, {"view": view, "name": "Gấp", "do": "rename"})
    assert [name for _url, name in links(desk)] == ["Gấp", "Mới"]
    desk.post("clerk", VIEWS, {"view": view, "do": "remove"})
    assert [name for _url, name in links(desk)] == ["Mới"]
    for gone in (view, "9" * 40, "x"):
        for do in ("remove", "rename"):
            answer = desk.post("clerk", VIEWS, {"view": gone, "name": "Trễ", "do": do})
            assert "Bộ lọc này không còn" in answer.content.decode()
    assert [name for _url, name in links(desk)] == ["Mới"]


def test_a_filter_that_the_list_understands_no_more_says_so(desk: Desk, ward: Ward) -> None:
    keep(desk, "Trễ")
    View.objects.update(asked={"state": "gone", "late": "1"})
    assert links(desk) == []
    assert "Trễ: bộ lọc không còn đọc được" in desk.get("clerk", OVERVIEW)
    assert "Bộ lọc này không còn đọc được." in desk.get("clerk", VIEWS)


def test_a_page_of_the_desk_that_is_not_there_leads_back_to_the_desk(
    desk: Desk, ward: Ward
) -> None:
    for address, home in ((f"{VIEWS}nothing/", "/desk/"), ("/nothing/", "/")):
        main = desk.get("clerk", address, 404).partition("<main")[2].partition("</main")[0]
        assert re.findall(r'href="([^"]+)"', main) == [home]
