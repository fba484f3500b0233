"""The replay gives the reported figures by counting, whatever happens to it on the way."""

from dataclasses import replace

import pytest

from hoaban.config.commands import replay
from hoaban.config.commands.replay import OtherDossiers, applicants, arrivals, inventions, script
from hoaban.config.commands.replay.arrivals import CannotBePlayed
from hoaban.config.commands.replay.script import Period, Script
from hoaban.core import clock
from hoaban.core.jobs.models import Job
from hoaban.core.jobs.models import State as JobState
from hoaban.core.journal.models import Entry
from hoaban.domains.documents import queries as documents
from hoaban.domains.documents.enums import Event as Document
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.enums import Event, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.parameters import queries as parameters
from hoaban.domains.onestop.recounts import indicators as recounts
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.reports.breakdowns import queries as breakdowns
from hoaban.domains.reports.breakdowns.queries import Report
from hoaban.domains.reports.periods import queries as periods
from tests.world.due import due_from_journal
from tests.world.worlds import SHARE

pytestmark = pytest.mark.django_db


def figures(of: Period) -> Report:
    period = periods.period(of.from_on, of.to_on)
    return breakdowns.report(period, statistics.counted(period))


def test_a_part_gives_that_part_of_the_reported_figures(played: Script) -> None:
    first, second = (figures(period).total for period in played.periods)

    assert (first.carried_over, first.received) == (0, 120)
    assert (first.processed, first.processed_on_time) == (87, 61)
    assert (second.received, second.processed, second.processed_on_time) == (112, 92, 72)
    assert second.carried_over == first.in_progress


def test_every_deed_that_the_whole_replay_knows_is_done_in_the_part(played: Script) -> None:
    _, deeds = replay.planned(script.read(share=10))
    verbs = {deed.verb for deed in deeds} - {"submit"}
    told = Entry.objects.filter(subject=Dossier._meta.label).values_list("verb", flat=True)
    assert set(told) == {Event.SUBMITTED, *(TABLE[verb].event for verb in verbs)}


def test_active_agencies_of_a_province_and_its_districts_are_those_reported(
    played: Script,
) -> None:
    activity = {one.level: (one.active, one.all) for one in figures(played.periods[1]).activity}
    assert activity["province"] == (14, 18)
    assert activity["district"] == (10, 10)
    assert activity["commune"][1] == 129


def test_the_recount_of_the_rows_is_the_same(played: Script) -> None:
    for period in played.periods:
        of = periods.period(period.from_on, period.to_on)
        assert recounts.recounted(of) == statistics.counted(of)


def test_every_dossier_is_marked_synthetic_and_came_in_working_time(
    played: Script,
) -> None:
    assert not Dossier.objects.filter(case__is_synthetic=False).exists()
    received = Dossier.objects.exclude(case__opened_at=None)
    calendar = dossiers.law_of(received[0]).calendar
    moments = [*received.values_list("case__opened_at", flat=True)]
    moments += Dossier.objects.values_list("submitted_at", flat=True)
    assert all(moment and calendar.is_working(moment) for moment in moments)


def test_nothing_came_online_before_the_portal_went_live(played: Script) -> None:
    first = Dossier.objects.filter(channel="online").order_by("submitted_at").first()
    assert first is not None
    assert clock.day(first.submitted_at) >= played.online_from


def test_dossiers_end_in_every_way_and_stand_in_every_state(played: Script) -> None:
    states = set(Dossier.objects.values_list("case__state", flat=True))
    assert states >= {
        State.REFUSED,
        State.IN_PROCESS,
        State.DONE,
        State.RETURNED,
        State.WITHDRAWN,
    }
    assert Dossier.objects.filter(outcome="negative").exists()
    assert Dossier.objects.filter(supplements_after=1, case__state=State.RETURNED).exists()


def test_due_moments_follow_from_the_journal(played: Script) -> None:
    moved = Dossier.objects.filter(supplements_after=1, case__clock="ended")[:5]
    for dossier in [*moved, *Dossier.objects.filter(extensions=1)[:5]]:
        assert due_from_journal(dossier) == dossier.due_at


def test_no_file_is_drawn_before_somebody_wants_it(played: Script) -> None:
    assert not Entry.objects.filter(verb=Document.WANTED).exists()
    assert documents.unsealed()


def test_no_job_waits_when_it_ends(played: Script) -> None:
    assert not Job.objects.exclude(state=JobState.DONE).exists()


def test_played_again_it_changes_nothing(played: Script) -> None:
    before = Dossier.objects.count()
    replay.play(played, tell=lambda _done, _of: None)
    assert Dossier.objects.count() == before


def test_it_refuses_a_database_with_other_dossiers(played: Script) -> None:
    with pytest.raises(OtherDossiers, match="VAR=var/demo"):
        replay.play(script.read(seed=1, share=SHARE), tell=lambda _done, _of: None)


def test_one_seed_is_one_plan_and_another_seed_another(province: None) -> None:
    read = script.read(share=40)
    _, deeds = replay.planned(read)
    _, again = replay.planned(read)
    _, other = replay.planned(script.read(seed=7, share=40))
    assert deeds == again
    assert deeds != other


def test_each_arrival_is_reckoned_with_by_the_case_that_its_answers_call_for(
    province: None,
) -> None:
    """Else its limit were another than the one by which it was meant to be in time."""
    read = script.read(share=40)
    known, deeds = replay.planned(read)
    cases = set()
    for deed in (one for one in deeds if one.verb == "submit"):
        arrival = known[deed.number]
        who, own = applicants.applicant(read, arrival), arrival.offer.case
        kept = inventions.answered(read, arrival, who, clock.day(deed.at))
        assert parameters.plan(own.revision_id).case_for(own, kept.answers) == own
        cases.add((own.revision.code, own.code))
    assert {("1.013225", "house"), ("1.013225", "works")} <= cases


def test_what_forms_are_filled_with_is_what_they_accept(province: None) -> None:
    read, wrong = script.read(share=40), []
    taken = arrivals.Offers(read)
    for period in read.periods:
        for arrival in arrivals.draw(read, period, taken, first=period.received):
            who = applicants.applicant(read, arrival)
            given = inventions.answers(read, arrival, who)
            pk, on = arrival.offer.revision_pk, clock.day(arrival.at)
            wrong += [
                (arrival.offer.case.revision.code, *problem)
                for problem in parameters.answered(pk, given, on)[1]
            ]
    assert sorted(set(wrong)) == []


def test_figures_that_the_content_cannot_give_are_refused_before_anything_is_written(
    province: None,
) -> None:
    read = script.read(share=40)
    impossible = replace(read.periods[0], active={**read.periods[0].active, "province": 19})
    with pytest.raises(CannotBePlayed, match="only 18 take part"):
        replay.planned(replace(read, periods=(impossible,)))
