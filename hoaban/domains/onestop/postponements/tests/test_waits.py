"""A promise that moved by a day off decreed later, and a wait after it."""

from datetime import date

from hoaban.core.calendars import actions as calendars
from hoaban.core.people import actors
from hoaban.domains.onestop.postponements import actions as postponements
from hoaban.domains.onestop.promises.tests.test_promises import pause, promised
from tests.world.due import due_from_journal
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, vn


def test_a_day_off_decreed_later_moves_the_end_alone(scenes: Scenes) -> None:
    dossier = promised(scenes)
    calendars.add_holiday(
        on=date(2020, 1, 30),
        name={"vi": "Nghỉ phòng dịch"},
        kind="holiday",
        basis="Công văn 1/UBND",
        by=scenes.actor("administrator"),
        at=MONDAY,
    )
    at = vn("2020-01-02 09:00")
    by = actors.system("tests")
    postponements.postpone(dossier.pk, basis="Quyết định 12/QĐ-UBND", by=by, at=at)
    dossier.refresh_from_db()
    assert dossier.due_at == vn("2020-01-31 17:00")
    dossier = pause(scenes, dossier, "2020-01-02 10:00", "2020-01-09 10:00")
    assert dossier.due_at == vn("2020-02-03 17:00")  # 25/1 and seven days: Saturday 1/2
    assert due_from_journal(dossier) == dossier.due_at
