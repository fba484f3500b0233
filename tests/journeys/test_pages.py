"""Every page of the route table at both widths, in both languages, in light and dark.

axe finds nothing serious, nothing scrolls sideways; `make pictures` keeps one of each key page.
"""

import csv
import re
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import PICTURES

pytestmark = pytest.mark.journey
TABLE = Path(__file__).parent.parent / "architecture" / "permissions.csv"
CITIZEN = "0900000001"
CLERK, SPECIALIST, LEADER = "motcua.himlam", "chuyenvien.himlam", "lanhdao.himlam"
ARCHIVIST = "vanthu"
IT, ADMINISTRATOR, AUDITOR, TWO = "cntt", "quantri", "thanhtra", "haivitri"
MINE = "/my/ > ^/my/[A-Z0-9]{10}/$"  # the newest dossier
PERSON = r"/desk/people/ > ^/desk/people/(?!new|partners)[\w-]+/$"

# Route: who looks, and at what; `list > pattern` is the first link on the list that fits.
PAGES: dict[str, tuple[str, str]] = {
    "portal:home": ("", "/"),
    "portal:help": ("", "/help/"),
    "portal:about": ("", "/help/about/"),
    "portal:accessibility": ("", "/help/accessibility/"),
    "portal:privacy": ("", "/help/privacy/"),
    "procedures:portal_list": ("", "/procedures/?q=giay+khai+sinh"),
    "procedures:portal_detail": ("", "/procedures/2.000635/"),
    "dossiers:portal_track": ("", "/track/"),
    "reports:portal_results": ("", "/results/"),
    "documents:portal_verify": ("", "/verify/"),
    "documents:portal_verify_one": ("", "/verify/ABCDEFGHJKLM/"),
    "notify:portal_outbox": ("", "/messages/"),
    "ui:components": ("", "/ui/"),
    "api_docs": ("", "/api/v1/docs"),
    "account_login": ("", "/account/login/"),
    "account_signup": ("", "/account/signup/"),
    "account_request_login_code": ("", "/account/login/code/"),
    "account_inactive": ("", "/account/inactive/"),
    "account_reset_password": ("", "/account/password/reset/"),
    "account_password_reset_completed": ("", "/account/password/reset/done/"),
    "desk:sign_in": ("", "/desk/sign-in/"),
    "account_logout": (CITIZEN, "/account/logout/"),
    "account_reauthenticate": (CITIZEN, "/account/reauthenticate/"),
    "portal:name": (CITIZEN, "/account/name/"),
    "account_email": (CITIZEN, "/account/email/"),
    "account_change_phone": (CITIZEN, "/account/phone/change/"),
    "account_change_password": (CITIZEN, "/account/password/change/"),
    "mfa_index": (CITIZEN, "/account/2fa/"),
    "usersessions_list": (CITIZEN, "/account/sessions/"),
    "mfa_activate_totp": (CITIZEN, "/account/2fa/totp/activate/"),
    "dossiers:portal_my": (CITIZEN, "/my/"),
    "dossiers:portal_rate_by_code": ("", "/rate/"),
    "shops:portal_contact": ("", "/contact/"),
    "reports:desk_register": (CLERK, "/desk/register/"),
    "reports:desk_table": (LEADER, "/desk/results/table/"),
    "dossiers:desk_signing": (LEADER, "/desk/signing/"),
    "documents:desk_seal": (CLERK, "/desk/documents/to-seal/"),
    "dossiers:portal_messages": (CITIZEN, f"{MINE} + messages/"),
    "dossiers:portal_rate": (CITIZEN, f"{MINE} + rate/"),
    "dossiers:portal_claim": (CITIZEN, "/my/claim/"),
    "dossiers:portal_known": (CITIZEN, "/my/known/"),
    "dossiers:portal_close_account": (CITIZEN, "/account/close/"),
    "dossiers:portal_known_one": (CITIZEN, "/my/known/new/"),
    "dossiers:desk_apologies": (LEADER, "/desk/apologies/"),
    "dossiers:desk_promises": (IT, "/desk/calendar/ > /promises/$"),
    "dossiers:portal_my_detail": (CITIZEN, MINE),
    "dossiers:portal_sent": (CITIZEN, f"{MINE} + sent/"),
    "dossiers:portal_apply": (CITIZEN, "/apply/2.000635/"),
    "desk:work": (CLERK, "/desk/"),
    "dossiers:desk_overview": (AUDITOR, "/desk/overview/"),
    "dossiers:desk_overdue": (LEADER, "/desk/overdue/?begins=2020-01-01"),
    "dossiers:desk_owed": (CLERK, "/desk/takings/owed/"),
    "dossiers:desk_debts": (CLERK, "/desk/takings/debts/"),
    "dossiers:desk_came": (CLERK, "/desk/takings/came/"),
    "dossiers:desk_went": (CLERK, "/desk/takings/went/"),
    "dossiers:desk_statement": (CLERK, "/desk/takings/statement/"),
    "dossiers:desk_takings": (CLERK, "/desk/takings/?begins=2020-01-01"),
    "dossiers:desk_ended": (CLERK, "/desk/ended/"),
    "dossiers:desk_label": (CLERK, "/desk/ > ^/desk/dossiers/ + label/"),
    "dossiers:desk_intake": (CLERK, "/desk/intake/"),
    "dossiers:desk_intake_form": (CLERK, "/desk/intake/2.000635/"),
    "dossiers:desk_detail": ("chuyenvien.stp", "/desk/?part=later > ^/desk/dossiers/"),
    "dossiers:desk_messages": (CLERK, "/desk/ > ^/desk/dossiers/ + messages/"),
    "dossiers:desk_act": (CLERK, "/desk/ > ^/desk/dossiers/ + act/withdraw/"),
    "reports:desk_results": (LEADER, "/desk/results/"),
    "reports:desk_rows": (LEADER, "/desk/results/ > share=received"),
    "documents:desk_register": (ARCHIVIST, "/desk/documents/"),
    "documents:desk_detail": (LEADER, r"/desk/documents/ > ^/desk/documents/\w+/$"),
    "people:desk_people": (ADMINISTRATOR, "/desk/people/"),
    "people:desk_new": (ADMINISTRATOR, "/desk/people/new/"),
    "powers:desk_waiting": (ADMINISTRATOR, "/desk/people/waiting/"),
    "people:desk_partners": (ADMINISTRATOR, "/desk/people/partners/"),
    "people:desk_person": (
        ADMINISTRATOR,
        r"/desk/people/ > ^/desk/people/(?!new|partners)[\w-]+/$",
    ),
    "people:desk_end_post": (ADMINISTRATOR, f"{PERSON} > /end/$"),
    "people:desk_delegate": (LEADER, "/desk/people/posts/demo-lead-hlp0/delegate/"),
    "people:desk_agencies": (ADMINISTRATOR, "/desk/agencies/"),
    "dossiers:desk_left": (ADMINISTRATOR, "/desk/ended-agencies/"),
    "calendars:desk_calendar": (IT, "/desk/calendar/"),
    "calendars:desk_new_day": (IT, "/desk/calendar/days/new/"),
    "calendars:desk_withdraw_day": (IT, "/desk/calendar/ > /withdraw/$"),
    "calendars:desk_set_hours": (IT, "/desk/calendar/hours/"),
    "jobs:desk_index": (IT, "/desk/jobs/"),
    "desk:unconfirmed": (IT, "/desk/unconfirmed/"),
    "notify:desk_outbox": (IT, "/desk/messages/"),
    "desk:choose": (TWO, "/desk/post/"),
    "desk:inbox": (SPECIALIST, "/desk/inbox/"),
    "desk:views": (AUDITOR, "/desk/lists/overview/?late=1"),
    "desk:search": (AUDITOR, "/desk/search/?q=lo"),
    "desk:sign_out": (CLERK, "/desk/sign-out/"),
    "nothing here": ("", "/nowhere/"),
    "nothing on the desk": (CLERK, "/desk/nowhere/"),
}
# What a GET answers there is no page, or a page of a longer way that another journey walks.
ELSEWHERE = {
    "healthz", "documents:desk_file", "dossiers:desk_file",
    "dossiers:desk_paper", "dossiers:desk_result", "dossiers:desk_result_all",
    "dossiers:portal_apply_file", "dossiers:portal_apply_step", "dossiers:portal_file",
    "dossiers:portal_paper", "dossiers:portal_result", "dossiers:portal_result_copy",
    "dossiers:portal_pay", "dossiers:portal_piece", "payments:portal_platform",
}  # fmt: skip
KEY = {
    "portal:home": "portal-home",
    "procedures:portal_detail": "procedure",
    "dossiers:portal_track": "track",
    "dossiers:portal_my_detail": "my-dossier",
    "dossiers:portal_apply": "filing",
    "reports:portal_results": "results",
    "desk:work": "desk-work",
    "dossiers:desk_detail": "desk-case",
    "dossiers:desk_intake_form": "desk-intake",
    "reports:desk_results": "desk-results",
    "documents:desk_register": "desk-documents",
}
Judge = Callable[[Page], None]
Take = Callable[[Page, str], None]


def is_for_machines(row: dict[str, str]) -> bool:
    return row["pattern"].startswith("api/") and row["route"] != "api_docs"


def test_every_route_that_shows_a_page_is_walked() -> None:
    with TABLE.open() as table:
        shown = {
            row["route"]
            for row in csv.DictReader(table)
            if row["method"] == "GET" and "200" in row.values() and not is_for_machines(row)
        }
    assert shown - set(PAGES) - ELSEWHERE == set()


def opened(page: Page, way: str) -> int:
    """Go to an address, or follow links: `list > pattern > pattern + rest of the address`.

    What the last one answered, as a status of HTTP.
    """
    way, _plus, rest = way.partition(" + ")
    address, *patterns = way.split(" > ")
    for pattern in patterns:
        page.goto(address)
        links = [link.get_attribute("href") or "" for link in page.query_selector_all("main a")]
        address = next(link for link in links if re.search(pattern, link))
    answer = page.goto(address + rest)
    assert answer is not None
    return answer.status


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "360"])
@pytest.mark.parametrize("route", KEY if PICTURES else PAGES)
def test_a_page(
    look: Callable[..., Page], judged: Judge, picture: Take, route: str, *, phone: bool
) -> None:
    who, way = PAGES[route]
    page = look(who, phone=phone, dark=phone, english=not phone)
    status = opened(page, way)
    assert page.title().endswith("– Hoa Ban")
    is_gone = route.startswith("nothing") or route == "documents:portal_verify_one"  # no such code
    assert (status == HTTPStatus.NOT_FOUND) == is_gone
    assert page.locator("h1").count() == 1
    judged(page)
    if route in KEY:
        picture(page, KEY[route])


def test_the_register_to_print_is_read_on_a_phone_and_printed_as_a_table(
    visit: Callable[..., Page], judged: Judge
) -> None:
    page = visit("lanhdao.himlam", phone=True)
    page.goto("/desk/documents/?print=1")
    about = page.locator("tbody tr").first.locator("td").nth(1)
    box = about.bounding_box()
    assert box is not None
    assert box["width"] > 280
    judged(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1031, "height": 700})  # A4 across, without its margins
    assert about.evaluate("one => getComputedStyle(one).display") == "table-cell"
