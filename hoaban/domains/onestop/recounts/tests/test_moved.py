"""A case that changes its agency in the middle of a period is counted once, and kept as counted."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hoaban.core.people import actors, agencies
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import AgencyChange
from hoaban.core.people.roles import Role
from hoaban.domains.onestop.access import queries as access
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.handovers import actions as handovers
from hoaban.domains.onestop.recounts import indicators
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.onestop.statistics.enums import Share
from hoaban.engines.tallies.periods import Period
from tests.world.chance import cases
from tests.world.province import post_of
from tests.world.scenes import Scenes, vn

OLD, NEW = "ubnd-03127", "ubnd-03334-2025"
BEFORE, AFTER = vn("2025-06-23 08:30"), vn("2025-07-02 08:30")
DAY = date(2025, 7, 2)
STATES = (
    *("received", "in_process", "awaiting_supplement", "supplement_sent", "at_signing"),
    *("done", "stopped", "submitted"),
)


@pytest.fixture
def divided(scenes: Scenes) -> None:
    """The ward's open cases are divided when it ends."""
    AgencyChange.objects.filter(old_code=OLD).update(by_area=True)
    agencies.forget()


def heirs() -> dict[str, Actor]:
    row = agencies.row(NEW, DAY)
    roles = {"clerk": Role.CLERK, "specialist": Role.SPECIALIST, "leader": Role.LEADER}
    return {name: post_of(row, role, f"new-{name}", on=DAY) for name, role in roles.items()}


def move(scenes: Scenes, state: str, *, days: int = 0) -> int:
    """Brought to a state by the old ward, then handed over so many days after the merger."""
    dossier = scenes.bring(state, BEFORE)
    at = AFTER + timedelta(days=days)
    heir = agencies.row(NEW, DAY)
    by = actors.system("mergers")
    handovers.move(dossier.pk, to=heir, basis="1661/NQ", by=by, at=at)
    pk: int = dossier.pk
    return pk


def both(of: Period, code: str = "") -> tuple[int, ...]:
    """Carried over, received, handed in, out, processed, in progress: kept, and as recounted."""
    kept = statistics.counted(of, agency_code=code)
    assert kept == indicators.recounted(of, agency_code=code)
    whole = statistics.total(kept.values())
    ends = whole.processed + whole.ended + whole.handed_out + whole.in_progress
    assert whole.carried_over + whole.received + whole.handed_in == ends
    figures = ("carried_over", "received", "handed_in", "handed_out", "processed", "in_progress")
    return tuple(getattr(whole, name) for name in figures)


@pytest.mark.usefixtures("divided")
def test_the_old_agency_has_it_until_then_and_the_new_one_from_then_on(scenes: Scenes) -> None:
    move(scenes, "at_signing")
    june, july = Period(date(2025, 6, 1), date(2025, 6, 30)), Period(DAY, date(2025, 7, 31))
    across = Period(date(2025, 6, 1), date(2025, 7, 31))
    answers = agencies.answering(OLD, DAY)
    assert both(june, OLD) == (0, 1, 0, 0, 0, 1)
    assert both(july, answers) == (1, 0, 0, 1, 0, 0)
    assert both(july, NEW) == (0, 0, 1, 0, 0, 1)
    assert both(across, answers) == (0, 1, 0, 1, 0, 0)
    assert both(across) == (0, 1, 1, 1, 0, 1)


@pytest.mark.usefixtures("divided")
def test_what_had_its_result_is_handed_over_and_counts_nothing_anew(scenes: Scenes) -> None:
    move(scenes, "done")
    across = Period(date(2025, 6, 1), date(2025, 7, 31))
    assert both(across, agencies.answering(OLD, DAY)) == (0, 1, 0, 0, 1, 0)
    assert both(across, NEW) == (0, 0, 0, 0, 0, 0)


@pytest.mark.usefixtures("divided")
def test_the_new_agency_signs_the_draft_of_the_old_one_as_its_own(scenes: Scenes) -> None:
    move(scenes, "at_signing")
    dossier = Dossier.objects.get()
    signed = scenes.act("sign", dossier, heirs()["leader"], at=AFTER)
    result = signed.result
    assert result
    assert (result.register, result.facts["agency"]) == (NEW, agencies.row(NEW, DAY).name["vi"])
    assert signed.code == "ubnd-03127-250623-0001"


@pytest.mark.usefixtures("divided")
def test_papers_that_come_after_it_are_looked_at_by_the_new_agency(scenes: Scenes) -> None:
    move(scenes, "supplement_sent")
    new, dossier = heirs(), Dossier.objects.get()
    scenes.act("take_supplement", dossier, new["clerk"], at=AFTER)
    dossier.refresh_from_db()
    turn = dossier.turn_at_hand
    assert turn
    assert (turn.agency.code, turn.role, turn.post) == (NEW, "specialist", None)


@settings(
    max_examples=cases(8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
@given(seed=st.integers(0, 10**6), begins=st.integers(-3, 14), length=st.integers(0, 40))
def test_kept_sums_equal_the_recount_and_every_figure_opens_its_rows(
    scenes: Scenes, divided: None, seed: int, begins: int, length: int
) -> None:
    random = Random(seed)  # noqa: S311 - repeatable
    since = BEFORE.date() + timedelta(days=begins)
    of = Period(since, since + timedelta(days=length))
    with transaction.atomic():
        new = heirs()
        for _each in range(4):
            pk = move(scenes, random.choice(STATES[:-2]), days=random.randrange(6))
            _go_on(random, scenes, pk, new)
        for code in ("", OLD, NEW, agencies.answering(OLD, DAY)):
            both(of, code)
        _figures_open(of, scenes)
        scenes.made.clear()
        transaction.set_rollback(True)


def _go_on(random: Random, scenes: Scenes, pk: int, new: dict[str, Actor]) -> None:
    """Sometimes signed or ended by the new agency, some days later."""
    dossier = Dossier.objects.get(pk=pk)
    at = AFTER + timedelta(days=7 + random.randrange(5))
    if dossier.turn == "leader" and random.random() < 0.7:
        scenes.act("sign", dossier, new["leader"], at=at)
    elif dossier.state == "in_process" and random.random() < 0.5:
        scenes.act("stop", dossier, new["leader"], at=at)


def _figures_open(of: Period, scenes: Scenes) -> None:
    seen = access.parts_visible_to(scenes.actor("system"))
    for share in Share:
        for code in (OLD, NEW):
            narrowed = {"agency": code}
            figure = statistics.figure(of, share, narrowed=narrowed)[0]
            rows = statistics.behind(of, share, narrowed=narrowed, seen=seen)
            assert (share, code, figure) == (share, code, sum(len(part) for part in rows))
