"""After the level of districts ended no page of today speaks of it as if it were there."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags
from pytest_django import Settings

from hoaban.core.people import agencies
from hoaban.core.people.roles import Role
from hoaban.domains.procedures.abolished import content as abolished
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.loading.tests.catalogues import DAY
from tests.world.desks import Desk
from tests.world.province import post_of

pytestmark = [pytest.mark.usefixtures("shipped_world", "db")]
PAGES = ["/", "/procedures/", "/contact/", "/help/", "/results/", "/verify/", "/track/"]
ENDED = re.compile(
    r"(?<!\w)(cấp huyện|huyện, thị xã|phòng giáo dục và đào tạo)(?!\w)", re.IGNORECASE
)
SAID = "không còn cấp huyện"  # why nothing is filed


def spoken(client: Client, address: str) -> list[str]:
    """What of the ended level the page names."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    words = re.sub(r"\s+", " ", strip_tags(answer.content.decode()))
    return ENDED.findall(words.replace(SAID, ""))


def test_no_page_names_the_level_that_ended(client: Client, settings: Settings) -> None:
    settings.HOABAN_TODAY = "2025-07-02T09:00:00+07:00"
    codes = {one.code for one in catalogue.valid(date(2025, 7, 2))}
    addresses = [*PAGES, *(f"/procedures/{code}/" for code in sorted(codes))]
    assert len(codes) > 20
    assert {at: found for at in addresses if (found := spoken(client, at))} == {}


def test_before_they_do(client: Client, settings: Settings) -> None:
    settings.HOABAN_TODAY = f"{DAY}T09:00:00+07:00"
    assert spoken(client, "/procedures/1.001612/")


def test_no_form_that_officials_or_citizens_fill_names_what_was_done_away_with(
    client: Client, settings: Settings
) -> None:
    settings.HOABAN_TODAY = "2025-07-02T09:00:00+07:00"
    on, desk = date(2025, 7, 2), Desk()
    gone = [one for one in abolished.read().shapes() if one.last_on < on]
    found, forms = list[tuple[str, str]](), 0
    for revision in catalogue.offered(on):
        agency = next(one for one in agencies.at(on).values() if catalogue.decides(revision, one))
        clerk = f"c{agency.pk}"
        if clerk not in desk.browsers:
            post_of(agency, Role.CLERK, clerk, on=on)
        page = desk.get(clerk, f"/desk/intake/{revision.code}/")
        words = re.sub(r"\s+", " ", strip_tags(page))
        found += [(revision.code, name) for one in gone if (name := one.is_named_in(words))]
        forms += 1
    assert (forms > 10, found) == (True, [])
