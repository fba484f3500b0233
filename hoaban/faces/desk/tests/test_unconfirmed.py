"""Who keeps the content reads what of it is believed."""

from collections.abc import Iterator
from datetime import date

import pytest

from hoaban.core.people.models import Person, Post
from hoaban.core.people.roles import Role
from hoaban.domains.procedures.catalogue.models import Revision
from tests.world.desks import Desk
from tests.world.province import MONDAY, Ward, forget

PAGE = "/desk/unconfirmed/"


@pytest.fixture
def province(small_world: None, db: None) -> Iterator[date]:
    yield MONDAY.date()
    forget()


def test_the_keeper_reads_procedures_numbers_and_articles_in_doubt(desk: Desk, ward: Ward) -> None:
    Post.objects.filter(person=Person.objects.get(public_id="leader")).update(role=Role.IT_OFFICER)
    note = "Giấy tờ ghi theo trí nhớ."
    Revision.objects.filter(procedure__code="2.000635").update(illustrative={"papers": note})
    shown = desk.get("leader", PAGE)
    assert note in shown
    assert "completion_days" in shown  # onestop.csv: left to the province, no text seen
    assert "supplement_days" not in shown  # Decree 61/2018, article 19, was read
    assert "Bộ luật Dân sự" in shown


def test_others_do_not(desk: Desk, ward: Ward) -> None:
    for name in ("clerk", "specialist", "leader"):
        desk.get(name, PAGE, 403)


def test_the_doubt_and_the_title_of_whoever_acts_are_english_on_an_english_page(
    desk: Desk, ward: Ward
) -> None:
    Post.objects.filter(person=Person.objects.get(public_id="clerk")).update(title="Chủ tịch")
    desk.by("clerk").cookies["django_language"] = "en"
    shown = desk.get("clerk", "/desk/")
    assert "Chủ tịch" not in shown
    assert "Chairman" in shown
