"""A result that is taken back: nobody has it or pays for it; the agency gives it again or not."""

from collections.abc import Callable
from importlib import import_module
from itertools import product
from typing import Any

import pytest
from django.apps import apps

from hoaban.casework.papers.models import Paper
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors, agencies
from hoaban.core.people.roles import Role
from hoaban.core.refusals import NotAllowed, Refusal, why_not
from hoaban.domains.documents import actions as documents
from hoaban.domains.documents.models import Document
from hoaban.domains.documents.rules import ResultOfCase
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import BasisWithoutAct, ReasonMissing
from hoaban.domains.onestop.money import actions as money_actions
from hoaban.domains.onestop.money.models import Receipt
from hoaban.domains.onestop.papers import queries as papers
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.results import rules as results
from hoaban.domains.onestop.revocations import queries, reactions
from hoaban.domains.onestop.revocations.enums import Fault, Follows
from hoaban.domains.onestop.revocations.models import Revocation
from hoaban.domains.onestop.revocations.refused import (
    AnotherAgencysResult,
    FaultUnsaid,
    FollowsUnsaid,
)
from tests.world.acts import LATER, WHY
from tests.world.province import post_of
from tests.world.scenes import Scenes, refused, states, told, vn

ENDS = {"follows": "nothing"}


def result_of(dossier: Dossier) -> Document:
    return Document.objects.get(pk=dossier.result_id or 0)


def follow(dossier: Dossier, event: str, reaction: Callable[[Entry], None]) -> None:
    """What the wiring does about the latest such entry."""
    reaction(Entry.objects.filter(verb=event, subject_pk=dossier.pk).latest("pk"))


@pytest.mark.parametrize("start", ["done", "ready", "returned"])
def test_wherever_it_lies_the_document_holds_no_more_and_what_was_done_stays_done(
    scenes: Scenes, start: str
) -> None:
    before = scenes.bring(start)
    done = (before.done_at, before.punctuality, before.delivery == "handed")

    gone = scenes.act("revoke", before)

    result = result_of(gone)
    assert (result.withdrawn_at, result.withdrawal_reason) == (LATER, WHY)
    assert (gone.state, gone.turn, gone.ended_at) == ("revoked", "", None)
    assert (gone.done_at, gone.punctuality, gone.delivery == "handed") == done


def test_the_applicant_gets_it_in_writing_with_reason_basis_and_what_follows(
    scenes: Scenes,
) -> None:
    gone = scenes.act("revoke", scenes.bring("ready"))
    again = Dossier.objects.get(corrects=gone)
    facts = Paper.objects.get(case=gone.pk, form="TH").facts
    assert (facts["result_symbol"], facts["reason"]) == (result_of(gone).symbol, WHY)
    assert facts["basis"] == "Điều 21 Nghị định 61/2018/NĐ-CP"
    assert (facts["again_code"], facts["again_due"]) == (again.code, "2020-03-16T17:00")
    assert facts["fee_note"] == "Cấp lại không thu phí, lệ phí"


# How the money stood, whose fault it was, what follows; how it stands then, and what goes back.
MONEY = {
    ("asked", "agency", "reissue"): ("none", 0),
    ("asked", "agency", "nothing"): ("none", 0),
    ("asked", "applicant", "reissue"): ("none", 0),
    ("asked", "applicant", "nothing"): ("none", 0),
    ("asked", "other", "reissue"): ("none", 0),
    ("asked", "other", "nothing"): ("none", 0),
    ("debt", "agency", "reissue"): ("none", 0),
    ("debt", "agency", "nothing"): ("none", 0),
    ("debt", "applicant", "reissue"): ("none", 0),
    ("debt", "applicant", "nothing"): ("none", 0),
    ("debt", "other", "reissue"): ("none", 0),
    ("debt", "other", "nothing"): ("none", 0),
    ("paid", "agency", "reissue"): ("paid", 0),
    ("paid", "agency", "nothing"): ("owed", 16000),
    ("paid", "applicant", "reissue"): ("paid", 0),
    ("paid", "applicant", "nothing"): ("paid", 0),
    ("paid", "other", "reissue"): ("paid", 0),
    ("paid", "other", "nothing"): ("paid", 0),
}


def test_each_way_of_the_money_is_named() -> None:
    assert set(MONEY) == set(product(["asked", "debt", "paid"], Fault.values, Follows.values))


@pytest.mark.parametrize("way", MONEY)
def test_no_fee_is_asked_or_taken_for_a_result_that_is_gone(
    scenes: Scenes, way: tuple[str, str, str]
) -> None:
    money, fault, follows = way
    released = scenes.act("release", scenes.bring("done"))
    dossier = released if money == "asked" else scenes.act("pay", released)
    if money == "debt":
        Dossier.objects.filter(pk=dossier.pk).update(paid_by="transfer")
        money_actions.take_back_fee(dossier.pk, reason=WHY, by=actors.system("payments"), at=LATER)

    gone = scenes.act("revoke", dossier, fault=fault, follows=follows)

    after, goes_back = MONEY[way]
    assert gone.money == after
    if goes_back:
        scenes.act("refund_fee", gone, amount=goes_back)
        assert states(gone) == ("revoked", "ended", "refunded", "nothing")


def test_where_the_agency_gives_it_again_it_is_free_and_all_that_came_is_there(
    scenes: Scenes,
) -> None:
    original = scenes.bring("ready")
    gone = scenes.act("revoke", original)

    again = Dossier.objects.get(corrects=gone)

    assert states(again) == ("received", "running", "none", "nothing")
    assert (again.fee_amount, again.fee_lines, again.book_number) == (0, [], None)
    assert (again.answers, again.owner) == (original.answers, original.owner)
    assert again.owner_person_id == original.owner_person_id
    assert (again.received_at, again.turn) == (LATER, "clerk")
    assert told(again) == ["submitted", "received"]
    assert again.code != gone.code


def test_it_has_a_receipt_with_the_new_hour_as_every_reception_has(scenes: Scenes) -> None:
    gone = scenes.act("revoke", scenes.bring("returned"))
    again = Dossier.objects.get(corrects=gone)
    (given,) = papers.receipts(again)
    assert (given.facts["code"], given.facts["due_at"], given.facts["received_at"]) == (
        again.code,
        papers.paper_moment(again.due_at),
        papers.paper_moment(LATER),
    )


def test_its_result_is_led_to_from_the_one_that_is_gone(scenes: Scenes) -> None:
    gone = scenes.act("revoke", scenes.bring("returned"))
    again = Dossier.objects.get(corrects=gone)
    receipts = Receipt.objects.count()

    for name in ("transfer", "draft_result", "do_step", "sign", "release", "hand_over"):
        again = scenes.act(name, again)

    assert states(again) == ("returned", "ended", "none", "handed")
    assert Receipt.objects.count() == receipts
    follow(again, Event.RELEASED, reactions.replace)
    new = result_of(again)
    assert queries.standing(gone).replaced_by == new
    follow(again, Event.RELEASED, reactions.replace)  # a job runs at least once
    entries = Entry.objects.filter(verb="documents.replaced")
    replaced = Document.objects.filter(replaced_by=new)
    assert sorted(one.subject_pk for one in entries) == sorted(one.pk for one in replaced)
    assert [one.facts for one in entries] == [{"symbol": new.symbol}] * replaced.count()


def test_what_gives_it_again_may_be_taken_back_itself(scenes: Scenes) -> None:
    again = Dossier.objects.get(corrects=scenes.act("revoke", scenes.bring("ready")))
    for name in ("transfer", "draft_result", "do_step", "sign"):
        again = scenes.act(name, again)
    scenes.act("revoke", again)
    third = Dossier.objects.get(corrects=again)
    assert (third.state, third.money) == ("received", "none")
    assert [one.pk for one in queries.paid_for(third)] == [again.pk, again.corrects_id]


def test_it_is_taken_back_at_the_dossier_and_not_as_a_document_by_itself(scenes: Scenes) -> None:
    dossier = scenes.bring("done")
    with refused(ResultOfCase):
        documents.withdraw(dossier.result_id or 0, reason=WHY, by=scenes.ward.head, at=LATER)


def test_what_was_withdrawn_by_itself_before_is_still_settled(scenes: Scenes) -> None:
    dossier, by = scenes.bring("ready"), scenes.ward.head
    pk = dossier.result_id or 0
    documents.withdraw(pk, reason="Sai họ tên.", with_its_case=True, by=by, at=LATER)
    gone = scenes.act("revoke", dossier)
    assert (gone.state, result_of(gone).withdrawal_reason) == ("revoked", "Sai họ tên.")


def test_it_says_why_on_which_ground_whose_fault_it_was_and_what_follows(scenes: Scenes) -> None:
    dossier = scenes.bring("ready")
    tried: list[tuple[dict[str, Any], type[Refusal]]] = [
        ({"reason": "--"}, ReasonMissing),
        ({"basis": "Điều 21"}, BasisWithoutAct),
        ({"fault": ""}, FaultUnsaid),
        ({"follows": "later"}, FollowsUnsaid),
    ]
    for wrong, kind in tried:
        with refused(kind):
            scenes.act("revoke", dossier, **wrong)


def test_the_agency_that_received_it_takes_back_no_result_of_another(scenes: Scenes) -> None:
    dossier = scenes.bring("ready")
    other = agencies.row("so-tp", LATER.date())
    Document.objects.filter(pk=dossier.result_id or 0).update(agency=other)
    with refused(AnotherAgencysResult):
        scenes.act("revoke", dossier)


def test_a_result_that_is_gone_is_handed_to_nobody(scenes: Scenes) -> None:
    gone = scenes.act("revoke", scenes.bring("ready"))
    facts = dossiers.facts(gone, by=scenes.ward.citizen, at=LATER)
    assert type(why_not(results.check_fetch_result, facts)).__name__ == "ResultWithdrawn"


def test_the_head_of_another_agency_may_not(scenes: Scenes) -> None:
    there = agencies.row("ubnd-03130", LATER.date())
    stranger = post_of(there, Role.LEADER, "stranger-head", is_head=True)
    dossier = scenes.bring("ready")
    with refused(NotAllowed):
        scenes.act("revoke", dossier, stranger)


def ended(scenes: Scenes, **how: Any) -> tuple[Dossier, Dossier]:  # noqa: ANN401 - as an act takes it
    """A result that is gone, and what would give it again, stopped without one."""
    gone = scenes.act("revoke", scenes.bring("ready"), **how)
    again = Dossier.objects.get(corrects=gone)
    stopped = scenes.act("stop", scenes.act("transfer", again), refund="")
    for _again in range(2):
        follow(stopped, Event.STOPPED, reactions.open_refund)
    gone.refresh_from_db()
    return gone, stopped


def test_where_nothing_comes_in_its_place_the_counter_says_what_becomes_of_the_fee(
    scenes: Scenes,
) -> None:
    gone, _stopped = ended(scenes)
    assert (gone.money, told(gone)[-1]) == ("unsaid", "refund_opened")
    assert told(gone).count("refund_opened") == 1  # though it was followed twice
    back = scenes.act("refund_fee", gone, amount=16000)
    assert back.money == "refunded"


def test_or_keeps_it(scenes: Scenes) -> None:
    gone, stopped = ended(scenes)
    kept = scenes.act("keep_fee", gone)
    follow(stopped, Event.STOPPED, reactions.open_refund)  # a job runs at least once
    kept.refresh_from_db()
    assert kept.money == "paid"


def test_an_upgrade_knows_for_which_revocations_the_fee_was_asked_about(scenes: Scenes) -> None:
    gone, _stopped = ended(scenes)
    other = scenes.act("revoke", scenes.bring("ready"))
    Revocation.objects.update(refund_opened_at=None)
    import_module(UPGRADE).tell(apps, None)
    asked = dict(Revocation.objects.values_list("dossier", "refund_opened_at"))
    assert (asked[gone.pk] is not None, asked[other.pk]) == (True, None)


UPGRADE = "hoaban.domains.onestop.revocations.migrations.0003_refund_opened"


def test_a_fee_stays_where_the_agency_did_not_err(scenes: Scenes) -> None:
    gone, _stopped = ended(scenes, fault="other")
    assert (gone.money, told(gone)[-1]) == ("paid", "result_revoked")


def test_the_special_law_of_a_procedure_says_in_what_time_it_is_given_again(
    scenes: Scenes,
) -> None:
    dossier = scenes.bring("ready")
    revision = parameters.plan(dossier.revision_id).revision
    revision.clock = {"law": "special.construction", "reissue": [3, "working_days"]}
    again = Dossier.objects.get(corrects=scenes.act("revoke", dossier))
    revision.clock = {}
    assert (again.limit_amount, again.limit_unit) == (3, "working_days")
    assert again.due_at == vn("2020-03-19 17:00")
