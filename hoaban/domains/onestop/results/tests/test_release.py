"""The signed result reaches the counter. [ND61/2018 Đ20]"""

from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers.refused import WrongState
from hoaban.domains.onestop.results.refused import ResultNotSealed
from tests.world.scenes import Scenes, last, refused


def test_it_is_ready_and_the_day_is_written(scenes: Scenes) -> None:
    dossier = scenes.act("release", scenes.bring("done"))
    assert (dossier.delivery, last(dossier).facts) == ("ready", {"day": "2020-03-16"})


def test_it_comes_only_once(scenes: Scenes) -> None:
    dossier = scenes.act("release", scenes.bring("done"))
    with refused(
        WrongState,
        f"Hồ sơ {dossier.code} đang ở trạng thái “Chờ công dân nhận” nên không thể chuyển kết quả.",
    ):
        scenes.act("release", dossier)


def test_an_unpaid_fee_does_not_keep_it_from_the_counter(scenes: Scenes) -> None:
    assert scenes.act("release", scenes.bring("done")).money == "asked"


def test_a_result_that_the_clerk_has_to_seal_is_not_released_before(scenes: Scenes) -> None:
    dossier = scenes.bring("done")
    Document.objects.filter(pk=dossier.result_id or 0).update(sealing="clerk")
    with refused(ResultNotSealed):
        scenes.act("release", dossier)
