"""What was late stays late: judged by the first promise that was broken, whatever came after it."""

from dataclasses import dataclass
from datetime import date

import pytest

from hoaban.casework.papers.models import Paper
from hoaban.core import clock
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.casefile import api
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.recounts import indicators
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.onestop.supplements.models import Supplement
from hoaban.domains.procedures.catalogue.models import Limit
from hoaban.engines.tallies.periods import Period
from tests.world.acts import WHY
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes, vn


@dataclass(frozen=True)
class Told:
    """A history in March 2020, of a dossier received on Monday 16 at nine, with what it comes to.

    `asks`, `supplied` and `told` are moments; `until` is the new day that was told.
    """

    days: int
    signed: str
    punctuality: str
    due: str
    asked: str = ""
    supplied: str = ""
    then: str = "restarts"
    told: str = ""
    until: date | None = None


HISTORIES = {
    "nothing happened": Told(3, "19 16:59", "on", "19 17:00"),
    "nothing happened, a day late": Told(3, "20 08:00", "late", "19 17:00"),
    "supplement in time": Told(
        3, "26 09:00", "before", "26 17:00", asked="18 09:00", supplied="23 09:00"
    ),
    "supplement asked in the last minute": Told(
        3, "26 17:00", "on", "26 17:00", asked="19 17:00", supplied="23 09:00"
    ),
    "supplement asked after the promise": Told(
        0, "23 11:00", "late", "23 17:00", asked="19 16:00", supplied="23 09:00"
    ),
    "the clock goes on instead": Told(
        0, "24 09:00", "late", "18 17:00", asked="19 16:00", supplied="23 09:00", then="resumes"
    ),
    "told in time": Told(10, "31 11:00", "before", "31 17:00", told="27 09:00",
                         until=date(2020, 3, 31)),
    "told in time, and late all the same": Told(
        3, "26 08:00", "late", "24 17:00", told="18 09:00", until=date(2020, 3, 24)
    ),
    "told in time, then a supplement": Told(
        3, "27 08:00", "late", "26 17:00", told="18 09:00", until=date(2020, 3, 24),
        asked="18 10:00", supplied="23 09:00",
    ),
}  # fmt: skip


def _at(text: str) -> str:
    return f"2020-03-{text}"


def lived(scenes: Scenes, told: Told) -> Dossier:
    """Up to the signature; what is told comes before what is asked."""
    dossier = scenes.bring("submitted")
    same_day = told.days == 0
    limits = Limit.objects.filter(case=dossier.variant)
    limits.update(amount=told.days, unit="working_days", same_day=same_day)
    parameters.forget()
    scenes.act("receive", dossier, at=vn("2020-03-16 09:00"))
    dossier = scenes.act("transfer", dossier, at=vn("2020-03-16 10:00"))
    if told.told:
        dossier = scenes.act("extend", dossier, at=vn(_at(told.told)), until=told.until)
    if told.asked:
        scenes.act("ask_supplement", dossier, at=vn(_at(told.asked)))
        Supplement.objects.filter(dossier=dossier).update(on_supply=told.then)
        dossier = scenes.act("take_supplement", dossier, at=vn(_at(told.supplied)))
    return dossier


def finished(scenes: Scenes, told: Told) -> Dossier:
    dossier, at = lived(scenes, told), vn(_at(told.signed))
    scenes.act("draft_result", dossier, at=at)
    scenes.act("do_step", dossier, at=at)
    return scenes.act("sign", dossier, at=at)


@pytest.mark.parametrize("name", HISTORIES)
def test_on_time_is_judged_by_the_first_promise_that_was_broken(scenes: Scenes, name: str) -> None:
    told = HISTORIES[name]
    done = finished(scenes, told)
    assert (done.punctuality, done.due_at) == (told.punctuality, vn(_at(told.due)))


@pytest.mark.parametrize("name", HISTORIES)
def test_the_figures_of_every_day_are_those_of_the_rows(scenes: Scenes, name: str) -> None:
    told = HISTORIES[name]
    finished(scenes, told)
    for day in range(15, 32):
        period = Period(date(2020, 3, 1), date(2020, 3, day))
        assert statistics.counted(period) == indicators.recounted(period), day
    whole = statistics.total(
        statistics.counted(Period(date(2020, 3, 1), date(2020, 3, 31))).values()
    )
    assert whole.processed_late == (told.punctuality == "late")
    assert whole.in_progress_late == 0


def test_what_is_open_counts_as_late_while_it_waits_and_after(scenes: Scenes) -> None:
    lived(scenes, HISTORIES["supplement asked after the promise"])
    late = [
        statistics.total(statistics.counted(Period(date(2020, 3, 1), date(2020, 3, d))).values())
        for d in (15, 16, 19, 20, 23)
    ]
    assert [one.in_progress_late for one in late] == [0, 1, 1, 1, 1]


def test_the_rows_behind_a_figure_know_it_too(scenes: Scenes) -> None:
    done = finished(scenes, HISTORIES["supplement asked after the promise"])
    period = Period(date(2020, 3, 1), date(2020, 3, 31))
    seen = access.parts_visible_to(scenes.ward.clerk)
    for share, wanted in (("processed_late", [done]), ("processed_on_time", [])):
        parts = statistics.behind(period, share, narrowed={}, seen=seen)
        assert [row for part in parts for row in part] == wanted


def test_both_facts_stand_on_the_page_the_sheet_and_in_the_interface(scenes: Scenes) -> None:
    dossier = lived(scenes, HISTORIES["supplement asked after the promise"])
    assert "17:00 thứ Hai 16/03/2020" in Desk().get("specialist", page(dossier))
    assert "17:00 thứ Hai 16/03/2020" in Desk().get("citizen", f"/my/{dossier.reference}/")
    scenes.act("issue_sheet", dossier, at=vn("2020-03-23 10:00"))
    sheet = Paper.objects.filter(case=dossier.pk, form="05").latest("id").facts
    assert (sheet["late_since"], sheet["due_at"]) == ("2020-03-16T17:00", "2020-03-23T17:00")
    found = api.shown(dossier, scenes.ward.citizen)
    assert (found.late_since, found.due_at) == (
        vn("2020-03-16 17:00"),
        clock.local(vn("2020-03-23 17:00")),
    )


def test_each_row_of_the_sheet_is_held_to_the_promise_of_its_day(scenes: Scenes) -> None:
    done = finished(scenes, HISTORIES["supplement asked after the promise"])
    scenes.act("issue_sheet", done, at=vn("2020-03-23 12:00"))
    rows = Paper.objects.filter(case=done.pk, form="05").latest("id").facts["handovers"]
    assert [(row.get("result", ""), row["note"]) for row in rows] == [
        ("", "Tiếp nhận hồ sơ"),
        ("Trước hạn", ""),
        ("Quá hạn", ""),
        ("Đúng hạn", "Yêu cầu bổ sung hồ sơ"),
        ("", "Đã bổ sung hồ sơ"),
        ("", "Tính lại thời hạn sau khi bổ sung, hẹn trả kết quả lúc 17:00 ngày 23/03/2020"),
        ("Trước hạn", ""),
        ("Trước hạn", ""),
    ]


def test_an_apology_in_words_names_its_reason(scenes: Scenes) -> None:
    told = HISTORIES["told in time"]
    dossier = lived(scenes, told)
    assert Paper.objects.get(case=dossier.pk, form="04").facts["reason"] == WHY
