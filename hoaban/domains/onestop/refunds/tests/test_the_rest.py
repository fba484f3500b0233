"""What of a fee goes back is counted once, whichever way and in however many parts it does."""

from contextlib import suppress
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hoaban.casework.papers.models import Paper
from hoaban.core.journal.models import Entry
from hoaban.core.journal.standing import Strayed
from hoaban.core.people import actors
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.money import actions as money
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.money.refused import PaidBackBefore
from hoaban.domains.onestop.refunds import queries
from hoaban.domains.onestop.refunds.models import Refund
from hoaban.domains.onestop.refunds.refused import (
    NothingToRefund,
    RefundUnnamed,
    TooMuchBack,
    WrongRefund,
)
from hoaban.domains.onestop.refunds.tests.test_copies_refused import WHO, negative
from hoaban.domains.onestop.revocations import reactions
from hoaban.domains.onestop.revocations.tests.test_charged_again import lapsed_debt, payment
from tests.world.acts import LATER, WHY
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes, refused

COPIES, WHOLE = 16000, 21000

# Whether the copies were paid back before, whose fault it was, what follows: what still goes back.
REST = {
    (True, "agency", "nothing"): WHOLE - COPIES,
    (True, "applicant", "nothing"): 0,
    (True, "other", "nothing"): 0,
    (True, "agency", "reissue"): 0,
    (False, "agency", "nothing"): WHOLE,
    (False, "applicant", "nothing"): COPIES,
    (False, "other", "nothing"): COPIES,
    (False, "agency", "reissue"): COPIES,
}


def refusal(scenes: Scenes, *, paid_back: bool) -> Dossier:
    done = negative(scenes, pays=True, beside=True)
    return scenes.act("refund_fee", done, **WHO, amount=COPIES) if paid_back else done


@pytest.mark.parametrize("way", REST)
def test_the_rest_goes_back_once(scenes: Scenes, way: tuple[bool, str, str]) -> None:
    paid_back, fault, follows = way
    gone = scenes.act("revoke", refusal(scenes, paid_back=paid_back), fault=fault, follows=follows)

    rest = REST[way]
    assert (queries.amount(gone), gone.money) == (rest, "owed" if rest else "refunded")
    if rest:
        with refused(WrongRefund):
            scenes.act("refund_fee", gone, **WHO, amount=WHOLE + 1)
        gone = scenes.act("refund_fee", gone, **WHO, amount=rest)
    with refused(NothingToRefund):
        scenes.act("refund_fee", gone, **WHO, amount=rest)
    assert gone.fee_paid_back == sum(one.amount for one in queries.in_force(gone))


def twice(scenes: Scenes) -> Dossier:
    """The copies were paid back, and then the rest."""
    gone = scenes.act("revoke", refusal(scenes, paid_back=True), fault="agency", follows="nothing")
    return scenes.act("refund_fee", gone, **WHO, amount=WHOLE - COPIES)


def test_each_part_has_its_paper_and_either_may_come_back(scenes: Scenes) -> None:
    gone = twice(scenes)
    papers = Paper.objects.filter(case=gone.pk, form="HT").order_by("id")
    assert [one.facts["amount"] for one in papers] == [COPIES, WHOLE - COPIES]
    with refused(RefundUnnamed):
        scenes.act("take_back_refund", gone)
    form = Desk().get("clerk", page(gone, "take_back_refund"))
    assert all(one.symbol in form for one in papers)

    back = scenes.act("take_back_refund", gone, paper=papers[0].symbol)
    assert (back.money, queries.amount(back), back.fee_paid_back) == ("owed", COPIES, 5000)
    assert scenes.act("refund_fee", back, **WHO, amount=COPIES).money == "refunded"
    assert list(queries.strays()) == []


def test_what_was_paid_back_in_part_comes_back_before_the_rest_has_gone(scenes: Scenes) -> None:
    gone = scenes.act("revoke", refusal(scenes, paid_back=True), fault="agency", follows="nothing")
    back = scenes.act("take_back_refund", gone, at=LATER)
    assert (back.money, queries.amount(back)) == ("owed", WHOLE)


def test_the_bank_takes_nothing_back_of_which_a_part_went_back(scenes: Scenes) -> None:
    gone = scenes.act("revoke", refusal(scenes, paid_back=True), fault="agency", follows="nothing")
    Dossier.objects.filter(pk=gone.pk).update(paid_by="transfer")
    with refused(PaidBackBefore):
        scenes.act("take_back_fee", gone)


def test_a_decision_counts_what_went_back_and_gives_the_copies_back_whatever_it_says(
    scenes: Scenes,
) -> None:
    gone = scenes.act("revoke", refusal(scenes, paid_back=False), fault="agency", follows="reissue")
    again = Dossier.objects.get(corrects=gone)
    stopped = scenes.act("stop", scenes.act("transfer", again), refund="")
    reactions.open_refund(Entry.objects.filter(verb=Event.STOPPED, subject_pk=stopped.pk).get())
    gone.refresh_from_db()
    assert (gone.money, queries.amount(gone)) == ("unsaid", WHOLE)
    for amount in (COPIES - 1, WHOLE + 1):
        with refused(TooMuchBack):
            scenes.act("decide_refund", gone, amount=amount)
    kept = scenes.act("keep_fee", gone)
    assert (kept.money, queries.amount(kept)) == ("owed", COPIES)
    with refused(WrongRefund):
        scenes.act("refund_fee", kept, **WHO, amount=WHOLE)


def lapsed(scenes: Scenes) -> Dossier:
    """The copies were paid back, and nothing came in place of the result: nobody has decided."""
    gone = scenes.act("revoke", refusal(scenes, paid_back=True), fault="agency", follows="reissue")
    again = Dossier.objects.get(corrects=gone)
    stopped = scenes.act("stop", scenes.act("transfer", again), refund="")
    reactions.open_refund(Entry.objects.filter(verb=Event.STOPPED, subject_pk=stopped.pk).get())
    gone.refresh_from_db()
    return gone


def test_what_is_kept_stays_so_when_what_went_back_before_comes_back(scenes: Scenes) -> None:
    back = scenes.act("take_back_refund", scenes.act("keep_fee", lapsed(scenes)), at=LATER)
    assert (back.money, queries.amount(back)) == ("owed", COPIES)


def test_what_comes_back_before_anybody_decided_decides_nothing(scenes: Scenes) -> None:
    back = scenes.act("take_back_refund", lapsed(scenes), at=LATER)
    assert (back.money, queries.amount(back)) == ("unsaid", WHOLE)


def test_of_what_went_back_whole_nobody_is_asked(scenes: Scenes) -> None:
    back = scenes.act("refund_fee", negative(scenes, pays=True), **WHO, amount=COPIES)
    gone = scenes.act("revoke", back, fault="agency", follows="reissue")
    stopped = scenes.act("stop", scenes.act("transfer", Dossier.objects.get(corrects=gone)))
    reactions.open_refund(Entry.objects.filter(verb=Event.STOPPED, subject_pk=stopped.pk).get())
    gone.refresh_from_db()
    assert gone.money == "refunded"


def test_the_notice_says_what_went_back_and_what_still_does(scenes: Scenes) -> None:
    gone = scenes.act("revoke", refusal(scenes, paid_back=True), fault="agency", follows="nothing")
    note = Paper.objects.get(case=gone.pk, form="TH").facts["fee_note"]
    assert note == "Đã hoàn trả 16.000 đồng; còn được hoàn trả 5.000 đồng đã nộp"


def test_a_fee_that_was_kept_and_is_paid_anew_is_asked_about_anew(scenes: Scenes) -> None:
    """What was decided before holds no more, nor once that fee was paid back."""
    gone, system = lapsed_debt(scenes), scenes.actor("system")
    for time in range(2):
        if time:
            scenes.act("keep_fee", gone)
            money.take_back_fee(gone.pk, reason=WHY, by=actors.system("payments"), at=LATER)
        paid = scenes.act("pay", gone, system, paid_by="transfer", at=LATER)
        reactions.reopen_refund(payment(paid))
        gone.refresh_from_db()
        assert (gone.money, queries.amount(gone)) == ("unsaid", 16000)
    back = scenes.act("take_back_refund", scenes.act("refund_fee", gone, amount=16000), at=LATER)
    assert (back.money, queries.amount(back)) == ("owed", 16000)


def test_a_decided_part_of_what_nothing_came_for_is_what_goes_back(scenes: Scenes) -> None:
    gone = scenes.act("revoke", scenes.bring("ready"))
    stopped = scenes.act("stop", scenes.act("transfer", Dossier.objects.get(corrects=gone)))
    reactions.open_refund(Entry.objects.filter(verb=Event.STOPPED, subject_pk=stopped.pk).get())
    part = scenes.act("decide_refund", gone, amount=6000)
    assert (part.money, queries.amount(part)) == ("owed", 6000)
    back = scenes.act("take_back_refund", scenes.act("refund_fee", part, amount=6000))
    assert queries.amount(back) == 6000


def test_what_was_paid_for_nothing_goes_back_whole_again_after_it_came_back(scenes: Scenes) -> None:
    gone = scenes.act("revoke", refusal(scenes, paid_back=False))
    stopped = scenes.act("stop", scenes.act("transfer", Dossier.objects.get(corrects=gone)))
    reactions.open_refund(Entry.objects.filter(verb=Event.STOPPED, subject_pk=stopped.pk).get())
    gone.refresh_from_db()
    back = scenes.act("refund_fee", gone, amount=gone.fee_amount)
    facts = Paper.objects.get(case=back.pk, form="HT").facts
    assert [one["amount"] for one in facts["lines"]] == [
        one["amount"] for one in gone.fee_lines if one["amount"]
    ]
    back = scenes.act("take_back_refund", back)
    assert queries.amount(back) == gone.fee_amount > 0


def test_what_who_signs_decides_goes_back_where_the_copies_alone_would(scenes: Scenes) -> None:
    gone = refusal(scenes, paid_back=False)
    gone = scenes.act("revoke", gone, fault="other", follows="nothing")
    more = scenes.act("decide_refund", gone, amount=WHOLE)
    assert (more.money, queries.amount(more)) == ("owed", WHOLE)
    back = scenes.act("refund_fee", more, **WHO, amount=WHOLE)
    facts = Paper.objects.get(case=back.pk, form="HT").facts
    assert [one["amount"] for one in facts["lines"]] == [COPIES, WHOLE - COPIES]


def test_no_decision_is_less_than_what_went_back_already(scenes: Scenes) -> None:
    for went, back in [(True, COPIES), (False, COPIES)]:
        assert queries.least(refusal(scenes, paid_back=went)) == back
    done = scenes.bring("done")
    done.fee_paid_back = 7000
    assert queries.least(done) == 7000


def test_the_database_refuses_that_more_goes_back_than_came(scenes: Scenes) -> None:
    gone = twice(scenes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dossier.objects.filter(pk=gone.pk).update(fee_paid_back=WHOLE + 1)


def test_a_sum_that_no_refund_says_is_named(scenes: Scenes) -> None:
    gone = twice(scenes)
    Dossier.objects.filter(pk=gone.pk).update(fee_paid_back=COPIES)
    assert [(one.pk, one.how) for one in queries.strays()] == [(gone.pk, Strayed.CHANGED)]


def deeds(chance: Random, dossier: Dossier) -> list[tuple[str, dict[str, Any]]]:  # Any: arguments
    sums = [1, COPIES, WHOLE - COPIES, WHOLE, queries.amount(dossier)]
    way = chance.choice(["cash", "transfer"])
    papers = [one.paper.symbol for one in queries.in_force(dossier)]
    revoked = {"fault": chance.choice(["agency", "applicant", "other"])}
    revoked["follows"] = chance.choice(["nothing", "reissue"])
    return [
        ("pay", {"amount": dossier.fee_amount, "paid_by": way}),
        ("cancel_fee", {}),
        ("take_back_fee", {}),
        ("write_off_debt", {}),
        ("revoke", revoked),
        ("decide_refund", {"amount": chance.choice(sums)}),
        ("propose_refund", {"amount": chance.choice(sums)}),
        ("keep_fee", {}),
        *[("refund_fee", {**WHO, "amount": one, "paid_by": way, "account": "01"}) for one in sums],
        ("take_back_refund", {"paper": chance.choice(papers) if papers else ""}),
        ("hand_over", {}),
        ("release", {}),
    ]


@pytest.mark.parametrize("seed", [1, 3, 4, 5, 6, 7])
def test_whatever_happens_no_more_goes_back_than_came(scenes: Scenes, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - repeatable
    dossier = negative(scenes, pays=chance.random() < 0.8, beside=True)
    went = False
    for _step in range(40):
        name, given = chance.choice(deeds(chance, dossier))
        with suppress(Refusal):
            scenes.act(name, dossier, at=LATER, **given)
        stopped = Dossier.objects.filter(corrects=dossier).first()
        if stopped and stopped.state == "received" and chance.random() < 0.2:
            ended = scenes.act("stop", scenes.act("transfer", stopped, at=LATER), at=LATER)
            verb = Event.STOPPED
            reactions.open_refund(Entry.objects.filter(verb=verb, subject_pk=ended.pk).get())
        dossier.refresh_from_db()
        taken = Receipt.objects.filter(dossier=dossier, cancelled_at=None)
        came = sum(taken.values_list("amount", flat=True))
        back = sum(
            Refund.objects.filter(dossier=dossier, taken_back_at=None).values_list(
                "amount", flat=True
            )
        )
        assert back <= came
        assert back == dossier.fee_paid_back
        assert back + queries.amount(dossier) <= max(came, dossier.fee_amount)
        assert dossier.money != "owed" or queries.amount(dossier) > 0
        went = went or back > 0
    assert list(queries.strays()) == []
    assert went
