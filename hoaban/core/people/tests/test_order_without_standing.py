"""An order to sign (TL.) comes from the agency's head, whatever else the giver may hand on."""

from datetime import date

import pytest

from hoaban.core.people import rules
from hoaban.core.people.actors import Actor
from hoaban.core.people.roles import ActorKind, Role, Standing
from hoaban.core.people.rules import Absence

GIVER = Actor(
    kind=ActorKind.OFFICIAL,
    reference="post:giver",
    person_pk=1,
    post_pk=10,
    agency="so-tp",
    role=Role.LEADER,
)


def absence(giver: Standing, taker: Standing, *, by_order: bool) -> Absence:
    return Absence(
        by=GIVER,
        giver_pk=10,
        giver_person_pk=1,
        giver_role=Role.LEADER,
        giver_standing=giver,
        giver_agency="so-tp",
        taker_standing=taker,
        taker_person_pk=2,
        taker_is_locked=False,
        decision="12/QĐ",
        by_order=by_order,
        kinds=frozenset({"GM"}),
        taker_agency="so-tp",
        begins=date(2020, 3, 30),
        ends=date(2020, 4, 30),
        overlaps=False,
    )


@pytest.mark.parametrize("giver", [Standing.DEPUTY, Standing.UNIT_HEAD, Standing.OTHER])
def test_nobody_but_the_head_gives_an_order_to_sign(giver: Standing) -> None:
    with pytest.raises(rules.OrderToNobodySuch):
        rules.may_delegate(absence(giver, Standing.UNIT_HEAD, by_order=True))


def test_the_head_orders_and_who_binds_nobody_hands_on_the_own_steps() -> None:
    rules.may_delegate(absence(Standing.HEAD, Standing.UNIT_HEAD, by_order=True))
    rules.may_delegate(absence(Standing.OTHER, Standing.OTHER, by_order=False))
