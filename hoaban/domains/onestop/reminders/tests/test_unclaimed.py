"""Whoever has not fetched a result is reminded once, after the days that content names."""

from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.reminders import tasks
from hoaban.gateways.notify.models import SentMessage
from tests.contracts.test_result_notices import signed
from tests.world.scenes import Scenes, vn


def told(*days: str) -> list[int]:
    """How many were reminded in all, once the job of each of these mornings has run."""
    found = []
    for day in days:
        tasks.remind_at(vn(f"{day} 07:00"))
        found.append(SentMessage.objects.filter(template=tasks.UNCLAIMED).count())
    return found


def ready(scenes: Scenes) -> Dossier:
    """Signed on 16/3/2020, brought to the counter."""
    dossier = scenes.bring("ready")
    signed(dossier)
    return dossier


def test_whoever_has_not_fetched_it_is_reminded_once_of_where_it_is(scenes: Scenes) -> None:
    dossier = ready(scenes)
    assert told("2020-04-14", "2020-04-15", "2020-04-16", "2020-04-17") == [0, 0, 1, 1]
    message = SentMessage.objects.get(template=tasks.UNCLAIMED)
    assert message.body == (
        f"Kết quả của hồ sơ {dossier.code} đã có mà chưa ai nhận. Nhận tại Bộ phận Một cửa, hoặc "
        "xem trên Cổng dịch vụ công."
    )


def test_a_worker_that_stood_still_for_some_days_makes_up_for_it(scenes: Scenes) -> None:
    ready(scenes)
    assert told("2020-04-21", "2020-04-30") == [1, 1]


def test_what_has_waited_for_long_when_it_is_first_looked_at_is_not_told_any_more(
    scenes: Scenes,
) -> None:
    ready(scenes)
    assert told("2020-04-24") == [0]


def test_what_was_fetched_or_is_not_at_the_counter_is_asked_of_nobody(scenes: Scenes) -> None:
    scenes.act("hand_over", ready(scenes))
    scenes.bring("done")
    assert told("2020-04-16", "2020-04-20") == [0, 0]


def test_nobody_is_sent_for_a_result_that_has_no_file_or_was_taken_back(scenes: Scenes) -> None:
    scenes.bring("ready")  # no file yet
    scenes.act("revoke", ready(scenes))
    assert told("2020-04-16") == [0]
