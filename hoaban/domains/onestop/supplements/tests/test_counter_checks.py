"""What the applicant sends goes to the counter, which finds it complete or not. [ND61/2018 Đ5]"""

from datetime import timedelta

from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.papers.models import Paper
from hoaban.core.files.tests import samples
from hoaban.domains.onestop.custody.models import PaperItem
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.supplements.models import Supplement
from hoaban.domains.onestop.supplements.refused import (
    RequestPartlyAnswered,
)
from tests.world.acts import ITEMS
from tests.world.scenes import Scenes, last, refused, vn
from tests.world.uses import use_of

WEDNESDAY, FRIDAY = vn("2020-03-18 09:00"), vn("2020-03-20 10:00")
TWO = [*ITEMS, {"component": "authority", "name": "Văn bản ủy quyền", "what": "Nộp bản chính"}]
UNLISTED = [
    {"component": "", "name": "Sổ hộ khẩu", "what": "Nộp bản chụp"},
    {"component": "", "name": "Đơn", "what": "Ký tên"},
]
ONE_OF_TWO = "Phần gửi chưa đủ, còn thiếu: Văn bản ủy quyền."


def asked(scenes: Scenes, items: list[dict[str, str]]) -> Dossier:
    return scenes.act("ask_supplement", scenes.bring("in_process"), items=items)


def test_what_the_applicant_sends_waits_at_the_counter_and_the_clock_stands(
    scenes: Scenes,
) -> None:
    before = scenes.bring("awaiting_supplement")
    sent = scenes.act("supply", before, at=WEDNESDAY)
    assert (sent.turn, sent.step, sent.due_at) == ("clerk", "examine", before.due_at)
    assert sent.act_by == vn("2020-03-19 09:00") + timedelta(minutes=30)
    assert ClockInterval.objects.get(case=sent.pk, ended_at=None).kind == "paused"
    request = Supplement.objects.get(dossier=sent)
    assert (request.sent_at, request.supplied_at) == (WEDNESDAY, None)


def test_found_complete_the_limit_begins_with_the_papers_and_not_with_the_look(
    scenes: Scenes,
) -> None:
    sent = scenes.act("supply", scenes.bring("awaiting_supplement"), at=WEDNESDAY)
    taken = scenes.act("take_supplement", sent, at=FRIDAY, counts={})
    assert (taken.turn, taken.due_at) == ("specialist", vn("2020-03-18 17:00"))
    assert Supplement.objects.get(dossier=taken).supplied_at == WEDNESDAY
    facts = last(taken).facts
    assert (facts["came_at"], facts["was_late"]) == (WEDNESDAY.isoformat(), False)
    stretches = ClockInterval.objects.filter(case=taken.pk).order_by("-id")
    assert stretches.values_list("kind", "started_at")[0] == ("running", FRIDAY)


def test_what_is_completed_at_the_counter_counts_from_then(scenes: Scenes) -> None:
    sent = scenes.act("supply", scenes.bring("awaiting_supplement"), at=WEDNESDAY)
    taken = scenes.act("take_supplement", sent, at=FRIDAY)  # with sheets brought in person
    assert taken.due_at == vn("2020-03-20 17:00")
    assert Supplement.objects.get(dossier=taken).supplied_at == FRIDAY


def test_the_new_day_stands_on_form_01_without_anybody_asking_for_it(scenes: Scenes) -> None:
    taken = scenes.act("take_supplement", scenes.bring("awaiting_supplement"), at=WEDNESDAY)
    first, again = Paper.objects.filter(case=taken.pk, form="01").order_by("id")
    assert (first.facts["due_at"], again.facts["due_at"]) == (
        "2020-03-16T17:00",
        "2020-03-18T17:00",
    )
    assert again.facts["received_at"] == first.facts["received_at"]


def test_one_paper_of_two_changes_nothing_whoever_brings_it(scenes: Scenes) -> None:
    dossier = asked(scenes, TWO)
    scan = {"identity": [use_of(samples.pdf(), "giay.pdf")]}
    for name in ("supply", "take_supplement"):
        for given in ({}, {"files": scan}, {"counts": {"identity": {"copies": 2}}}):
            with refused(RequestPartlyAnswered):
                scenes.act(name, dossier, **({"counts": {}} | given))


def test_one_file_for_two_papers_of_no_list_changes_nothing(scenes: Scenes) -> None:
    dossier = asked(scenes, UNLISTED)
    one, two = (use_of(samples.pdf(b"%% %d" % n), f"{n}.pdf") for n in (1, 2))
    with refused(RequestPartlyAnswered):
        scenes.act("supply", dossier, counts={}, files={"supplement": [one]})
    sent = scenes.act("supply", dossier, counts={}, files={"supplement": [one, two]})
    assert sent.state == "supplement_sent"


def test_an_empty_answer_before_reception_changes_nothing(scenes: Scenes) -> None:
    dossier = scenes.bring("awaiting_completion")
    for counts in ({}, {"identity": {"copies": 0}}, {"declaration": {"copies": 1}}):
        with refused(RequestPartlyAnswered):
            scenes.act("complete", dossier, counts=counts)


def test_sheets_brought_to_the_counter_lie_with_the_dossier(scenes: Scenes) -> None:
    dossier = asked(scenes, UNLISTED)
    taken = scenes.act("take_supplement", dossier, counts={"supplement": {"copies": 2}})
    item = PaperItem.objects.get(dossier=taken)
    assert (item.component, item.copies) == ("supplement", 2)


def test_late_before_the_request_stays_late_and_a_slow_counter_is_late_too(
    scenes: Scenes,
) -> None:
    late = scenes.bring("in_process")
    asked_at = vn("2020-03-17 09:00")
    sent = scenes.act("supply", scenes.act("ask_supplement", late, at=asked_at), at=WEDNESDAY)
    assert sent.late_since(FRIDAY) == vn("2020-03-16 17:00")
    taken = scenes.act("take_supplement", sent, at=FRIDAY, counts={})
    assert taken.held_to == vn("2020-03-16 17:00")
    slow = scenes.act("supply", scenes.bring("awaiting_supplement"), at=WEDNESDAY)
    assert slow.late_since(FRIDAY) is None
    slow = scenes.act("take_supplement", slow, at=FRIDAY, counts={})
    assert slow.late_since(FRIDAY) == vn("2020-03-18 17:00")
