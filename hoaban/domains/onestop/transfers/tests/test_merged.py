"""What an agency asked for before it was merged is paid, settled and refunded by its successor."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from hoaban.core.people import agencies
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.transfers import actions, queries
from hoaban.gateways.payments.models import Demand, Payment
from tests.world import statements
from tests.world.acts import LATER
from tests.world.desks import Desk
from tests.world.province import post_of
from tests.world.scenes import Scenes, vn
from tests.world.statements import HEAD, IMPORT

OLD, NEW = "ubnd-03127", "ubnd-03127-2025"
DAY = date(2025, 7, 2)
AFTER = vn("2025-07-02 10:00")
CAME = "/desk/takings/came/"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2025-07-02T15:00:00+07:00"
    settings.PAYMENTS = ["transfer", "platform"]


@pytest.fixture
def heir(scenes: Scenes) -> Actor:
    """The cashier of the ward that took the other in."""
    assert scenes.ward.agency.code == OLD
    return post_of(agencies.row(NEW, DAY), Role.CLERK, "heir", on=DAY)


def asked(scenes: Scenes) -> tuple[Dossier, Demand]:
    dossier = scenes.bring("received")
    return dossier, actions.ask(dossier.pk, by=scenes.ward.citizen, at=LATER)


def read(desk: Desk, *lines: str) -> str:
    file = SimpleUploadedFile("sao-ke.csv", (HEAD + "\n".join(lines)).encode())
    return str(desk.post("heir", IMPORT, {"file": file}).content.decode())


def test_a_reference_printed_before_the_merger_pays_its_fee_after_it(
    scenes: Scenes, heir: Actor
) -> None:
    dossier, demand = asked(scenes)
    shown = read(Desk(), f"30/06/2025;16.000;{demand.reference};FT1")
    dossier.refresh_from_db()
    assert ("Đủ số tiền" in shown, dossier.money, Payment.objects.get().agency) == (
        *(True, "paid", NEW),
    )
    assert Receipt.objects.get(dossier=dossier).agency.code == NEW


def test_asked_again_after_the_merger_the_reference_is_the_same(
    scenes: Scenes, heir: Actor
) -> None:
    dossier, demand = asked(scenes)
    again = actions.ask(dossier.pk, by=scenes.ward.citizen, at=AFTER)
    paying = queries.paying(dossier, at=AFTER)
    facts = [value for offer in paying.offers for _label, value in offer.facts]
    assert (again.pk, paying.may_pay, "MINHHOA03127" in facts) == (demand.pk, True, True)


def test_a_line_read_before_the_merger_is_not_recorded_again_after_it(
    scenes: Scenes, heir: Actor, settings: Settings
) -> None:
    _dossier, demand = asked(scenes)
    line = f"16/03/2020;16.000;{demand.reference};FT1"
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    statements.read(Desk(), line)
    settings.HOABAN_TODAY = "2025-07-02T15:00:00+07:00"
    assert "đã ghi nhận từ lần nhập trước" in read(Desk(), line)
    assert Payment.objects.count() == 1


def test_the_successors_cashier_settles_and_reopens_what_came_before(
    scenes: Scenes, heir: Actor, settings: Settings
) -> None:
    asked(scenes)
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    statements.read(Desk(), "16/03/2020;16.000;tra phi;FT1")
    settings.HOABAN_TODAY = "2025-07-02T15:00:00+07:00"
    desk, payment = Desk(), Payment.objects.get()
    assert (payment.agency, "tra phi" in desk.get("heir", CAME)) == (OLD, True)
    sent = {"does": "settle", "payment": payment.pk, "note": "Đã trả lại"}
    assert desk.post("heir", CAME, sent).status_code == 302
    sent = {"does": "reopen", "payment": payment.pk, "reason": "Chưa trả"}
    assert desk.post("heir", CAME, sent).status_code == 302


def test_money_that_named_nothing_is_allotted_to_a_dossier_of_before(
    scenes: Scenes, heir: Actor
) -> None:
    dossier, _demand = asked(scenes)
    desk = Desk()
    read(desk, "30/06/2025;16.000;tra phi;FT1")
    sent = {"does": "allot", "payment": Payment.objects.get().pk, "code": dossier.code}
    assert desk.post("heir", CAME, sent).status_code == 302
    dossier.refresh_from_db()
    assert dossier.money == "paid"


def test_a_dossiers_code_of_before_is_found_in_the_words_of_a_transfer(
    scenes: Scenes, heir: Actor
) -> None:
    dossier, _demand = asked(scenes)
    read(Desk(), f"30/06/2025;16.000;phi ho so {dossier.code};FT1")
    dossier.refresh_from_db()
    assert dossier.money == "paid"
