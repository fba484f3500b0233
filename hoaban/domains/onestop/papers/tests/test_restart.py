"""Since when the whole limit is counted anew, and after what: for the receipt given again."""

from hoaban.casework.papers.models import Paper
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.papers.queries import Restart, restart
from tests.world.scenes import Scenes, pauses_for_payment, vn


def at_work(scenes: Scenes, *, after_payment: str) -> Dossier:
    dossier = scenes.bring("long")
    pauses_for_payment(dossier, then=after_payment)
    return dossier


def supplement(scenes: Scenes, dossier: Dossier, asked: str, came: str) -> None:
    scenes.act("propose_supplement", dossier, at=vn(asked))
    scenes.act("ask_supplement", dossier, at=vn(asked))
    scenes.act("take_supplement", dossier, at=vn(came))


def payment(scenes: Scenes, dossier: Dossier, asked: str, paid: str) -> None:
    scenes.act("ask_payment", dossier, at=vn(asked))
    scenes.act("confirm_payment", dossier, at=vn(paid))


def test_nothing_began_anew_before_anything_came(scenes: Scenes) -> None:
    dossier = at_work(scenes, after_payment="restarts")
    assert restart(dossier) is None
    scenes.act("ask_supplement", dossier, at=vn("2020-03-17 09:00"))
    assert restart(dossier) is None


def test_the_last_that_came_counts_whichever_it_was(scenes: Scenes) -> None:
    dossier = at_work(scenes, after_payment="restarts")
    payment(scenes, dossier, "2020-03-17 09:00", "2020-03-18 09:00")
    assert restart(dossier) == Restart(vn("2020-03-18 09:00"), is_payment=True)
    supplement(scenes, dossier, "2020-03-18 10:00", "2020-03-19 09:00")
    assert restart(dossier) == Restart(vn("2020-03-19 09:00"), is_payment=False)
    payment(scenes, dossier, "2020-03-19 10:00", "2020-03-20 09:00")
    assert restart(dossier) == Restart(vn("2020-03-20 09:00"), is_payment=True)
    scenes.act("ask_payment", dossier, at=vn("2020-03-20 10:00"))
    assert restart(dossier) == Restart(vn("2020-03-20 09:00"), is_payment=True)


def test_a_wait_after_which_the_clock_went_on_began_nothing(scenes: Scenes) -> None:
    dossier = at_work(scenes, after_payment="resumes")
    payment(scenes, dossier, "2020-03-17 09:00", "2020-03-19 09:00")
    assert restart(dossier) is None
    supplement(scenes, dossier, "2020-03-19 10:00", "2020-03-20 09:00")
    payment(scenes, dossier, "2020-03-20 10:00", "2020-03-23 09:00")
    assert restart(dossier) == Restart(vn("2020-03-20 09:00"), is_payment=False)


def test_what_was_brought_before_the_reception_began_nothing_anew(scenes: Scenes) -> None:
    dossier = scenes.act("complete", scenes.bring("awaiting_completion"))
    assert restart(scenes.act("receive", dossier)) is None


def test_the_receipt_says_it_from_the_first_one_after_it_on(scenes: Scenes) -> None:
    dossier = at_work(scenes, after_payment="restarts")
    payment(scenes, dossier, "2020-03-17 09:00", "2020-03-19 09:00")
    supplement(scenes, dossier, "2020-03-19 10:00", "2020-03-20 09:00")
    receipts = Paper.objects.filter(case=dossier.pk, form="01").order_by("pk")
    assert [(one.facts.get("again_from"), one.facts.get("again_after")) for one in receipts] == [
        (None, None),
        ("2020-03-19T09:00", "thực hiện nghĩa vụ tài chính"),
        ("2020-03-20T09:00", None),
    ]
