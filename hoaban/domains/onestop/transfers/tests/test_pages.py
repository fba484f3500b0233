"""The fee paid from home: the applicant's page, the bank's statement, the clerk's list."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from hoaban.core import clock
from hoaban.core.people.models import Person
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.onestop.transfers import actions, papers, queries
from hoaban.gateways.payments import queries as payments
from tests.world.acts import LATER
from tests.world.desks import BACKEND, Desk
from tests.world.scenes import Scenes
from tests.world.statements import IMPORT, read


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-16T15:00:00+07:00"
    settings.PAYMENTS = ["transfer", "platform"]


@pytest.fixture
def citizen(scenes: Scenes) -> Client:
    browser = Client()
    browser.force_login(Person.objects.get(public_id=scenes.ward.citizen.reference[8:]), BACKEND)
    return browser


def asked(scenes: Scenes) -> tuple[Dossier, str]:
    dossier = scenes.bring("received")
    demand = actions.ask(dossier.pk, by=scenes.ward.citizen, at=LATER)
    return dossier, demand.reference


def test_a_transfer_pays_the_fee_once_and_gives_a_receipt(scenes: Scenes) -> None:
    desk, (dossier, reference) = Desk(), asked(scenes)
    line = f"16/03/2020 10:00;16.000;MBVCB {reference.lower()} CT tu 01;FT1\n"
    assert "Đủ số tiền" in read(desk, line)
    again = read(desk, line)
    assert "đã ghi nhận từ lần nhập trước" in again
    dossier.refresh_from_db()
    assert (dossier.money, dossier.paid_by) == ("paid", "transfer")
    (receipt,) = Receipt.objects.filter(dossier=dossier)
    facts = receipt.paper.facts
    assert (receipt.taken_by, facts["is_automatic"], facts["paid_by"]) == (
        *(None, True, "Chuyển khoản"),
    )


def test_each_line_says_what_became_of_it(scenes: Scenes) -> None:
    desk, (_dossier, reference) = Desk(), asked(scenes)
    shown = read(
        desk,
        f"16/03/2020;10.000;{reference};A1\n",
        f"16/03/2020;7.000;{reference};A2\n",
        f"16/03/2020;16.000;{reference};A3\n",
        "16/03/2020;16.000;tra phi;A4\n",
        "16/03/2020;-500;phi ngan hang;A5\n",
    )
    words = ("Chưa đủ", "Thừa", "Nộp lần hai", "Không tìm thấy mã", "Tiền ra chưa rõ")
    assert [word in shown for word in words] == [True] * 5
    listed = desk.get("clerk", "/desk/takings/came/")
    assert [word in listed for word in words] == [False, True, True, True, False]
    assert "1.000 đồng" in listed


@pytest.mark.parametrize("page", ["statement", "came"])
def test_money_names_the_dossier_by_its_code_and_whose_it_is(scenes: Scenes, page: str) -> None:
    desk, (dossier, reference) = Desk(), asked(scenes)
    shown = read(desk, f"16/03/2020;17.000;{reference};A1\n")
    if page == "came":
        shown = desk.get("clerk", "/desk/takings/came/")
    (named,) = re.findall(rf'href="/desk/dossiers/{dossier.reference}/">([^<]*)</a> · (.*)', shown)
    assert named == (dossier.code, dossier.owner["full_name"])


def test_who_may_not_open_the_dossier_reads_no_name(scenes: Scenes) -> None:
    dossier = scenes.bring("received")
    seen = papers.named([dossier.reference], scenes.ward.foreigner)
    assert seen == {dossier.reference: papers.Named(dossier.reference, dossier.reference)}


def test_the_clerk_says_what_was_done_with_it_and_others_only_read(scenes: Scenes) -> None:
    desk = Desk()
    read(desk, "16/03/2020;16.000;tra phi;A4\n")
    payment = payments.unsettled(None).get()
    page = "/desk/takings/came/"
    assert desk.post("clerk", page, {"payment": payment.pk, "note": "..."}).status_code == 422
    assert desk.post("leader", page, {"payment": payment.pk, "note": "Trả"}).status_code == 403
    assert (
        desk.post("clerk", page, {"payment": payment.pk, "note": "Đã trả lại"}).status_code == 302
    )
    assert "tra phi" not in desk.get("clerk", page)
    assert scenes.ward.agency.code == payment.agency


def test_money_for_a_fee_taken_at_the_counter_goes_back(scenes: Scenes) -> None:
    desk, (dossier, reference) = Desk(), asked(scenes)
    scenes.act("pay", dossier)
    assert "Nộp lần hai" in read(desk, f"16/03/2020;16.000;{reference};B1\n")
    assert Receipt.objects.filter(dossier=dossier).count() == 1
    ended, other = asked(scenes)
    scenes.act("withdraw", ended)
    assert "Đến khi không còn phải nộp" in read(desk, f"16/03/2020;16.000;{other};B2\n")


def test_a_statement_that_is_none_says_so(scenes: Scenes) -> None:
    desk = Desk()
    for data, words in ((b"a;b\n1;2\n", "Không thấy dòng tiêu đề"), (b"PK\x03", "Không đọc được")):
        answer = desk.post("clerk", IMPORT, {"file": SimpleUploadedFile("x.csv", data)})
        assert (answer.status_code, words in answer.content.decode()) == (422, True), scenes
    desk.get("leader", IMPORT, status=403)


def test_the_applicant_is_shown_the_code_pays_and_reads_that_it_came(
    scenes: Scenes, citizen: Client
) -> None:
    dossier = scenes.bring("received")
    page = f"/my/{dossier.reference}/pay/"
    assert "Trả tiền" in citizen.get(f"/my/{dossier.reference}/").content.decode()
    assert citizen.get(page).status_code == 200
    assert payments.last(dossier.reference) is None
    assert citizen.post(page).status_code == 302
    demand = payments.last(dossier.reference)
    assert demand
    shown = citizen.get(page).content.decode()
    assert [part in shown for part in (demand.reference, "<svg", "MINHHOA03127")] == [True] * 3
    assert citizen.get(f"{page}?seen=0-0-0").status_code == 204
    platform = f"/payments/{demand.reference}/"
    once = {"amount": "16000", "once": "x1", "back": page}
    assert Client().post(platform, once).status_code == 302
    Client().post(platform, once)
    demand.refresh_from_db()
    assert demand.received == 16000
    assert "đang ghi biên lai" in citizen.get(f"{page}?seen=0-0-0").content.decode()
    actions.take(demand.payments.get().pk, by=queries.RECORDER, at=LATER)
    actions.take(demand.payments.get().pk, by=queries.RECORDER, at=LATER)
    assert "Đã nhận đủ tiền" in citizen.get(page).content.decode()
    assert Receipt.objects.get(dossier=dossier).paid_by == "platform"


def test_that_no_money_came_is_said_after_days_and_not_at_once(
    scenes: Scenes, citizen: Client, settings: Settings
) -> None:
    dossier = scenes.bring("received")
    page = f"/my/{dossier.reference}/pay/"
    citizen.post(page)
    days = int(provisions.act_of(clock.today())["transfer_days"])
    shown = citizen.get(page).content.decode()
    said = [("Đang chờ tiền đến từ 15:0" in shown, "Chưa thấy tiền đến" in shown)]
    demand = payments.last(dossier.reference)
    assert demand
    for further in (timedelta(hours=-1), timedelta()):
        now = demand.asked_at + timedelta(days=days) + further
        paying = queries.paying(dossier, at=now)
        said.append((paying.waited == 0, paying.waited >= days))
    assert said == [(True, False), (True, False), (False, True)]
    settings.HOABAN_TODAY = (demand.asked_at + timedelta(days=days, hours=1)).isoformat()
    later = " ".join(citizen.get(page).content.decode().split())
    assert f"Đã {days} ngày từ khi yêu cầu trả tiền" in later


def test_nobody_is_sent_away_from_the_platform(scenes: Scenes) -> None:
    _dossier, reference = asked(scenes)
    shown = Client().get(f"/payments/{reference}/?back=https://example.com/").content.decode()
    assert 'href="https://example.com' not in shown
    assert 'value="https://example.com' not in shown
    assert Client().get("/payments/HB22222222/").status_code == 404


def test_where_no_account_is_entered_one_pays_at_the_counter(
    scenes: Scenes, settings: Settings
) -> None:
    settings.PAYMENTS = []
    assert queries.may_pay(scenes.bring("received"), at=LATER) is False


def test_whoever_paid_too_much_reads_how_much_and_what_becomes_of_it(
    scenes: Scenes, citizen: Client
) -> None:
    dossier, reference = asked(scenes)
    read(Desk(), f"16/03/2020;17.000;{reference};B1\n")
    page = " ".join(citizen.get(f"/my/{dossier.reference}/pay/").text.split())
    assert "Bạn đã trả thừa" in page
    assert "nhiều hơn khoản phải trả 1.000" in page.replace("\xa0", " ")
    assert f'href="/my/{dossier.reference}/"' in page.partition("<main")[2]
