"""What was handed in to a department is received and fetched in the centre from its day on."""

from datetime import date

import pytest
from django.utils.translation import override
from pytest_django import Settings

from hoaban.core.journal.models import Entry
from hoaban.core.people import agencies
from hoaban.core.people.actors import system
from hoaban.domains.onestop.casefile import queries as casefile
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.notices import reactions
from hoaban.domains.onestop.papers import queries
from hoaban.domains.onestop.reception import actions as reception
from tests.world.province import MONDAY, filing
from tests.world.scenes import department, vn

CENTRE = "Trung tâm Phục vụ hành chính công tỉnh Điện Biên"
PAPERS = {"identity": {"copies": 1}, "residence": {"copies": 1}, "declaration": {"originals": 1}}


@pytest.fixture
def received(province: date) -> Dossier:
    clerk = department()
    given = filing(agencies.row("so-tp", province), "2.000488", channel="counter", counts=PAPERS)
    filed = filing_actions.submit(given, by=clerk, at=MONDAY)
    return reception.receive(filed.pk, by=clerk, at=MONDAY)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (
            "2025-06-30 09:00",
            ("Bộ phận Tiếp nhận và Trả kết quả", "0215 000 0002", "Bộ phận Một cửa"),
        ),
        ("2025-07-01 09:00", (CENTRE, "0215 000 0999", CENTRE)),
    ],
)
def test_papers_messages_and_the_case_name_where_it_is_fetched(
    received: Dossier, settings: Settings, at: str, said: tuple[str, str, str]
) -> None:
    settings.HOABAN_TODAY = f"{at.replace(' ', 'T')}:00+07:00"
    sheet = queries.paper_head(received, by=system("test"), at=vn(at))
    entry = Entry(at=vn(at))
    with override("vi"):
        holder = casefile.holder(received)
    told = reactions.FACTS["counter"](entry, received)
    assert (sheet["shop"], sheet["office_phone"], told) == said
    assert holder == f"{told}, Sở Tư pháp"
