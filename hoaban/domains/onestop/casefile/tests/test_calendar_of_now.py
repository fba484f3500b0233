"""What is promised anew asks the calendar of now; what was promised is told by its own."""

from datetime import date

import pytest

from hoaban.casework.turns import queries as turns
from hoaban.core.calendars import actions as calendars
from hoaban.core.calendars import queries as calendars_queries
from hoaban.core.calendars.models import Year
from hoaban.core.workdays import lateness
from hoaban.domains.onestop.casefile import queries as casefile
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.domains.onestop.supplements.models import Supplement
from hoaban.domains.procedures.catalogue.models import Limit
from tests.world.acts import WHY
from tests.world.due import due_from_journal
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, vn


def add_day_off(scenes: Scenes, on: date) -> None:
    calendars.add_holiday(
        on=on,
        name={"vi": "Nghỉ phòng dịch"},
        kind="holiday",
        basis="Công văn 1/UBND",
        by=scenes.actor("administrator"),
        at=MONDAY,
    )


def load_year(year: int) -> None:
    """As content or an administrator brings it: the calendar has one more year from now on."""
    Year.objects.create(year=year, basis="Thông báo")
    calendars.settle(calendars_queries.locked(), at=MONDAY)


@pytest.fixture
def last_year_loaded(scenes: Scenes) -> None:
    """The calendars end with 2020."""
    Year.objects.filter(year__gt=2020).delete()
    calendars.settle(calendars_queries.locked(), at=MONDAY)


def received(scenes: Scenes, days: int, at: str) -> Dossier:
    dossier = scenes.bring("submitted")
    Limit.objects.filter(case=dossier.variant).update(
        amount=days, unit="working_days", same_day=days == 0
    )
    parameters.forget()
    dossier = scenes.act("receive", dossier, at=vn(at))
    return scenes.act("transfer", dossier, at=vn(at))


def sign(scenes: Scenes, dossier: Dossier, at: str) -> Dossier:
    for name in ("draft_result", "do_step"):
        scenes.act(name, dossier, at=vn(at))
    return scenes.act("sign", dossier, at=vn(at))


def test_what_was_promised_into_a_year_loaded_later_is_signed(
    scenes: Scenes, last_year_loaded: None
) -> None:
    dossier = received(scenes, 10, "2020-12-14 09:00")
    load_year(2021)
    scenes.act("extend", dossier, at=vn("2020-12-16 09:00"), until=date(2021, 1, 6))
    done = sign(scenes, dossier, "2021-01-05 09:00")
    assert (done.punctuality, done.due_at) == ("before", vn("2021-01-06 17:00"))


@pytest.mark.parametrize("supplied", ["2020-12-30 09:00", "2021-01-05 09:00"])
@pytest.mark.parametrize("then", ["restarts", "resumes"])
def test_a_supplement_comes_over_the_turn_of_the_year(
    scenes: Scenes, last_year_loaded: None, supplied: str, then: str
) -> None:
    dossier = received(scenes, 5, "2020-12-23 09:00")
    load_year(2021)
    scenes.act("ask_supplement", dossier, at=vn("2020-12-24 09:00"))
    Supplement.objects.filter(dossier=dossier).update(on_supply=then)
    back = scenes.act("take_supplement", dossier, at=vn(supplied))
    assert back.due_at is not None
    assert back.due_at == due_from_journal(back)
    assert sign(scenes, back, "2021-01-06 10:00").punctuality in {"before", "on"}


def test_the_clock_that_starts_again_knows_the_days_off_decreed_since(scenes: Scenes) -> None:
    dossier = received(scenes, 3, "2020-03-16 09:00")
    scenes.act("ask_supplement", dossier, at=vn("2020-03-17 09:00"))
    add_day_off(scenes, date(2020, 3, 25))
    back = scenes.act("take_supplement", dossier, at=vn("2020-03-23 09:00"))
    other = received(scenes, 3, "2020-03-23 09:00")
    assert back.due_at == other.due_at == vn("2020-03-27 17:00")
    assert back.calendar_digest == other.calendar_digest


def test_each_promise_is_explained_by_its_own_calendar(scenes: Scenes) -> None:
    dossier = received(scenes, 8, "2020-03-16 09:00")
    before = due_from_journal(dossier)
    add_day_off(scenes, date(2020, 3, 25))
    scenes.act("extend", dossier, at=vn("2020-03-17 09:00"), until=date(2020, 4, 6))
    dossier.refresh_from_db()
    found = casefile.why(dossier)
    assert found is not None
    assert found.explanation.ends_at == before == vn("2020-03-26 17:00")
    scenes.act("ask_supplement", dossier, at=vn("2020-03-18 09:00"))
    back = scenes.act("take_supplement", dossier, at=vn("2020-03-20 09:00"))
    found = casefile.why(back)
    assert found is not None
    assert found.explanation.ends_at == back.due_at == vn("2020-04-03 17:00")
    assert due_from_journal(back, until=vn("2020-03-16 12:00")) == before
    assert due_from_journal(back) == back.due_at


def test_a_transfer_taken_back_is_forwarded_by_the_calendar_of_now(scenes: Scenes) -> None:
    dossier = received(scenes, 8, "2020-03-16 15:30")
    add_day_off(scenes, date(2020, 3, 17))
    scenes.act("undo", dossier, at=vn("2020-03-16 15:40"), reason=WHY)
    turn = turns.at_hand(dossier.pk)
    assert turn is not None
    assert turn.act_by == vn("2020-03-18 07:30")


def test_the_days_to_ask_in_are_not_over_where_they_end_in_a_year_not_loaded(
    scenes: Scenes, last_year_loaded: None
) -> None:
    dossier = received(scenes, 0, "2020-12-30 09:00")  # its three days end in 2021
    asked = scenes.act("ask_supplement", dossier, at=vn("2020-12-31 09:00"))
    assert asked.state == "awaiting_supplement"


def test_whoever_is_waited_for_into_a_year_not_loaded_has_so_many_weekdays(
    scenes: Scenes, last_year_loaded: None
) -> None:
    dossier = received(scenes, 5, "2020-12-21 09:00")
    asked = scenes.act("ask_supplement", dossier, at=vn("2020-12-24 09:00"))
    calendar = provisions.windows(date(2020, 12, 24), "ubnd-03127").calendar
    assert asked.act_by == vn("2021-02-04 17:00")  # five days of 2020 and five weeks
    assert lateness.left(vn("2020-12-30 09:00"), asked.act_by, calendar).days == 1  # of 2020


@pytest.mark.parametrize(
    ("then", "words", "due"),
    [
        ("restarts", "Trước khi thời hạn được tính lại, cơ quan", "2020-04-01 17:00"),
        ("resumes", "Cơ quan", "2020-04-13 17:00"),  # which holds, with the day that was waited
    ],
)
def test_an_apology_before_the_supplement_is_told_with_its_own_day(
    scenes: Scenes, then: str, words: str, due: str
) -> None:
    dossier = scenes.act("extend", scenes.bring("long"), until=date(2020, 4, 10))
    scenes.act("ask_supplement", dossier, at=vn("2020-03-17 09:00"))
    Supplement.objects.filter(dossier=dossier).update(on_supply=then)
    back = scenes.act("take_supplement", dossier, at=vn("2020-03-18 09:00"))
    found = casefile.why(back)
    assert found
    told = f"{words} đã xin lỗi và hẹn lại một lần:"
    assert found.moves == ((told, vn("2020-04-10 17:00")),)
    assert back.due_at == vn(due)
