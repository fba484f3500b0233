"""A refund that is with the agency again: its paper stays cancelled, and the fee goes back anew."""

from importlib import import_module

import pytest
from django.apps import apps
from pytest_django import Settings

from hoaban.casework.papers.models import Paper
from hoaban.core.journal.standing import Strayed
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.domains.onestop.refunds import queries
from hoaban.domains.onestop.refunds.models import Refund
from hoaban.domains.onestop.refunds.refused import NothingPaidBack
from tests.world.acts import WHY
from tests.world.desks import Desk
from tests.world.scenes import Scenes, last, refused, vn

DAY = "/desk/takings/?begins={day}&ends={day}&format=csv"


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.HOABAN_TODAY = "2020-03-30T09:00:00+07:00"


def test_what_came_back_goes_back_once_more_and_both_papers_stay(scenes: Scenes) -> None:
    back = scenes.act("refund_fee", scenes.bring("owed"))
    scenes.act("take_back_refund", back, cause="sent_back", came_back_by="transfer")
    again = scenes.act("refund_fee", back, receiver="Lường Văn Mới")
    papers = Paper.objects.filter(case=again.pk, form="HT").order_by("id")
    assert [(one.symbol, one.withdrawal_reason) for one in papers] == [
        ("01/HTP", WHY),
        ("02/HTP", ""),
    ]
    rows = Refund.objects.filter(dossier=again).order_by("pk")
    assert [(one.cause, one.came_back_by, one.taken_back_at is None) for one in rows] == [
        ("sent_back", "transfer", False),
        ("", "", True),
    ]
    assert again.money == "refunded"


def test_the_entry_names_paper_sum_way_and_cause_and_no_reason(scenes: Scenes) -> None:
    back = scenes.act("refund_fee", scenes.bring("owed"))
    taken = scenes.act("take_back_refund", back)
    assert (taken.money, last(taken).facts) == (
        "owed",
        {"paper": "01/HTP", "amount": 16000, "paid_by": "cash", "cause": "mistaken"},
    )


def test_without_a_refund_or_without_words_nothing_is_taken_back(scenes: Scenes) -> None:
    owed = scenes.bring("owed")
    with refused(NothingPaidBack):
        scenes.act("take_back_refund", owed)
    back = scenes.act("refund_fee", owed)
    with refused(ReasonMissing):
        scenes.act("take_back_refund", back, reason="...")


def test_the_day_of_the_refund_keeps_its_sum_and_the_day_it_came_back_has_its_own(
    scenes: Scenes,
) -> None:
    desk, back = Desk(), scenes.act("refund_fee", scenes.bring("owed"))

    def rows(day: str) -> list[str]:
        answer = desk.by("clerk").get(DAY.format(day=day))
        return answer.content.decode("utf-8-sig").splitlines()

    before = rows("16/03/2020")
    scenes.act("take_back_refund", back, at=vn("2020-03-18 08:00"))
    later = rows("18/03/2020")
    assert rows("16/03/2020") == before
    assert later[1].split(";")[5:7] == ["16000", "Tiền mặt"]
    assert later[-2:] == [
        "Cộng: 0 biên lai, 16.000 đồng, đã hủy 0 biên lai",
        "Đã hoàn trả: -16.000 đồng",
    ]
    shown = desk.get("clerk", DAY.format(day="18/03/2020").removesuffix("&format=csv"))
    assert ("Khoản hoàn trả về lại trong kỳ" in shown, WHY in shown) == (True, True)


def test_a_refund_changed_or_put_in_by_hand_is_named(scenes: Scenes) -> None:
    back = scenes.act("refund_fee", scenes.bring("owed"))
    scenes.act("take_back_refund", back)
    scenes.act("refund_fee", back)
    assert list(queries.strays()) == []
    first, second = Refund.objects.filter(dossier=back).order_by("pk")
    Refund.objects.filter(pk=first.pk).update(amount=1)
    assert [(one.pk, one.how) for one in queries.strays()] == [(first.pk, Strayed.CHANGED)]
    Refund.objects.filter(pk=first.pk).update(amount=16000)
    Refund.objects.filter(pk=second.pk).delete()
    assert [(one.name, one.how) for one in queries.strays()] == [
        ("02/HTP", Strayed.REMOVED),
        (back.reference, Strayed.CHANGED),
    ]


def test_an_upgrade_tells_each_dossier_what_was_paid_back_of_its_fee(scenes: Scenes) -> None:
    back, other = scenes.act("refund_fee", scenes.bring("owed")), scenes.bring("unsaid")
    Dossier.objects.update(fee_paid_back=0)
    upgrade = import_module("hoaban.domains.onestop.refunds.migrations.0003_several_in_force")
    for _again in range(2):
        upgrade.tell(apps, None)
    sums = dict(Dossier.objects.values_list("pk", "fee_paid_back"))
    assert (sums[back.pk], sums[other.pk], list(queries.strays())) == (16000, 0, [])
