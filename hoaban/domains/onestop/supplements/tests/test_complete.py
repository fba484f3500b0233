"""Filing again what was asked for before reception: a new version, the old one kept."""

from typing import Any

from hoaban.casework.attachments.models import Attachment
from hoaban.core.files.tests import samples
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.supplements.models import Supplement
from tests.world.acts import BROUGHT, LATER
from tests.world.scenes import Scenes, vn
from tests.world.uses import use_of


def test_the_request_is_answered_and_the_counter_checks_within_eight_hours(scenes: Scenes) -> None:
    dossier = scenes.act("complete", scenes.bring("awaiting_completion"))
    assert (dossier.turn, dossier.act_by) == ("clerk", vn("2020-03-17 10:00"))
    assert Supplement.objects.get(dossier=dossier).supplied_at == LATER


def test_new_files_are_new_versions_and_the_old_ones_stay(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_completion")
    first, second = use_of(samples.pdf(), "cu.pdf"), use_of(samples.pdf(b"% 2"), "moi.pdf")
    scenes.act("complete", dossier, files={"declaration": [first]})
    scenes.act("ask_completion", dossier, scenes.ward.head, head_reason="Thiếu trang hai.")
    scenes.act("complete", dossier, files={"declaration": [second]})

    rows = Attachment.objects.filter(case=dossier.pk).order_by("version")
    assert [(row.version, row.use, row.is_current) for row in rows] == [
        (1, first, False),
        (2, second, True),
    ]


def test_a_paper_that_comes_only_now_has_its_row_so_that_it_is_seen(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_completion")
    scenes.act("complete", dossier, files={"authority": [use_of(samples.pdf(), "uq.pdf")]})
    items = PaperItem.objects.filter(dossier=dossier)
    assert {item.component for item in items} == {"authority", "identity"}


def test_a_paper_that_comes_twice_has_one_row(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_completion")
    for number in range(2):
        scan = use_of(samples.pdf(b"%% %d" % number), "uq.pdf")
        scenes.act("complete", dossier, files={"authority": [scan]})
        if not number:
            scenes.act("ask_completion", dossier, scenes.ward.head, head_reason="Thiếu trang hai.")
    assert PaperItem.objects.filter(dossier=dossier, component="authority").count() == 1


def test_paper_handed_in_later_adds_to_what_was_there(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_completion")
    first = {"declaration": {"originals": 1, "copies": 2}}
    scenes.act("complete", dossier, counts=BROUGHT | first)
    scenes.act("ask_completion", dossier, scenes.ward.head, head_reason="Thiếu trang hai.")
    second = {"declaration": {"copies": 1}, "unknown": {"copies": 1}}
    scenes.act("complete", dossier, counts=BROUGHT | second)
    items = PaperItem.objects.filter(dossier=dossier).order_by("component")
    assert [(one.component, one.originals, one.copies) for one in items] == [
        ("declaration", 1, 3),
        ("identity", 0, 2),
    ]


def test_answers_are_replaced_only_where_they_are_given(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_completion")
    kept = dict(dossier.answers)
    assert scenes.act("complete", dossier).answers == kept
    scenes.act("ask_completion", dossier, scenes.ward.head, head_reason="Thiếu trang hai.")
    changed: dict[str, Any] = {"request": {"copies": 3}}  # Any: JSON answers
    assert scenes.act("complete", dossier, answers=changed).answers == changed
