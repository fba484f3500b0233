"""The demo begins with a few dossiers in every state."""

import pytest

from hoaban.config.commands import replay
from hoaban.core.people import queries
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.profiles import queries as profiles
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.reports.periods import queries as periods
from tests.world.worlds import Worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def sampled(sampled_world: None, db: None, worlds: Worlds) -> int:
    """How many dossiers the sample has."""
    return int(worlds.remembered["sampled"])


def test_the_three_agencies_of_the_demo_have_dossiers(sampled: int) -> None:
    codes = set(Dossier.objects.values_list("case__agency__code", flat=True))
    assert codes == {"so-tp", "ubnd-094", "ubnd-03127"}
    assert Dossier.objects.count() == sampled >= 30


def test_some_wait_for_each_role_and_some_are_done(sampled: int) -> None:
    turns = {dossier.turn for dossier in Dossier.objects.all()}
    assert turns >= {"clerk", "specialist", "leader", "citizen", ""}


def test_the_demo_citizens_find_theirs(sampled: int) -> None:
    assert Dossier.objects.filter(submitted_by="citizen:demo-citizen").exists()


def test_each_of_them_has_one_identity_number_and_sets_a_lost_password_anew_with_it(
    sampled: int,
) -> None:
    people = [queries.by_phone(phone) for phone in ("0900000001", "0900000002")]
    tails = [profiles.declared_tails(one.pk) for one in people if one]
    assert tails == [{"0001"}, {"0002"}]


def test_a_second_time_adds_nothing(sampled: int) -> None:
    assert replay.sample(30) == 0


def test_its_figures_are_counted_like_all_others(sampled: int) -> None:
    days = periods.period(periods.day("2020-03-16"), periods.day("2020-03-27"))
    whole = statistics.total(statistics.counted(days).values())
    assert (whole.received, whole.processed, whole.processed_on_time) == (30, 13, 11)
