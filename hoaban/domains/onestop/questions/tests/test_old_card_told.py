"""A card of nine digits is told of before the request is sent."""

from django.test import Client
from pytest_django import Settings

from hoaban.domains.onestop.questions.tests.test_portal_filing import (
    CONFIRMED,
    SECTIONS,
    begin,
    citizen,
    fill,
)

__all__ = ["citizen"]
ENDED = "Người được đăng ký hộ tịch: chứng minh nhân dân 9 số đã hết giá trị"


def test_the_last_page_names_whose_card_is_an_old_one(citizen: Client, settings: Settings) -> None:
    settings.HOABAN_TODAY = "2025-01-02T08:30:00+07:00"
    draft = begin(citizen)
    fill(citizen, draft)
    assert ENDED not in citizen.get(f"{draft}check/").content.decode()
    old = SECTIONS["q-subject"] | {"person__id_number": "040123456"}
    citizen.post(f"{draft}q-subject/", old)
    assert ENDED in citizen.get(f"{draft}check/").content.decode()
    assert citizen.post(f"{draft}check/", CONFIRMED).status_code == 302
