"""What is promised after waits: the time waited is added to the day with which the limit ends."""

from datetime import date

from hoaban.core.workdays.facts import Unit
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.promises import queries
from hoaban.domains.procedures.catalogue.models import Limit
from tests.world.due import due_from_journal
from tests.world.scenes import Scenes, pauses_for_payment, vn

TET = "2019-12-26 12:46"  # thirty days from then end on 25/1/2020, within Tết
AWAY = ("2019-12-30 19:35", "2020-01-04 00:50")  # after work, to a Saturday: 31/12 to 6/1


def promised(
    scenes: Scenes, amount: int = 30, unit: Unit = Unit.CALENDAR_DAYS, *, at: str = TET
) -> Dossier:
    """With the specialist, under a limit that stands while the applicant has something to pay."""
    dossier = scenes.bring("submitted")
    Limit.objects.filter(case=dossier.variant).update(amount=amount, unit=unit, same_day=False)
    parameters.forget()
    scenes.act("receive", dossier, at=vn(at))
    dossier = scenes.act("transfer", dossier, at=vn(at))
    pauses_for_payment(dossier, then="resumes")
    return dossier


def pause(scenes: Scenes, dossier: Dossier, since: str, until: str) -> Dossier:
    scenes.act("ask_payment", dossier, at=vn(since))
    return scenes.act("confirm_payment", dossier, at=vn(until))


def test_a_wait_is_added_to_the_last_day_itself_where_that_gave_way_to_tet(scenes: Scenes) -> None:
    dossier = promised(scenes)
    assert dossier.due_at == vn("2020-01-30 17:00")
    dossier = pause(scenes, dossier, *AWAY)
    assert (dossier.due_at, dossier.held_to) == (vn("2020-01-31 17:00"), vn("2020-01-31 17:00"))
    assert due_from_journal(dossier) == dossier.due_at


def test_so_it_is_wait_after_wait(scenes: Scenes) -> None:
    dossier = pause(scenes, promised(scenes), *AWAY)
    dossier = pause(scenes, dossier, "2020-01-06 09:00", "2020-01-08 09:00")
    assert dossier.due_at == vn("2020-02-03 17:00")  # 31/1 and two days: a Sunday
    dossier = pause(scenes, dossier, "2020-01-08 10:00", "2020-01-09 09:00")
    assert dossier.due_at == vn("2020-02-03 17:00")  # the Monday itself
    assert due_from_journal(dossier) == dossier.due_at


def test_so_it_is_in_months_of_which_a_wait_is_counted_in_days(scenes: Scenes) -> None:
    dossier = promised(scenes, 1, Unit.MONTHS)  # 26/1, a Sunday of Tết
    assert dossier.due_at == vn("2020-01-30 17:00")
    dossier = pause(scenes, dossier, *AWAY)
    assert dossier.due_at == vn("2020-02-03 17:00")  # 1/2 is a Saturday


def test_a_wait_after_an_appointment_is_added_to_the_day_that_was_told(scenes: Scenes) -> None:
    dossier = promised(scenes)
    scenes.act("extend", dossier, at=vn("2020-01-20 09:00"), until=date(2020, 2, 8))  # a Saturday
    dossier = pause(scenes, dossier, "2020-01-20 10:00", "2020-01-21 10:00")
    assert dossier.due_at == vn("2020-02-11 17:00")  # Monday 10/2 was told, and a day


def test_what_was_told_too_late_is_held_to_the_first_promise_and_the_wait(scenes: Scenes) -> None:
    dossier = promised(scenes)
    scenes.act("extend", dossier, at=vn("2020-01-30 09:00"), until=date(2020, 2, 8))
    dossier = pause(scenes, dossier, "2020-01-30 10:00", "2020-02-05 10:00")
    assert dossier.due_at == vn("2020-02-17 17:00")  # six days on top of 10/2: a Sunday
    assert dossier.held_to == vn("2020-01-31 17:00")  # and of 25/1, the Saturday of Tết


def test_what_was_promised_stands_however_it_was_counted(scenes: Scenes) -> None:
    dossier = pause(scenes, promised(scenes), *AWAY)
    counted = queries.promised(dossier).due
    assert (counted.at, counted.ends_on) == (vn("2020-01-31 17:00"), date(2020, 1, 31))

    dossier.case.due_at = dossier.case.held_to = vn("2020-02-05 17:00")
    told = queries.promised(dossier)
    assert (told.due.at, told.due.ends_on) == (vn("2020-02-05 17:00"), date(2020, 2, 5))
    assert told.held == told.due
