"""What the counter finds missing in an answer leaves the request open. [ND61/2018 Đ5]"""

import pytest

from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.shortfalls.refused import LackingNotAsked, NothingSentYet
from hoaban.domains.onestop.supplements import queries
from hoaban.domains.onestop.supplements.models import Supplement
from hoaban.domains.onestop.supplements.refused import NothingToSupply
from tests.world.acts import LATER, TWO
from tests.world.scenes import Scenes, refused, vn

WEDNESDAY, FRIDAY = vn("2020-03-18 09:00"), vn("2020-03-20 10:00")


def test_found_incomplete_the_request_stays_open_for_what_is_missing(scenes: Scenes) -> None:
    dossier = scenes.act("ask_supplement", scenes.bring("in_process"), items=TWO)
    both = {"identity": {"copies": 1}, "authority": {"originals": 1}}
    sent = scenes.act("supply", dossier, counts=both, at=WEDNESDAY)
    due_at = sent.due_at
    back = scenes.act("tell_supplement_lacks", sent, at=FRIDAY)
    assert (back.state, back.turn, back.due_at) == ("awaiting_supplement", "citizen", due_at)
    assert back.act_by == vn("2020-05-04 17:00")  # two working days later, 30/4 and 1/5 are off
    [paper] = queries.papers_asked(back)
    assert (paper.code, paper.what) == ("identity", "Còn thiếu trang hai")
    assert back.supplements_after == 1
    taken = scenes.act("take_supplement", back, at=FRIDAY)
    assert taken.due_at == vn("2020-03-20 17:00")


def test_the_time_in_which_the_counter_looked_is_not_the_applicants(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_supplement")
    until = dossier.act_by
    sent = scenes.act("supply", dossier, at=WEDNESDAY)
    at_once = scenes.act("tell_supplement_lacks", sent, at=WEDNESDAY)
    assert at_once.act_by == until


@pytest.mark.parametrize(
    ("lacking", "refusal"),
    [({}, NothingToSupply), ({"identity": " "}, NothingToSupply), ({"x": "Nộp"}, LackingNotAsked)],
)
def test_nothing_is_missed_that_was_not_asked_for(
    scenes: Scenes, lacking: dict[str, str], refusal: type[Refusal]
) -> None:
    sent = scenes.bring("supplement_sent")
    with refused(refusal):
        scenes.act("tell_supplement_lacks", sent, lacking=lacking)


def test_before_reception_the_request_is_open_again_for_what_is_missing(scenes: Scenes) -> None:
    sent = scenes.bring("completed")
    back = scenes.act("tell_completion_lacks", sent)
    assert (back.state, back.turn, back.clock) == ("awaiting_completion", "citizen", "idle")
    request = Supplement.objects.get(dossier=back)
    assert (request.supplied_at, [one["what"] for one in request.wanted]) == (
        None,
        ["Còn thiếu trang hai"],
    )
    again = scenes.act("complete", back)
    assert (again.state, Supplement.objects.get(dossier=again).supplied_at) == ("submitted", LATER)


def test_what_was_never_asked_for_is_asked_on_form_02(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    with refused(NothingSentYet):
        scenes.act("tell_completion_lacks", dossier)
