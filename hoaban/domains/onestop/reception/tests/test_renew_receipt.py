"""Giving the receipt again with the day that counts since a supplement."""

from datetime import timedelta

from hoaban.casework.papers.models import Paper
from hoaban.domains.onestop.casefile.acts import possible
from hoaban.domains.onestop.papers import queries as papers
from hoaban.domains.onestop.reception import actions
from hoaban.domains.onestop.reception.refused import AppointmentUnchanged
from tests.world.acts import LATER
from tests.world.scenes import Scenes, last, refused

NEXT_DAY = LATER + timedelta(days=1)


def test_the_receipt_given_again_says_the_day_counted_since_the_supplement(scenes: Scenes) -> None:
    dossier = scenes.act("take_supplement", scenes.bring("awaiting_supplement"), at=NEXT_DAY)
    first, given = Paper.objects.filter(case_id=dossier.pk, form="01").order_by("id")

    actions.renew_receipt(dossier.pk, by=scenes.ward.clerk, at=NEXT_DAY)

    again = Paper.objects.filter(case_id=dossier.pk, form="01").latest("pk")
    assert (again.number, again.circular) == (given.number + 1, first.circular)
    assert again.facts["received_at"] == first.facts["received_at"]
    assert (first.facts["on"], again.facts["on"]) == ("2020-03-16", "2020-03-17")
    assert again.facts["due_at"] == papers.paper_moment(dossier.due_at)
    assert again.facts["due_at"] > first.facts["due_at"]
    assert last(dossier).facts == {"due_at": (dossier.due_at or NEXT_DAY).isoformat()}


def test_while_no_supplement_moved_the_day_the_first_receipt_holds(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")

    with refused(AppointmentUnchanged):
        actions.renew_receipt(dossier.pk, by=scenes.ward.clerk, at=LATER)


def test_the_counter_sees_the_button_once_the_papers_came(scenes: Scenes) -> None:
    shown = possible(scenes.bring("take_supplement"), by=scenes.ward.clerk, at=LATER)
    assert "renew_receipt" in {button.act.name for button in shown["may"]}
