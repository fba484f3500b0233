"""By the head's order the head of a unit signs what the agency's regulation names: TL."""

from datetime import date, timedelta

import pytest

from hoaban.core.people import actions, queries, rules
from hoaban.core.people.delegations import actions as delegations
from hoaban.core.people.models import Delegation, Person, Post
from hoaban.core.people.roles import Role
from hoaban.core.people.tests.conftest import AT, BY
from hoaban.core.people.tests.test_actions import TODAY, acting, post
from hoaban.core.refusals import Refusal

pytestmark = pytest.mark.usefixtures("cast")
HEAD, DEPUTY = "demo-lead-stpp0", "demo-dep-stpp0"


@pytest.fixture
def unit_head() -> Post:
    """Who heads a division of the department."""
    who = Person.objects.get(username="vanthu")
    return actions.appoint(
        who.pk,
        agency=post(HEAD).agency,
        role=Role.LEADER,
        title="Trưởng phòng",
        unit="Phòng Hành chính",
        is_head=True,
        valid_from=TODAY,
        by=BY,
        at=AT,
    )


def order(taker: Post, giver: str = HEAD, **changes: object) -> Delegation:
    given: dict[str, object] = {
        "reason": "Giấy mời, phiếu chuyển",
        "decision": "12/QĐ-STP",
        "by_order": True,
        "kinds": "gm, PC",
        "valid_from": TODAY,
        "valid_to": TODAY + timedelta(days=300),
    }
    by = acting(HEAD)
    found = given | changes
    return delegations.delegate(post(giver).pk, taker_pk=taker.pk, **found, by=by, at=AT)  # type: ignore[arg-type] # a table of facts


def test_it_is_a_way_to_act_beside_the_own_post_and_beside_an_absence(unit_head: Post) -> None:
    order(unit_head)
    order(unit_head, by_order=False, reason="Đi công tác", valid_to=TODAY + timedelta(days=2))
    found = queries.choices_of(unit_head.person, TODAY)
    own = unit_head.public_id
    assert {f"{own}.{HEAD}", f"{own}.{HEAD}."} <= {choice.key for choice in found}
    [choice] = [choice for choice in found if choice.by_order]
    actor = queries.actor_for_post(
        choice.post, TODAY, choice.behalf, by_order=True, kinds=choice.kinds
    )
    assert (actor.by_order, actor.signs_for_agency, actor.is_head) == (True, False, False)
    assert [actor.signs_kind(kind) for kind in ("GM", "PC", "QĐ")] == [True, True, False]
    assert actor.behalf == f"post:{HEAD}"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"decision": ""}, rules.DelegationUnwritten),
        ({"giver": DEPUTY}, rules.OrderToNobodySuch),
        ({"kinds": " , "}, rules.OrderWithoutKinds),
    ],
)
def test_it_rests_on_a_written_act_and_comes_from_the_head_alone(
    unit_head: Post, changes: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        order(unit_head, **changes)  # type: ignore[arg-type] # a table of facts


def test_a_deputy_is_given_no_order() -> None:
    with pytest.raises(rules.OrderToNobodySuch):
        order(post(DEPUTY))


def test_whoever_headed_a_district_does_not_head_the_province_that_answers_for_it() -> None:
    held = post("demo-lead-dbpp0")
    before, after = (queries.actor_for_post(held, on) for on in (TODAY, date(2025, 7, 1)))
    assert (before.agency, before.signs_for_agency) == ("ubnd-094", True)
    assert (after.agency, after.is_head, after.signs_for_agency) == ("ubnd-tinh", False, False)
