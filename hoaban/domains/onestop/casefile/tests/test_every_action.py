"""What holds of every action: who may, from where, once, and a refusal changes nothing."""

import pytest

from hoaban.core.journal.actions import KeyTaken
from hoaban.core.refusals import NotAllowed
from hoaban.domains.onestop.casefile import acts as casefile
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.domains.onestop.dossiers.enums import State
from hoaban.domains.onestop.dossiers.refused import WrongState
from hoaban.domains.onestop.endings.refused import RefusedNotClosed
from tests.world.acts import ACTS
from tests.world.scenes import (
    Scenes,
    everything,
    last,
    pauses_for_payment,
    refused,
    states,
    told,
    wrong_state,
)

CAST = [
    "clerk",
    "specialist",
    "leader",
    "head",
    "archivist",
    "it_officer",
    "administrator",
    "auditor",
    "asked",
    "foreigner",
    "citizen",
    "stranger",
    "unsigned",
    "partner",
    "system",
]
NOT_YOURS = "Vị trí việc làm của bạn không có quyền thực hiện việc này."
MAY = {name: set(act.may.split()) for name, act in ACTS.items()}  # everyone else: NotAllowed


def test_the_table_of_scenes_has_every_action_of_the_law() -> None:
    assert set(ACTS) == set(TABLE)


@pytest.mark.usefixtures("every_row_stands")
@pytest.mark.parametrize("name", ACTS)
def test_an_action_changes_the_four_states_as_the_law_says_and_is_written_once(
    scenes: Scenes, name: str
) -> None:
    dossier = scenes.bring(ACTS[name].start)
    before = told(dossier)

    done = scenes.act(name, dossier, key="press-1")

    assert states(done) == ACTS[name].after
    assert told(done) == [*before, TABLE[name].event.removeprefix("dossiers.")]
    entry = last(done)
    by = scenes.actor(ACTS[name].by)
    assert (entry.by, entry.agency, entry.at, entry.key) == (
        by.reference,
        by.agency,
        ACTS[name].at,
        "press-1",
    )


@pytest.mark.parametrize("name", ACTS)
def test_the_same_key_again_changes_nothing_and_answers_the_same(scenes: Scenes, name: str) -> None:
    done = scenes.act(name, scenes.bring(ACTS[name].start), key="press-1")
    after = everything()

    assert scenes.act(name, done, key="press-1") == done
    assert everything() == after


@pytest.mark.parametrize("name", ACTS)
def test_a_key_used_for_another_dossier_is_refused_and_not_answered_as_done(
    scenes: Scenes, name: str
) -> None:
    scenes.act(name, scenes.bring(ACTS[name].start), key="press-1")
    other = scenes.bring(ACTS[name].start)

    with refused(KeyTaken):
        scenes.act(name, other, key="press-1")


ELSEWHERE = {
    state: [
        name
        for name in ACTS
        if state not in TABLE[name].sources
        and not TABLE[name].part  # nobody has that part: see the tests of consultations
    ]
    for state in State.values
}
REASONED = {("close", "awaiting_completion"): RefusedNotClosed}  # it is another act's business
OTHERS = {name: [who for who in CAST if who not in MAY[name]] for name in ACTS}


@pytest.mark.parametrize("state", ELSEWHERE)
def test_every_action_is_refused_from_a_state_that_is_not_among_its_own(
    scenes: Scenes, state: str
) -> None:
    dossier = scenes.bring(state)
    pauses_for_payment(dossier)

    for name in ELSEWHERE[state]:
        other = REASONED.get((name, state))
        said = "" if other else wrong_state(name, dossier)
        with refused(other or WrongState, said, of=name):
            scenes.act(name, dossier, key="press-1")


@pytest.mark.parametrize("name", ACTS)
def test_only_those_whose_business_it_is_may(scenes: Scenes, name: str) -> None:
    dossier = scenes.bring(ACTS[name].start)
    if isinstance(ACTS[name].given.get("to"), str):
        scenes.actor(ACTS[name].given["to"])

    for who in OTHERS[name]:
        by = scenes.actor(who)
        with refused(NotAllowed, NOT_YOURS, of=who):
            ACTS[name].do(name, dossier, by, key="press-1")


def test_every_public_action_on_a_dossier_is_a_line_of_the_state_table() -> None:
    assert set(casefile.ACTS) == set(TABLE)
