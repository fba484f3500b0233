"""Codes, the state table, the degree, punctuality: what needs no database."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils.translation import gettext, override
from hypothesis import given
from hypothesis import strategies as st

from hoaban.casework.cases import rules as cases
from hoaban.casework.cases.rules import CODE_ALPHABET
from hoaban.casework.cases.states import PAUSES, RESTARTS, STARTS
from hoaban.casework.clocks import rules as clocks
from hoaban.domains.onestop.casefile.acts import ACTS, TABLE
from hoaban.domains.onestop.dossiers import rules as dossiers
from hoaban.domains.onestop.dossiers import states as dossiers_states
from hoaban.domains.onestop.dossiers.enums import Event, State, Who
from hoaban.domains.onestop.dossiers.refused import ReasonMissing
from hoaban.engines.law import lookup

DRAWS = st.lists(st.integers(0, 2**24), min_size=9, max_size=9)
ENDS = {State.REFUSED, State.WITHDRAWN, State.STOPPED, State.CLOSED, State.REVOKED}


@given(DRAWS, st.data())
def test_every_single_wrong_character_of_a_reference_is_found(
    draws: list[int], data: st.DataObject
) -> None:
    right = cases.reference(draws)
    place = data.draw(st.integers(0, 9))
    wrong = data.draw(st.sampled_from([c for c in CODE_ALPHABET if c != right[place]]))
    assert cases.is_reference(right)
    assert not cases.is_reference(right[:place] + wrong + right[place + 1 :])


@given(DRAWS, st.integers(0, 8))
def test_every_swap_of_neighbours_is_found(draws: list[int], place: int) -> None:
    right = cases.reference(draws)
    swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    assert cases.is_reference(swapped) is (swapped == right)


@pytest.mark.parametrize("text", ["", "O0I1L", "abc", "ubnd-03127-200316-0001", "Đ" * 10, " "])
def test_what_cannot_be_a_reference_is_none(text: str) -> None:
    assert not cases.is_reference(text)


def test_a_reference_has_ten_characters_that_nobody_mixes_up() -> None:
    assert len(cases.reference(range(9))) == 10
    assert not set(CODE_ALPHABET) & set("01OILU E".replace(" ", "")) - {"E"}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (1, "H18-200316-0001"),
        (9999, "H18-200316-9999"),
        (10000, "H18-200316-10000"),
        (123456, "H18-200316-123456"),
    ],
)
def test_above_9999_a_digit_is_added(number: int, code: str) -> None:
    assert dossiers.dossier_code("H18", "200316", number) == code


def test_every_line_of_the_table_has_a_check_a_topic_and_someone_who_may() -> None:
    for name, line in TABLE.items():
        assert callable(ACTS[name].check)
        assert line.topic in lookup.law().topics
        assert line.who
        assert line.sources
        assert line.who <= set(Who)


def test_every_state_is_reached_and_left_but_the_ends() -> None:
    reached = {State.SUBMITTED} | {t.target for t in TABLE.values() if t.target}
    left = {s for t in TABLE.values() if t.target for s in t.sources}
    assert reached == set(State)
    assert left == set(State) - ENDS


def test_from_every_open_state_a_dossier_can_come_to_an_end() -> None:
    steps: set[tuple[str, str]] = {
        (s, t.target) for t in TABLE.values() if t.target for s in t.sources
    }
    ending: set[str] = set(ENDS)
    while more := {s for s, t in steps if t in ending} - ending:
        ending |= more
    assert ending == set(State)


def test_the_machine_only_closes_and_records_what_banks_say_of_payments() -> None:
    """What came, that the clock waits for it no longer, and what the bank took back."""
    of_payments = {"pay", "confirm_payment", "take_back_fee"}
    assert {n for n, t in TABLE.items() if Who.SYSTEM in t.who} == {"close"} | of_payments


def test_every_line_of_the_table_leads_to_the_clock_of_its_state() -> None:
    after = {STARTS: "running", RESTARTS: "running", PAUSES: "paused"}
    for line in TABLE.values():
        for source in line.sources:
            clock = (
                after.get(line.clock, "ended") if line.clock else dossiers_states.clock_of(source)
            )
            assert (line.act, clock) == (line.act, dossiers_states.clock_of(line.target or source))


def test_every_state_says_what_the_clock_does() -> None:
    assert {state.value: dossiers_states.clock_of(state).value for state in State} == {
        "submitted": "idle",
        "awaiting_completion": "idle",
        "refused": "ended",
        "received": "running",
        "in_process": "running",
        "supplement_proposed": "running",
        "awaiting_supplement": "paused",
        "supplement_sent": "paused",
        "awaiting_payment": "paused",
        "done": "ended",
        "returned": "ended",
        "withdrawn": "ended",
        "stopped": "ended",
        "closed": "ended",
        "revoked": "ended",
    }


def test_the_degree_grows_on_the_way_and_is_whole_with_the_result_alone() -> None:
    way = [State.SUBMITTED, State.RECEIVED, State.IN_PROCESS, State.DONE, State.RETURNED]
    degrees = [dossiers_states.degree(state) for state in way]
    assert all(a is not None and b is not None and a < b for a, b in pairwise(degrees))
    assert degrees[-1] == 1
    without_result = set(ENDS)
    assert {dossiers_states.degree(state) for state in without_result} == {None}
    assert dossiers_states.degree(State.AWAITING_COMPLETION) == dossiers_states.degree(
        State.SUBMITTED
    )


@given(st.floats(0, 1), st.floats(0, 1))
def test_each_step_done_brings_it_further_but_never_to_done(a: float, b: float) -> None:
    low, high = sorted((a, b))
    shares = [
        dossiers_states.degree(State.IN_PROCESS, low),
        dossiers_states.degree(State.IN_PROCESS, high),
        dossiers_states.degree(State.DONE),
    ]
    assert shares == sorted(share for share in shares if share is not None)


DUE = datetime(2020, 3, 19, 10, tzinfo=UTC)  # 17:00 in the province
HALF_DAY = datetime(2020, 3, 19, 6, 30, tzinfo=UTC)


@given(st.integers(-(10**6), 10**6))
def test_late_is_after_the_instant_and_before_is_before_its_half_day(seconds: int) -> None:
    done = DUE + timedelta(seconds=seconds)
    wanted = "late" if seconds > 0 else "before" if done < HALF_DAY else "on"
    assert clocks.punctuality(done, DUE, HALF_DAY) == wanted


@pytest.mark.parametrize("text", ["", " ", "123", "…", "03/TK"])
def test_a_reason_is_words(text: str) -> None:
    if any(letter.isalpha() for letter in text):
        assert dossiers.words(text, about="dossier.stop") == text
        return
    with pytest.raises(ReasonMissing):
        dossiers.words(text, about="dossier.stop")


def test_a_reason_is_trimmed_and_keeps_its_words() -> None:
    assert dossiers.words("  Thiếu \n\n chữ   ký ", about="dossier.stop") == "Thiếu chữ ký"


def test_every_event_is_named_for_its_room() -> None:
    named = [*Event, *(line.event for line in TABLE.values())]
    assert [event for event in named if not event.startswith("dossiers.")] == []


def test_the_words_of_every_verb_are_said_in_english_too() -> None:
    with override("en"):
        assert [line.act for line in TABLE.values() if gettext(line.words) == line.words] == []
