"""An act without its reason is refused under the topic of that act, not of another."""

from typing import Any

import pytest

from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.engines.law import lookup
from tests.world.acts import ACTS
from tests.world.province import MONDAY
from tests.world.scenes import Scenes

SAYS = {  # what each act must say in words
    **dict.fromkeys(("refuse", "stop", "extend", "correct"), "reason"),
    **dict.fromkeys(("propose_supplement", "decline_supplement"), "reason"),
    "consult": "question",
    "answer_consultation": "answer",
    "return_step": "note",
}
REQUEST = "supplement.request"  # what such a request must say, whenever it is made


@pytest.mark.parametrize("act", SAYS)
@pytest.mark.parametrize("empty", ["", " \n ", "123 !"])
def test_words_that_say_nothing_are_refused_under_the_topic_of_the_act(
    scenes: Scenes, act: str, empty: str
) -> None:
    dossier = scenes.bring(ACTS[act].start)
    said: dict[str, Any] = {SAYS[act]: empty}  # Any: keyword arguments
    with pytest.raises(Refusal) as refused:
        scenes.act(act, dossier, **said)
    wanted = REQUEST if act == "propose_supplement" else TABLE[act].topic
    assert refused.value.topic == wanted


def test_an_opinion_is_asked_by_the_clause_on_opinions() -> None:
    before = lookup.article("process.consultation", MONDAY.date())
    assert (before.words, before.is_seen) == ("Nghị định 61/2018/NĐ-CP, Điều 19 khoản 5", True)
