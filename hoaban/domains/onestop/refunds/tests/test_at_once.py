"""Two tabs and eight hands: money goes back once and comes back once."""

from collections.abc import Iterator

import pytest
from django.db import connection

from hoaban.core.journal.tests.racing import race
from hoaban.core.people import agencies
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.refunds import queries
from hoaban.domains.onestop.refunds.acts import ACTS
from hoaban.domains.onestop.refunds.models import Refund
from hoaban.domains.onestop.refunds.tests.test_copies_refused import WHO, negative
from hoaban.domains.onestop.refunds.tests.test_the_rest import twice
from tests.world.acts import LATER, WHY
from tests.world.desks import Desk, page
from tests.world.province import MONDAY, Ward, forget, ward_of
from tests.world.scenes import Scenes


def test_a_page_of_before_takes_back_no_other_refund(scenes: Scenes) -> None:
    gone, desk = twice(scenes), Desk()
    first, second = (one.paper.symbol for one in queries.in_force(gone))
    address = page(gone, "take_back_refund")
    typed = {"cause": "mistaken", "came_back_by": "cash", "reason": WHY, "paper": first}
    assert f'value="{second}"' in desk.get("clerk", address)
    for _tab in range(2):
        desk.by("clerk").post(address, typed)
    assert [one.paper.symbol for one in queries.in_force(gone)] == [second]


def test_the_one_that_is_left_is_named_by_the_page_itself(scenes: Scenes) -> None:
    back = scenes.act("refund_fee", scenes.bring("owed"))
    assert '<input type="hidden" name="paper" value="01/HTP"' in Desk().get(
        "clerk", page(back, "take_back_refund")
    )


@pytest.fixture
def busy(small_world: None, transactional_db: None) -> Iterator[Ward]:
    """The ward of the other tests, committed, so that eight connections see it."""
    yield ward_of(agencies.row("ubnd-03127", MONDAY.date()))
    forget()


@pytest.mark.race
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_one_pays_the_rest_back_and_one_takes_it_back(busy: Ward) -> None:
    scenes = Scenes(busy)
    done = scenes.act("refund_fee", negative(scenes, pays=True, beside=True), **WHO, amount=16000)
    gone = scenes.act("revoke", done, fault="agency", follows="nothing")
    by = {act.name: act.do for act in ACTS}

    def tries(name: str, **given: object) -> list[bool]:
        def attempt(_number: int) -> bool:
            try:
                by[name](gone.pk, by=busy.clerk, at=LATER, **given)
            except Refusal:
                return False
            return True

        return race(attempt)

    assert tries("refund_fee", **WHO, amount=5000).count(True) == 1
    symbol = queries.in_force(gone)[0].paper.symbol
    given = {"cause": "mistaken", "reason": WHY, "paper": symbol}
    assert tries("take_back_refund", **given).count(True) == 1
    kept = Dossier.objects.get(pk=gone.pk)
    assert (kept.fee_paid_back, kept.money) == (5000, "owed")
    assert Refund.objects.filter(dossier=gone, taken_back_at=None).count() == 1
    assert list(queries.strays()) == []
