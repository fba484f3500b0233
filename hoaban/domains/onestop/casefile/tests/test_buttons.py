"""A button shows exactly when the action goes through, in every scene, whoever comes."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from hoaban.casework.acts import acts
from hoaban.core import clock
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Post
from hoaban.core.refusals import Refusal
from hoaban.domains.documents import actions as documents
from hoaban.domains.onestop.casefile.acts import ACTS, of_applicant, possible
from hoaban.domains.onestop.consultations import queries as consultations
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.rerouting import queries as rerouting
from tests.world import acts as world
from tests.world.acts import LATER, LONG_AFTER, WHY
from tests.world.scenes import Scenes

STATES = [
    "submitted", "awaiting_completion", "refused", "received", "in_process", "drafted",
    "at_signing", "long", "consulted", "supplement_proposed", "awaiting_supplement",
    "awaiting_two", "supplement_sent", "liable", "awaiting_payment", "completed", "done",
    "done_late", "ready", "returned", "withdrawn", "stopped", "closed",
]  # fmt: skip
COME = [
    "clerk", "specialist", "colleague", "leader", "head", "archivist", "administrator",
    "asked", "foreigner", "citizen", "stranger", "partner", "system",
]  # fmt: skip
Given = dict[str, Any]  # Any: arguments of an action


def valid(name: str, dossier: Dossier, by: Actor, at: datetime) -> Given | None:
    """What fits the action's form here; None where nothing can be chosen."""
    given: Given = dict(world.ACTS[name].given)
    if "to" in given:
        others = dossiers.colleagues(dossier, clock.day(at)).exclude(pk=by.post_pk or 0)
        chosen = others.first()
        given["to"] = chosen.pk if chosen else None
    if name == "consult":
        given |= {"agency": consultations.askable(dossier, clock.day(at))[0].pk, "days": 1}
    if name == "reroute":
        given["agency"] = rerouting.takers(dossier, clock.day(at))[0].pk
    if name == "withdraw_consultation":
        given["agency"] = next((one.turn.agency_id for one in consultations.opened(dossier)), 0)
    if "amount" in given:
        given["amount"] = dossier.fee_amount
    if name in {"complete", "supply", "take_supplement"}:
        given["counts"] = world.BROUGHT | {"authority": {"originals": 1}}  # all that any asks for
    if name == "hand_over":
        given["method"] = "portal" if by.is_citizen else "counter"
    if name == "extend":
        given["until"] = max(dossier.due_at or at, at).date() + timedelta(days=1)
    if name in {"ask_completion", "ask_supplement"}:
        given["head_reason"] = WHY
    return None if given.get("to", 0) is None else given


def outcome(name: str, dossier: Dossier, given: Given, by: Actor, at: datetime) -> str:
    """What the action says: the name of its refusal with its words, or nothing; then undone."""
    said = ""
    with transaction.atomic():
        try:
            ACTS[name].do(dossier.pk, by=by, at=at, **given)
        except Refusal as refusal:
            said = f"{type(refusal).__name__}: {refusal}"
        transaction.set_rollback(True)
    return said


@pytest.mark.parametrize("at", [LATER, LONG_AFTER], ids=["soon", "long after"])
@pytest.mark.parametrize("state", STATES)
def test_a_button_shows_exactly_when_the_action_goes_through(
    scenes: Scenes, state: str, at: datetime
) -> None:
    dossier = scenes.bring(state)
    for who in COME:
        by = scenes.actor(who)
        facts = dossiers.facts(dossier, by=by, at=at)
        for name, act in ACTS.items():
            given = valid(name, dossier, by, at)
            if given is None:
                continue
            refused = acts.refusal_of(act, facts)
            rule = f"{type(refused).__name__}: {refused}" if refused else ""
            assert (who, name, rule) == (who, name, outcome(name, dossier, given, by, at))


@pytest.mark.parametrize("state", STATES)
def test_pages_of_officials_and_applicants_show_what_the_rules_say(
    scenes: Scenes, state: str
) -> None:
    dossier = scenes.bring(state)
    for who in COME:
        by = scenes.actor(who)
        facts = dossiers.facts(dossier, by=by, at=LATER)
        allowed = {name for name, act in ACTS.items() if acts.refusal_of(act, facts) is None}
        shown = possible(dossier, by=by, at=LATER)
        own = {name for name, may in of_applicant(dossier, by=by, at=LATER).items() if may}
        assert {button.act.name for button in shown["may"]} == allowed
        assert own == {name for name in allowed if ACTS[name].is_for_outside}


def test_the_day_of_the_scenes_is_a_working_day() -> None:
    assert clock.day(LATER) == date(2020, 3, 16)


def offered(dossier: Dossier, by: Actor, at: datetime = LATER) -> set[str]:
    """The acts whose buttons may be pressed."""
    return {button.act.name for button in possible(dossier, by=by, at=at)["may"]}


def test_a_signature_is_not_offered_to_who_examined_alone(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    leader = Post.objects.get(pk=scenes.ward.leader.post_pk or 0)
    assert "sign" in offered(dossier, scenes.ward.leader)
    specialist = Post.objects.filter(pk=scenes.ward.specialist.post_pk or 0)
    specialist.update(person=leader.person_id)  # one person, two posts
    assert "sign" not in offered(dossier, scenes.ward.leader)


def test_a_result_that_was_taken_back_is_not_offered_at_the_counter(scenes: Scenes) -> None:
    dossier = scenes.bring("ready")
    assert "hand_over" in offered(dossier, scenes.ward.clerk)
    head = scenes.ward.head
    documents.withdraw(
        dossier.result_id or 0, reason="Sai họ tên.", with_its_case=True, by=head, at=LATER
    )
    assert "hand_over" not in offered(dossier, scenes.ward.clerk)


def test_a_dossier_is_closed_only_when_its_time_is_up(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_supplement")
    assert "close" not in offered(dossier, scenes.ward.clerk)
    assert "close" in offered(dossier, scenes.ward.clerk, LONG_AFTER)


def test_what_was_never_received_is_refused_and_what_was_received_is_closed(scenes: Scenes) -> None:
    """Each end is counted elsewhere, so one of the two is offered, never both."""
    by, both = scenes.ward.clerk, {"close", "refuse"}
    before, after = (scenes.bring(f"awaiting_{what}") for what in ("completion", "supplement"))
    assert offered(before, by, LONG_AFTER) & both == {"refuse"}
    assert offered(after, by, LONG_AFTER) & both == {"close"}
