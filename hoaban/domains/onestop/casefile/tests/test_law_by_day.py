"""A case is told the law of its own day: in refusals, on its page, by the API, on its papers."""

from datetime import date

import pytest
from django.conf import LazySettings

from hoaban.casework.cases.models import Case
from hoaban.casework.papers.models import Paper
from hoaban.domains.onestop.casefile import queries
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.reception import actions as reception
from tests.world.desks import Desk, page
from tests.world.partners import ALL, TODAY, Api, filed
from tests.world.province import Ward
from tests.world.scenes import Scenes, vn

OLD, NEW = "2020-03-16 08:30", "2025-07-02 08:00"
DOUBT = ", chưa đối chiếu văn bản"
WRONG_STATE = [
    (OLD, "Nghị định 61/2018/NĐ-CP, Điều 17, Điều 19", ""),
    (NEW, "Nghị định 118/2025/NĐ-CP", DOUBT),
]


def of_day(dossier: Dossier, received: str) -> Dossier:
    """The dossier as if it had been received that day."""
    Case.objects.filter(pk=dossier.pk).update(opened_at=vn(received))
    dossier.refresh_from_db()
    return dossier


@pytest.mark.parametrize(("received", "words", "doubt"), WRONG_STATE)
def test_a_refused_button_cites_the_law_of_the_day_of_reception(
    desk: Desk, scenes: Scenes, received: str, words: str, doubt: str
) -> None:
    dossier = of_day(scenes.bring("in_process"), received)
    desk.post("clerk", page(dossier, "transfer"), {})
    assert f"({words}{doubt})" in desk.get("clerk", page(dossier))


@pytest.mark.parametrize(("received", "words", "doubt"), WRONG_STATE)
def test_what_may_not_be_done_now_stands_with_its_article(
    desk: Desk, scenes: Scenes, received: str, words: str, doubt: str
) -> None:
    dossier = of_day(scenes.bring("in_process"), received)
    shown = desk.get("clerk", page(dossier))
    assert f"nên không thể chuyển xử lý. ({words}{doubt})" in shown


@pytest.mark.parametrize(
    ("received", "words"),
    [
        (OLD, "Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9"),
        (NEW, f"Nghị định 118/2025/NĐ-CP{DOUBT}"),
    ],
)
def test_what_is_refused_on_the_page_of_an_act_cites_that_law_too(
    desk: Desk, scenes: Scenes, received: str, words: str
) -> None:
    dossier = of_day(scenes.bring("long"), received)
    typed = {"until": "2020-03-20", "reason": "Chờ xác minh"}  # before the day that was promised
    assert f"({words})" in desk.post("leader", page(dossier, "extend"), typed).content.decode()


@pytest.mark.parametrize(("received", "words", "doubt"), WRONG_STATE)
def test_a_citizen_reads_the_same_act_without_a_doubt(
    desk: Desk, scenes: Scenes, received: str, words: str, doubt: str
) -> None:
    assert doubt in ("", DOUBT)
    dossier = of_day(scenes.bring("returned"), received)
    address = f"/my/{dossier.reference}/"
    desk.post("citizen", f"{address}withdraw/", {"reason": "Không cần"})
    assert f"({words})" in desk.get("citizen", address)


@pytest.mark.parametrize(("received", "words", "doubt"), WRONG_STATE)
def test_a_machine_reads_topic_article_and_whether_its_text_was_seen(
    ward: Ward, settings: LazySettings, received: str, words: str, doubt: str
) -> None:
    settings.HOABAN_TODAY = TODAY
    api = Api("xa", ALL)
    dossier = reception.receive(filed(api).pk, by=ward.clerk, at=vn(received))
    answer = api.post(f"/dossiers/{dossier.reference}/supply", {"files": {}})
    told = answer.json()
    assert (answer.status_code, told["title"]) == (409, "WrongState")
    assert (told["law"], told["law_topic"], told["law_is_seen"]) == (
        words,
        "dossier.course",
        not doubt,
    )


def test_before_reception_the_day_of_submission_governs(scenes: Scenes) -> None:
    dossier = scenes.bring("submitted")
    assert dossiers.governed_on(dossier) == date(2020, 3, 16)
    Dossier.objects.filter(pk=dossier.pk).update(submitted_at=vn("2025-06-30 23:59"))
    dossier.refresh_from_db()
    assert dossiers.governed_on(dossier) == date(2025, 6, 30)


def test_why_this_date_names_the_article_with_its_doubt(desk: Desk, scenes: Scenes) -> None:
    dossier = scenes.bring("long")
    article = "Bộ luật Dân sự 91/2015/QH13, Điều 147, Điều 148"
    assert f"({article}{DOUBT})" in desk.get("clerk", page(dossier))
    found = queries.why(dossier)
    assert found
    assert found.article == article


@pytest.mark.parametrize(
    ("at", "circular", "shop"),
    [
        ("2025-06-30 08:00", "01/2018/TT-VPCP", "Bộ phận Tiếp nhận và Trả kết quả"),
        ("2025-07-01 08:00", "01/2018/TT-VPCP", "Trung tâm Phục vụ hành chính công"),
        ("2025-09-15 08:00", "03/2025/TT-VPCP", "Trung tâm Phục vụ hành chính công"),
    ],
)
def test_a_receipt_has_the_form_in_force_and_names_the_shop_of_its_day(
    scenes: Scenes, at: str, circular: str, shop: str
) -> None:
    received = scenes.act("receive", scenes.bring("submitted"), at=vn(at))
    paper = Paper.objects.get(case=received.pk)
    assert (paper.circular, paper.facts["shop"]) == (circular, shop)
