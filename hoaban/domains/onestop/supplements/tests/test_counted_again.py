"""The receipt given again after a restart says from when the limit is counted anew."""

from hoaban.casework.papers import papers as papers_papers
from hoaban.casework.papers.models import Paper
from hoaban.engines.typesetting.tests.test_papers import words
from tests.world.scenes import Scenes, vn


def test_the_receipt_after_a_supplement_says_since_when_the_limit_is_counted(
    scenes: Scenes,
) -> None:
    dossier = scenes.act("ask_supplement", scenes.bring("in_process"), at=vn("2020-03-17 09:00"))
    scenes.act("take_supplement", dossier, at=vn("2020-03-25 09:00"))
    first, again = Paper.objects.filter(case=dossier.pk, form="01").order_by("pk")
    said = "Thời hạn tính lại từ: 09 giờ 00 phút, ngày 25/03/2020, sau khi bổ sung"
    drawn = [" ".join(words(papers_papers.draw(one)).split()) for one in (first, again)]
    assert [said in one for one in drawn] == [False, True]
