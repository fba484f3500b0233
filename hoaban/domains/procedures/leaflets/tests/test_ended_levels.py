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


def intake_named(on: date) -> tuple[int, list[tuple[str, str]]]:
    """How many pages of the counter there are on a day, and which name a level that ends."""
    desk, forms, found = Desk(), 0, list[tuple[str, str]]()
    levels = [one for one in abolished.read().shapes() if one.level]
    for revision in catalogue.offered(on):
        agency = next(one for one in agencies.at(on).values() if catalogue.decides(revision, one))
        clerk = f"c{agency.pk}"
        if clerk not in desk.browsers:
            post_of(agency, Role.CLERK, clerk, on=on)
        page = desk.get(clerk, f"/desk/intake/{revision.code}/")
        words = re.sub(r"\s+", " ", strip_tags(page))
        found += [(revision.code, name) for one in levels if (name := one.is_named_in(words))]
        forms += 1
    return forms, found


@pytest.mark.parametrize("on", [date(2025, 7, 2), date(2026, 11, 30)])
def test_no_form_at_the_counter_names_a_level_that_ended(settings: Settings, on: date) -> None:
    settings.HOABAN_TODAY = f"{on}T09:00:00+07:00"
    forms, found = intake_named(on)
    assert (forms > 10, found) == (True, [])


def test_before_that_day_they_do(settings: Settings) -> None:
    settings.HOABAN_TODAY = f"{DAY}T09:00:00+07:00"
    _forms, found = intake_named(date.fromisoformat(str(DAY)))
    assert found
