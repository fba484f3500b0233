"""Every key page at both widths: nothing serious, no sideways scroll, a picture of each."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.journey
WIDTHS = pytest.mark.parametrize("phone", [False, True], ids=["desk", "360 px"])
OPEN_PAGES = {
    "portal-home": "/",
    "procedures": "/procedures/",
    "procedure": "/procedures/2.000635/",
    "search": "/procedures/?q=giay+khai+sinh",
    "track": "/track/",
    "results": "/results/",
    "verify": "/verify/",
    "help": "/help/",
    "sign-in": "/account/login/",
    "sign-up": "/account/signup/",
    "desk-sign-in": "/desk/sign-in/",
    "messages": "/messages/",
    "components": "/ui/",
}
DESK_PAGES = {
    "desk-work": ("motcua.himlam", "/desk/"),
    "desk-overview": ("lanhdao.himlam", "/desk/overview/"),
    "desk-results": ("lanhdao.himlam", "/desk/results/"),
    "desk-choose": ("motcua.himlam", "/desk/intake/"),
    "desk-intake-empty": ("motcua.himlam", "/desk/intake/2.000635/"),
    "desk-documents": ("vanthu", "/desk/documents/"),
    "desk-jobs": ("cntt", "/desk/jobs/"),
    "desk-people": ("quantri", "/desk/people/"),
    "desk-agencies": ("quantri", "/desk/agencies/"),
    "desk-calendar": ("cntt", "/desk/calendar/"),
    "desk-messages": ("cntt", "/desk/messages/"),
}
CITIZEN_PAGES = {"my": "/my/", "apply": "/apply/2.000635/"}
Judge = Callable[[Page], None]
Take = Callable[[Page, str], None]


@WIDTHS
@pytest.mark.parametrize("name", OPEN_PAGES)
def test_a_page_open_to_all(
    visit: Callable[..., Page], judged: Judge, picture: Take, name: str, *, phone: bool
) -> None:
    page = visit(phone=phone)
    answer = page.goto(OPEN_PAGES[name])
    assert answer is not None
    assert answer.status == 200
    judged(page)
    picture(page, name)


@WIDTHS
@pytest.mark.parametrize("name", DESK_PAGES)
def test_a_page_of_the_desk(
    visit: Callable[..., Page], judged: Judge, picture: Take, name: str, *, phone: bool
) -> None:
    who, address = DESK_PAGES[name]
    page = visit(as_official=who, phone=phone)
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    judged(page)
    picture(page, name)


@WIDTHS
@pytest.mark.parametrize("name", CITIZEN_PAGES)
def test_a_page_of_a_citizen(
    visit: Callable[..., Page], judged: Judge, picture: Take, name: str, *, phone: bool
) -> None:
    page = visit(as_citizen="0900000001", phone=phone)
    answer = page.goto(CITIZEN_PAGES[name])
    assert answer is not None
    assert answer.status == 200
    judged(page)
    picture(page, name)
