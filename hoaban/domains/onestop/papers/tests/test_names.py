"""Which paper is which: nobody takes one receipt for another."""

from hoaban.casework.papers import queries as papers_queries
from hoaban.domains.onestop.dossiers.enums import FORM_WORDS
from hoaban.domains.onestop.papers import papers
from tests.world.desks import Desk, page
from tests.world.scenes import Scenes


def test_receipts_given_again_say_which_they_are_and_what_of_the_fee(
    scenes: Scenes, desk: Desk
) -> None:
    dossier = scenes.bring("received")
    [first] = papers.named(dossier, list(papers_queries.of(dossier.pk)))
    assert (first.name, first.is_replaced) == ("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", False)

    dossier = scenes.act("pay", dossier)
    given = papers.named(dossier, list(papers_queries.of(dossier.pk)))
    assert [(one.name, one.is_replaced) for one in given] == [
        ("Giấy tiếp nhận hồ sơ và hẹn trả kết quả (lần 1, chưa nộp phí)", True),
        ("Giấy tiếp nhận hồ sơ và hẹn trả kết quả (lần 2, đã nộp phí)", False),
        ("Biên lai thu phí, lệ phí", False),
    ]
    case = desk.get("clerk", page(dossier))
    assert [word in case for word in ("In biên lai thu phí", "lần 2, đã nộp phí")] == [True] * 2
    assert case.count("đã cấp lại") == 1


def test_no_two_papers_share_a_name() -> None:
    assert len({str(words) for words in FORM_WORDS.values()}) == len(FORM_WORDS)
