"""What gives a revoked result again is counted nowhere: it was asked for, and done, once."""

from django.db.models import F, QuerySet

from hoaban.core import clock
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.recounts import indicators as recounts
from hoaban.domains.onestop.statistics import queries as statistics
from hoaban.domains.onestop.statistics.enums import Share
from hoaban.engines.tallies.periods import Period
from tests.world.province import MONDAY
from tests.world.scenes import Scenes

TODAY = Period(clock.day(MONDAY), clock.day(MONDAY))


def counted(share: Share) -> tuple[int, int, int]:
    """A figure as kept, as counted anew, and how many rows stand behind it."""
    kept, anew = (
        getattr(statistics.total(found.values()), share.value)
        for found in (statistics.counted(TODAY), recounts.recounted(TODAY))
    )
    (rows,) = statistics.behind(TODAY, share, narrowed={}, seen=[named()])
    return kept, anew, rows.count()


def named() -> QuerySet[Dossier]:
    """All dossiers, with their moments by the names that lists have."""
    return Dossier.objects.annotate(
        opened=F("case__opened_at"), done=F("case__done_at"), closed=F("case__closed_at")
    )


def test_it_is_received_and_done_once_however_often_it_is_given_again(scenes: Scenes) -> None:
    again = Dossier.objects.get(corrects=scenes.act("revoke", scenes.bring("ready")))
    for name in ("transfer", "draft_result", "do_step", "sign"):
        again = scenes.act(name, again)
    assert counted(Share.RECEIVED) == (1, 1, 1)
    assert counted(Share.PROCESSED) == (1, 1, 1)
    assert counted(Share.IN_PROGRESS) == (0, 0, 0)
