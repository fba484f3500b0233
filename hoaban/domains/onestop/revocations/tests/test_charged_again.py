"""What it costs to give a result again: nothing where the agency erred, else what others do."""

from itertools import product

import pytest

from hoaban.casework.papers.models import Paper
from hoaban.core.journal import standing
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.domains.onestop.corrections import queries as corrections
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import WrongState
from hoaban.domains.onestop.money import actions as money
from hoaban.domains.onestop.results.refused import FeeUnpaid
from hoaban.domains.onestop.revocations import reactions
from hoaban.domains.onestop.revocations.enums import Fault
from hoaban.domains.onestop.revocations.models import Revocation
from tests.world.acts import LATER, WHY
from tests.world.desks import Desk
from tests.world.scenes import Scenes, refused, told

# How the money of the first stood, whose fault it was: what giving it again costs.
COSTS = {
    ("asked", "agency"): 0,
    ("asked", "applicant"): 16000,
    ("asked", "other"): 16000,
    ("debt", "agency"): 0,
    ("debt", "applicant"): 16000,
    ("debt", "other"): 16000,
    ("paid", "agency"): 0,
    ("paid", "applicant"): 16000,
    ("paid", "other"): 0,
}


def owing(scenes: Scenes, money_: str) -> Dossier:
    released = scenes.act("release", scenes.bring("done"))
    if money_ == "asked":
        return released
    return scenes.bring("indebted") if money_ == "debt" else scenes.act("pay", released)


def test_each_way_is_named() -> None:
    assert set(COSTS) == set(product(["asked", "debt", "paid"], Fault.values))


@pytest.mark.parametrize("way", COSTS)
def test_the_fault_decides_whether_a_fee_is_asked(scenes: Scenes, way: tuple[str, str]) -> None:
    gone = scenes.act("revoke", owing(scenes, way[0]), fault=way[1], follows="reissue")
    again = Dossier.objects.get(corrects=gone)
    asked = COSTS[way]
    assert (again.fee_amount, again.money) == (asked, "asked" if asked else "none")
    facts = Paper.objects.get(case=gone.pk, form="TH").facts
    notes = {0: "Cấp lại không thu phí, lệ phí", 16000: "Cấp lại thu 16.000 đồng"}
    assert facts["fee_note"] == notes[asked]
    assert facts["fault"] == {
        "agency": "do sai sót của cơ quan",
        "applicant": "do lỗi của người nộp hồ sơ",
        "other": "theo căn cứ khác, không phải do sai sót của cơ quan",
    }[way[1]]  # fmt: skip


def test_what_is_given_again_for_a_fee_is_handed_over_once_that_is_paid(scenes: Scenes) -> None:
    gone = scenes.act("revoke", scenes.bring("ready"), fault="applicant", follows="reissue")
    again = Dossier.objects.get(corrects=gone)
    assert "Hồ sơ này cấp lại, có thu phí" in Desk().get(
        "clerk", f"/desk/dossiers/{again.reference}/"
    )
    for name in ("transfer", "draft_result", "do_step", "sign", "release"):
        again = scenes.act(name, again)
    with refused(FeeUnpaid):
        scenes.act("hand_over", again)
    assert scenes.act("hand_over", scenes.act("pay", again)).state == "returned"


def lapsed_debt(scenes: Scenes) -> Dossier:
    """The bank took the fee of a revoked result back, and what would give it again was stopped."""
    done = scenes.act("release", scenes.bring("done"))
    paid = scenes.act("pay", done, scenes.actor("system"), paid_by="transfer")
    gone = scenes.act("revoke", paid)
    money.take_back_fee(gone.pk, reason=WHY, by=actors.system("payments"), at=LATER)
    again = Dossier.objects.get(corrects=gone)
    stopped = scenes.act("stop", scenes.act("transfer", again), refund="")
    for _again in range(2):
        reactions.open_refund(Entry.objects.get(verb=Event.STOPPED, subject_pk=stopped.pk))
    gone.refresh_from_db()
    return gone


def payment(dossier: Dossier) -> Entry:
    return Entry.objects.filter(verb=Event.FEE_PAID, subject_pk=dossier.pk).latest("pk")


def is_listed(dossier: Dossier) -> bool:
    return dossier.reference in Desk().get("clerk", "/desk/takings/debts/")


def test_a_debt_for_which_nothing_came_stays_in_the_list_until_it_is_paid_and_then_is_asked_about(
    scenes: Scenes,
) -> None:
    gone = lapsed_debt(scenes)
    assert (gone.money, is_listed(gone)) == ("debt", True)
    paid = scenes.act("pay", gone)
    for _again in range(2):
        reactions.reopen_refund(payment(paid))
    paid.refresh_from_db()
    assert (paid.money, told(paid)[-1], is_listed(paid)) == ("unsaid", "refund_opened", False)
    kept = scenes.act("keep_fee", paid)
    reactions.reopen_refund(payment(paid))
    kept.refresh_from_db()
    assert kept.money == "paid"


def test_an_entry_vouches_for_the_day_from_which_a_fee_may_go_back(scenes: Scenes) -> None:
    """Of a debt too, of which nobody is asked yet: by that day all of a fee goes back."""
    gone = lapsed_debt(scenes)
    assert (told(gone)[-1], standing.compare().strays) == ("not_given_again", ())
    Revocation.objects.filter(pk=gone.pk).update(refund_opened_at=None)
    assert [one.pk for one in standing.compare().strays] == [gone.pk]


def test_or_who_signs_writes_it_off_on_a_ground_of_law(scenes: Scenes) -> None:
    gone = scenes.act("write_off_debt", lapsed_debt(scenes))
    assert (gone.money, gone.fee_amount, is_listed(gone)) == ("none", 0, False)
    assert "Không thu lại 16.000 đồng" in gone.end_reason
    last = Entry.objects.filter(subject_pk=gone.pk).latest("pk")
    assert (last.verb, last.facts) == (Event.DEBT_WRITTEN_OFF, {"amount": 16000})
    with refused(WrongState):
        scenes.act("pay", gone)


def test_a_payment_for_a_result_that_stands_asks_nothing(scenes: Scenes) -> None:
    paid = scenes.act("pay", scenes.bring("indebted"))
    reactions.reopen_refund(payment(paid))
    paid.refresh_from_db()
    assert paid.money == "paid"


def test_the_fault_of_whoever_erred_last_opens_the_fee_that_paid_for_all(scenes: Scenes) -> None:
    gone = scenes.act("revoke", scenes.bring("ready"), fault="other", follows="reissue")
    again = Dossier.objects.get(corrects=gone)
    for name in ("transfer", "draft_result", "do_step", "sign"):
        again = scenes.act(name, again)
    scenes.act("revoke", again, fault="agency", follows="nothing")
    reactions.open_refund(Entry.objects.get(verb=Event.RESULT_REVOKED, subject_pk=again.pk))
    gone.refresh_from_db()
    assert gone.money == "unsaid"


def signed(scenes: Scenes, gone: Dossier) -> Dossier:
    again = Dossier.objects.get(corrects=gone)
    for name in ("transfer", "draft_result", "do_step", "sign"):
        again = scenes.act(name, again)
    return again


@pytest.mark.parametrize("is_paid", [True, False])
def test_a_fee_of_its_own_leaves_the_fee_of_the_one_before_alone(
    scenes: Scenes,
    is_paid: bool,  # noqa: FBT001 - a column of the table
) -> None:
    gone = scenes.act("revoke", scenes.bring("ready"), fault="applicant", follows="reissue")
    again = signed(scenes, gone)
    again = scenes.act("pay", again) if is_paid else again
    back = scenes.act("revoke", again, fault="agency", follows="nothing")
    reactions.open_refund(Entry.objects.get(verb=Event.RESULT_REVOKED, subject_pk=again.pk))
    gone.refresh_from_db()
    assert (gone.money, back.money) == ("paid", "owed" if is_paid else "none")


def test_what_is_charged_again_may_be_corrected_as_any_other(scenes: Scenes) -> None:
    gone = scenes.act("revoke", scenes.bring("ready"), fault="applicant", follows="reissue")
    again = scenes.act("transfer", Dossier.objects.get(corrects=gone))
    assert corrections.fee(again, again.answers) == again.fee_amount == 16000
