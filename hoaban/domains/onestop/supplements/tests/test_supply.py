"""What was asked comes in: the clock starts again."""

from hoaban.casework.attachments.models import Attachment
from hoaban.casework.clocks.models import ClockInterval
from hoaban.core.files.tests import samples
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.supplements.models import Supplement
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, last, vn
from tests.world.uses import use_of


def components(dossier: Dossier) -> set[str]:
    """Of what was handed in."""
    return {item.component for item in PaperItem.objects.filter(dossier=dossier)}


WEDNESDAY = vn("2020-03-18 09:00")


def test_the_limit_begins_anew_with_the_supply(scenes: Scenes) -> None:
    dossier = scenes.act("take_supplement", scenes.bring("awaiting_supplement"), at=WEDNESDAY)
    assert (dossier.due_at, dossier.act_by) == (vn("2020-03-18 17:00"), vn("2020-03-18 17:00"))
    intervals = ClockInterval.objects.filter(case=dossier.pk).order_by("id")
    assert [(i.kind, i.started_at, i.ended_at) for i in intervals] == [
        ("running", MONDAY, MONDAY),
        ("paused", MONDAY, WEDNESDAY),
        ("running", WEDNESDAY, None),
    ]
    assert (intervals[1].due_before, intervals[1].due_after) == (
        vn("2020-03-16 17:00"),
        vn("2020-03-18 17:00"),
    )
    assert Supplement.objects.get(dossier=dossier).supplied_at == WEDNESDAY
    assert last(dossier).facts == {
        "on_supply": "restarts",
        "came_at": "2020-03-18T02:00:00+00:00",
        "was_late": False,
        "former": "2020-03-16T10:00:00+00:00",
        "due_at": "2020-03-18T10:00:00+00:00",
        "calendar": dossier.calendar_digest,
    }


def test_the_files_stand_beside_those_that_were_there(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_supplement")
    scenes.act(
        "take_supplement", dossier, files={"authority": [use_of(samples.pdf(), "uy-quyen.pdf")]}
    )
    assert [row.component for row in Attachment.objects.filter(case=dossier.pk)] == ["authority"]
    assert components(dossier) == {"authority", "identity"}


def test_a_paper_the_list_of_the_procedure_does_not_know_is_seen_too(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_supplement")
    scenes.act("take_supplement", dossier, files={"so-do": [use_of(samples.pdf(), "so-do.pdf")]})
    assert components(dossier) == {"so-do", "identity"}


def test_the_counter_takes_it_in_for_the_applicant(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_supplement")
    counts = {"declaration": {"originals": 1}, "identity": {"copies": 1}}
    taken = scenes.act("take_supplement", dossier, counts=counts)
    assert (taken.state, last(taken).by) == ("in_process", "post:clerk")
