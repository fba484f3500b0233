"""Whatever happens to dossiers, what was kept is what is counted."""

from datetime import timedelta
from random import Random

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoaban.casework.cases.enums import Punctuality
from hoaban.core import clock
from hoaban.core.journal.models import Entry
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.domains.onestop.dossiers.enums import Money, State
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.recounts import indicators as recounts
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.engines.tallies.periods import Period
from tests.world.acts import ACTS
from tests.world.chance import cases
from tests.world.histories import department, live
from tests.world.province import MONDAY, Ward

FIRST = clock.day(MONDAY)
ONE_DAY = timedelta(days=1)
SEEDS = (6, 2, 36, 18, 19, 17, 15, *range(20, 36))  # three are enough while the rules draw the same


@settings(
    max_examples=cases(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    seed=st.integers(0, 10**6),
    begins=st.integers(-3, 20),
    length=st.integers(0, 60),
    deeds=st.integers(20, 140),
)
def test_kept_sums_equal_the_recount_of_rows_and_nothing_gets_lost(
    ward: Ward, seed: int, begins: int, length: int, deeds: int
) -> None:
    from_on = FIRST + begins * ONE_DAY
    period = Period(from_on, from_on + length * ONE_DAY)
    with transaction.atomic():
        wards = [ward, department(ward)]
        live(Random(seed), wards, dossiers=6, deeds=deeds)  # noqa: S311 - repeatable

        kept, recount = statistics.counted(period), recounts.recounted(period)

        assert kept == recount
        whole = statistics.total(kept.values())
        assert whole.carried_over + whole.received == (
            whole.processed + whole.ended + whole.in_progress
        )
        assert 0 <= whole.in_progress_late <= whole.in_progress
        revoked = Dossier.objects.filter(case__state=State.REVOKED)
        assert not revoked.filter(money=Money.ASKED).exists()
        assert not Dossier.objects.exclude(corrects=None).exclude(money=Money.NONE).exists()
        transaction.set_rollback(True)


def happened() -> set[str]:
    """What came about: events, punctualities, and two turns that are rare."""
    refusing = Dossier.objects.filter(outcome="negative").exclude(case__done_at=None)
    rare = {
        "a negative result": refusing.exists(),
        "asked twice": Dossier.objects.filter(supplements_after=2).exists(),
    }
    found = {name for name, is_there in rare.items() if is_there}
    found |= set(Dossier.objects.values_list("case__punctuality", flat=True))
    return found | set(Entry.objects.values_list("verb", flat=True))


def test_histories_are_made_of_every_action(ward: Ward) -> None:
    """Each goes through in one of a few histories, so that none is counted by luck."""
    assert set(ACTS) == set(TABLE)
    wanted = {line.event for line in TABLE.values()} | {"", *Punctuality.values}
    wanted |= {"a negative result", "asked twice"}
    found: set[str] = set()
    for number, seed in enumerate(SEEDS):
        if wanted <= found and number >= cases(2):
            break
        with transaction.atomic():
            live(Random(seed), [ward, department(ward)], dossiers=35, deeds=1500)  # noqa: S311 - repeatable
            found |= happened()
            period = Period(FIRST + 3 * ONE_DAY, FIRST + 30 * ONE_DAY)
            assert statistics.counted(period) == recounts.recounted(period)
            transaction.set_rollback(True)
    assert wanted - found == set()
