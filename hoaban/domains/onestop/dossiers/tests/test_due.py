"""The due moment: the table of hours and holidays, supplements, and the journal alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoaban.core.calendars import actions as calendars
from hoaban.core.refusals import Refusal
from hoaban.core.workdays.facts import MissingYear
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.supplements.models import Supplement
from hoaban.domains.procedures.catalogue.models import Limit
from tests.world.acts import ACTS, ITEMS, WHY
from tests.world.chance import cases
from tests.world.due import due_from_journal
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, pauses_for_payment, refused, vn


def promised(
    scenes: Scenes, amount: int, unit: str = "working_days", *, at: str, then: str = ""
) -> Dossier:
    """Received at a moment under a limit, and brought on to the specialist where `then` says so."""
    dossier = scenes.bring("submitted")
    Limit.objects.filter(case=dossier.variant).update(
        amount=amount, unit=unit, same_day=amount == 0
    )
    parameters.forget()
    received = scenes.act("receive", dossier, at=vn(at))
    return scenes.act("transfer", received, at=vn(at)) if then else received


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2020-03-16 07:30", "2020-03-19 17:00"),
        ("2020-03-16 12:15", "2020-03-19 17:00"),
        ("2020-03-16 14:59", "2020-03-19 17:00"),
        ("2020-03-16 15:00", "2020-03-19 17:00"),
        ("2020-03-16 15:01", "2020-03-19 17:00"),
        ("2020-03-16 16:59", "2020-03-19 17:00"),
        ("2020-03-16 17:00", "2020-03-19 17:00"),
        ("2020-03-16 17:01", "2020-03-20 17:00"),
        ("2020-03-20 18:00", "2020-03-26 17:00"),  # Friday evening: counts as Monday
        ("2020-03-21 10:00", "2020-03-26 17:00"),  # Saturday
        ("2020-01-22 09:00", "2020-02-03 17:00"),  # eve of Tết
        ("2020-01-22 17:01", "2020-02-04 17:00"),
        ("2020-01-25 09:00", "2020-02-04 17:00"),  # on Tết itself
        ("2019-12-31 10:00", "2020-01-06 17:00"),  # over New Year
        ("2020-03-30 08:00", "2020-04-03 17:00"),  # over Hùng Kings' day, 2/4
        ("2026-08-20 09:00", "2026-08-24 17:00"),  # Saturday 22/8/2026 is worked
    ],
)
def test_three_working_days(scenes: Scenes, at: str, due: str) -> None:
    assert promised(scenes, 3, at=at).due_at == vn(due)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2020-03-16 14:59", "2020-03-16 17:00"),
        ("2020-03-16 15:00", "2020-03-16 17:00"),
        ("2020-03-16 15:01", "2020-03-17 17:00"),
        ("2020-03-16 16:59", "2020-03-17 17:00"),
        ("2020-03-16 17:00", "2020-03-17 17:00"),
        ("2020-03-16 17:01", "2020-03-17 17:00"),
        ("2020-03-20 15:01", "2020-03-23 17:00"),
        ("2020-03-20 18:00", "2020-03-23 17:00"),
        ("2020-01-22 15:01", "2020-01-30 17:00"),
    ],
)
def test_the_same_day_or_after_three_in_the_afternoon_the_next(
    scenes: Scenes, at: str, due: str
) -> None:
    assert promised(scenes, 0, at=at).due_at == vn(due)


@pytest.mark.parametrize(
    ("at", "hours", "due"),
    [
        ("2020-03-16 10:30", 4, "2020-03-16 16:30"),  # across lunch
        ("2020-03-16 16:00", 2, "2020-03-17 08:30"),  # across the night
        ("2020-03-20 16:30", 1, "2020-03-23 08:00"),  # across the weekend
        ("2020-03-16 12:00", 1, "2020-03-16 14:30"),  # received at lunch
        ("2020-03-16 07:30", 4, "2020-03-16 11:30"),  # ends with the half-day
    ],
)
def test_working_hours(scenes: Scenes, at: str, hours: int, due: str) -> None:
    assert promised(scenes, hours, "working_hours", at=at).due_at == vn(due)


@pytest.mark.parametrize(
    ("at", "days", "due"),
    [
        ("2020-04-21 09:00", 10, "2020-05-04 17:00"),  # would end on 1/5, then a weekend
        ("2020-03-16 09:00", 4, "2020-03-20 17:00"),
        ("2020-03-16 09:00", 5, "2020-03-23 17:00"),  # a Saturday
    ],
)
def test_calendar_days(scenes: Scenes, at: str, days: int, due: str) -> None:
    assert promised(scenes, days, "calendar_days", at=at).due_at == vn(due)


def supplemented(scenes: Scenes, on_supply: str) -> Dossier:
    """Five working days from Monday 20/1/2020, due 3/2; asked on 21/1, supplied on 31/1."""
    dossier = promised(scenes, 5, at="2020-01-20 09:00", then="with the specialist")
    assert dossier.due_at == vn("2020-02-03 17:00")
    scenes.act("ask_supplement", dossier, at=vn("2020-01-21 10:00"))
    Supplement.objects.filter(dossier=dossier).update(on_supply=on_supply)
    return scenes.act("take_supplement", dossier, at=vn("2020-01-31 10:00"))


def test_a_supplement_starts_the_limit_again(scenes: Scenes) -> None:
    dossier = supplemented(scenes, "restarts")
    assert dossier.due_at == vn("2020-02-07 17:00")
    assert due_from_journal(dossier) == dossier.due_at


def test_where_the_procedures_law_says_so_it_goes_on_and_tet_is_not_counted(
    scenes: Scenes,
) -> None:
    dossier = supplemented(scenes, "resumes")
    assert dossier.due_at == vn("2020-02-06 17:00")  # three working days waited: 22, 30, 31/1
    assert due_from_journal(dossier) == dossier.due_at


def test_a_second_supplement_starts_it_once_more(scenes: Scenes) -> None:
    dossier = supplemented(scenes, "restarts")
    again: dict[str, Any] = {"head_reason": WHY}  # Any: arguments
    scenes.act("ask_supplement", dossier, scenes.ward.head, at=vn("2020-02-03 10:00"), **again)
    back = scenes.act("take_supplement", dossier, at=vn("2020-02-10 17:30"))
    assert back.due_at == vn("2020-02-18 17:00")  # after hours: counts as Tuesday 11/2
    assert due_from_journal(back) == back.due_at


def test_a_supplement_after_the_due_date_starts_it_again_too(scenes: Scenes) -> None:
    dossier = supplemented(scenes, "restarts")
    late = vn("2020-02-20 09:00")
    scenes.act("ask_supplement", dossier, scenes.ward.head, at=late, head_reason=WHY)
    assert dossier.due_at is not None
    assert dossier.due_at < late
    back = scenes.act("take_supplement", dossier, at=vn("2020-02-24 09:00"))
    assert back.due_at == vn("2020-03-02 17:00")


def test_a_holiday_declared_after_form_01_moves_no_promise(scenes: Scenes) -> None:
    before = promised(scenes, 3, at="2020-03-16 09:00")
    calendars.add_holiday(
        on=date(2020, 3, 18),
        name={"vi": "Nghỉ phòng dịch"},
        kind="holiday",
        basis="Công văn 1/UBND",
        by=scenes.actor("administrator"),
        at=MONDAY,
    )
    after = promised(scenes, 3, at="2020-03-16 10:00")

    before.refresh_from_db()
    assert (before.due_at, after.due_at) == (vn("2020-03-19 17:00"), vn("2020-03-20 17:00"))
    assert before.calendar_digest != after.calendar_digest
    assert due_from_journal(before) == before.due_at
    assert due_from_journal(after) == after.due_at


@pytest.mark.parametrize("at", ["2031-03-17 09:00", "2016-03-17 09:00", "2028-01-03 09:00"])
def test_a_year_without_holidays_is_refused_and_nothing_guessed(scenes: Scenes, at: str) -> None:
    dossier = scenes.bring("submitted")
    with refused(
        MissingYear,
        f"Chưa có lịch ngày nghỉ lễ của năm {at[:4]} nên không tính được thời hạn.",
    ):
        scenes.act("receive", dossier, at=vn(at))


def test_a_limit_that_runs_past_the_last_calendar_is_refused(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    Limit.objects.filter(case=dossier.variant).update(
        amount=30, unit="working_days", same_day=False
    )
    parameters.forget()
    with refused(MissingYear):
        scenes.act("receive", dossier, at=vn("2027-12-20 09:00"))


def test_before_reception_there_is_no_due_moment(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_completion")
    assert (dossier.due_at, due_from_journal(dossier)) == (None, None)


MOVES = st.sampled_from(
    [
        *("ask_supplement", "supply", "extend", "again", "resumes"),
        *("ask_payment", "confirm_payment", "recall_payment"),
    ]
)
HISTORIES = st.tuples(
    st.integers(1, 20),
    st.sampled_from(["working_days", "calendar_days", "working_hours", "further_days"]),
    st.integers(0, 2000),
    st.lists(st.tuples(MOVES, st.integers(1, 9000)), max_size=7),
)


@given(HISTORIES)
@settings(
    max_examples=cases(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_journal_alone_gives_the_due_moment_of_every_past_moment(
    scenes: Scenes, history: tuple[int, str, int, list[tuple[str, int]]]
) -> None:
    with transaction.atomic():
        _live(scenes, *history)
        transaction.set_rollback(True)


def _live(scenes: Scenes, amount: int, unit: str, wait: int, moves: list[tuple[str, int]]) -> None:
    """Receive after a wait, then move by move; what is refused changes nothing."""
    at = MONDAY + timedelta(minutes=wait)
    dossier = promised(scenes, amount, unit, at=f"{at + timedelta(hours=7):%Y-%m-%d %H:%M}")
    scenes.act("transfer", dossier, at=at)
    pauses_for_payment(dossier, then="restarts" if amount % 2 else "resumes")
    known = [(MONDAY, None), (dossier.received_at, dossier.due_at)]
    for move, minutes in moves:
        at += timedelta(minutes=minutes)
        try:
            _move(scenes, dossier, move, at)
        except Refusal:
            continue
        dossier.refresh_from_db()
        known.append((at, dossier.due_at))
    known = known[1:] if wait == 0 else known
    assert [due_from_journal(dossier, until=at) for at, _due in known] == [
        due for _at, due in known
    ]
    assert due_from_journal(dossier) == dossier.due_at


def _move(scenes: Scenes, dossier: Dossier, move: str, at: Any) -> None:  # noqa: ANN401 - a moment
    if move == "again":
        given = ACTS["ask_supplement"].given | {"items": ITEMS, "head_reason": WHY}
        scenes.act("ask_supplement", dossier, scenes.ward.head, at=at, **given)
    elif move == "extend":
        until = (max(at, dossier.due_at or at) + timedelta(days=1)).date()
        scenes.act("extend", dossier, at=at, until=until)
    elif move == "resumes":
        Supplement.objects.filter(dossier=dossier, supplied_at=None).update(on_supply="resumes")
    else:
        scenes.act(move, dossier, at=at)
