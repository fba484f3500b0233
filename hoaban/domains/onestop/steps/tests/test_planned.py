"""Each internal step has its share of the working time of the promise."""

from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.steps import queries, rules
from tests.world.desks import Desk, page
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, vn


def test_steps_end_one_after_the_other_and_the_last_with_the_promise(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    planned = list(queries.planned(dossier, MONDAY).values())
    shares = [step.share for step in parameters.plan(dossier.revision_id).steps.values()]
    assert planned == sorted(planned)
    assert (len(planned), planned[-1]) == (sum(share > 0 for share in shares), dossier.due_at)


def test_a_step_has_its_share_of_the_working_time(scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    calendar = dossiers.calendar_of(dossier)
    half = rules.planned_end(vn("2020-03-16 07:30"), vn("2020-03-27 17:00"), 0.5, calendar)
    assert half == vn("2020-03-20 17:00")  # five of ten working days


def test_the_whole_of_it_and_what_has_no_working_time_end_with_the_promise(
    scenes: Scenes,
) -> None:
    calendar = dossiers.calendar_of(scenes.bring("long"))
    start, opening = vn("2020-03-16 07:30"), vn("2020-03-18 07:30")
    nearly = rules.planned_end(start, opening, 0.999999999999, calendar)
    assert nearly == vn("2020-03-17 17:00")  # as much working time has passed by the evening
    for share in (1, 1.0000001):
        assert rules.planned_end(start, opening, share, calendar) == opening
    for due in (start, vn("2020-03-15 09:00"), vn("2020-03-13 17:00")):
        assert rules.planned_end(start, due, 0.5, calendar) == due


def test_no_share_ends_after_the_promise(scenes: Scenes) -> None:
    calendar = dossiers.calendar_of(scenes.bring("long"))
    dues = [vn(f"2020-03-{day} {hour}") for day in (16, 20, 23) for hour in ("11:30", "17:00")]
    for due in dues:
        ends = [rules.planned_end(MONDAY, due, n / 100, calendar) for n in range(101)]
        assert ends == sorted(ends)
        assert ends[-1] == due


def test_before_reception_and_after_the_calendar_nothing_is_planned(scenes: Scenes) -> None:
    assert queries.planned(scenes.bring("submitted"), MONDAY) == {}
    dossier = scenes.bring("long")
    assert queries.planned(dossier, vn("2045-01-05 08:00")) == {}


def test_the_page_of_the_case_says_by_when_each_step_should_be_done(
    scenes: Scenes, desk: Desk
) -> None:
    shown = desk.get("specialist", page(scenes.bring("long")))
    assert "(đến 17:00 30/03/2020)" in shown
    waits = desk.get("specialist", page(scenes.bring("awaiting_supplement")))
    assert "(đến " not in waits  # the clock stands still
