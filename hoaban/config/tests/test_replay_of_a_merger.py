"""The replay lets whoever was given a step act on it, also where the agency has ended meanwhile."""

from dataclasses import replace
from datetime import date

import pytest

from hoaban.config.commands.replay import arrivals, script
from hoaban.config.commands.replay.cast import Cast
from hoaban.config.commands.replay.deeds import Deed
from hoaban.config.commands.replay.playing import Player
from hoaban.core.people import agencies
from hoaban.core.people.models import Post
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.filing import actions as filing_actions
from tests.world.province import filing, ward_of
from tests.world.scenes import vn

pytestmark = pytest.mark.django_db
BEFORE, AFTER = vn("2019-12-30 09:00"), vn("2020-01-02 09:00")


def test_what_a_leader_sends_back_after_a_merger_is_done_by_the_post_that_had_it(
    province: None,
) -> None:
    citizen = ward_of(agencies.row("ubnd-03127", BEFORE.date())).citizen
    ended = agencies.row("ubnd-03144", date(2019, 12, 30))
    read = script.read(share=40)
    first = arrivals.draw(read, read.periods[0], arrivals.Offers(read), first=1)[0]
    player = Player(read, Cast(read), {1: replace(first, agency=ended)}, "test")
    dossier = filing_actions.submit(filing(ended), by=citizen, at=BEFORE)
    player.dossiers[1] = dossier.pk
    deeds = [
        Deed(BEFORE, 1, 1, "receive", Role.CLERK),
        Deed(BEFORE, 1, 2, "transfer", Role.CLERK),
        Deed(BEFORE, 1, 3, "draft_result", Role.SPECIALIST, {"outcome": "positive"}),
        Deed(BEFORE, 1, 4, "do_step", Role.SPECIALIST),
        Deed(AFTER, 1, 5, "return_step", Role.LEADER, {"note": "Xem lại nội dung dự thảo"}),
        Deed(AFTER, 1, 6, "do_step", Role.SPECIALIST),
    ]
    player.play(deeds, tell=lambda _done, _of: None)
    dossier.refresh_from_db()
    assert dossier.turn == "leader"
    specialists = Post.objects.filter(role=Role.SPECIALIST, public_id__startswith="ubnd-0314")
    assert [one.public_id for one in specialists] == ["ubnd-03144-s"]
