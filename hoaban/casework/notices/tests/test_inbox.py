"""An inbox tells each cause once, to those whose case it still is, and knows what was read."""

from datetime import timedelta

from hoaban.casework.cases.models import Involvement
from hoaban.casework.notices import actions, queries, tasks
from hoaban.casework.notices.enums import Kind
from hoaban.casework.notices.models import Notice
from hoaban.casework.turns import actions as turns
from hoaban.casework.turns.models import Turn
from hoaban.core.people.actors import Actor
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, vn

AT = MONDAY + timedelta(hours=1)
NAME = "dossiers.came"


def told(scenes: Scenes, post: Actor | None = None, cause: str = "entry:1") -> Turn:
    """The turn of a specialist who was told that a case came."""
    dossier = scenes.bring("in_process")
    turn = Turn.objects.get(case=dossier.pk, until=None)
    if post:
        turn.post_id = post.post_pk
    actions.tell(NAME, [turn], cause=cause, at=AT)
    return turn


def seen(scenes: Scenes, who: str) -> int:
    return queries.visible_to(scenes.actor(who)).count()


def unread(actor: Actor) -> int:
    """How many are new to a post: the count of its pages is that of its list."""
    counted = queries.unread(actor, 99)
    assert counted == queries.new(actor).count()
    return counted


def test_everybody_with_the_role_in_the_agency_is_told_and_nobody_else(scenes: Scenes) -> None:
    told(scenes)
    assert [seen(scenes, who) for who in ("specialist", "colleague")] == [1, 1]
    assert [seen(scenes, who) for who in ("clerk", "leader", "foreigner", "asked")] == [0] * 4
    assert [seen(scenes, who) for who in ("administrator", "citizen", "system")] == [0] * 3


def test_what_is_given_to_one_post_is_told_to_that_post(scenes: Scenes) -> None:
    told(scenes, post=scenes.actor("colleague"))
    assert (seen(scenes, "specialist"), seen(scenes, "colleague")) == (0, 1)
    assert [unread(scenes.actor(who)) for who in ("specialist", "colleague")] == [0, 1]


def test_a_cause_told_twice_is_one_notice(scenes: Scenes) -> None:
    turn = told(scenes)
    actions.tell(NAME, [turn], cause="entry:1", at=AT)
    assert Notice.objects.count() == 1


def test_a_case_that_the_agency_has_no_part_in_any_more_is_not_shown(scenes: Scenes) -> None:
    turn = told(scenes)
    assert unread(scenes.actor("specialist")) == 1
    assert [unread(scenes.actor(who)) for who in ("clerk", "asked", "citizen")] == [0, 0, 0]
    Involvement.objects.filter(case=turn.case_id).update(until=AT)
    assert seen(scenes, "specialist") == 0
    assert unread(scenes.actor("specialist")) == 0


def test_each_post_reads_for_itself_and_never_back(scenes: Scenes) -> None:
    specialist, colleague = scenes.actor("specialist"), scenes.actor("colleague")
    told(scenes, cause="a")
    told(scenes, cause="b")
    first, second = Notice.objects.order_by("pk")
    actions.mark_read(second.pk, by=specialist, at=AT)
    actions.mark_read(first.pk, by=specialist, at=AT)
    assert (unread(specialist), unread(colleague)) == (0, 2)
    actions.mark_read(first.pk, by=colleague, at=AT)
    assert unread(colleague) == 1


def test_who_opens_the_case_has_read_what_was_told_of_it_and_nobody_else(scenes: Scenes) -> None:
    specialist, colleague = scenes.actor("specialist"), scenes.actor("colleague")
    turn, other = told(scenes, cause="a"), told(scenes, cause="b")
    actions.look(turn.case_id, by=specialist)
    assert [unread(post) for post in (specialist, colleague)] == [1, 2]
    actions.tell("dossiers.supplied", [turn], cause="c", at=AT)
    assert unread(specialist) == 2
    actions.look(turn.case_id, by=specialist)
    actions.look(turn.case_id, by=scenes.actor("citizen"))
    assert [one.case_id for one in queries.new(specialist)] == [other.case_id]


def test_what_was_told_of_work_that_has_ended_is_new_to_nobody(scenes: Scenes) -> None:
    dossier = scenes.bring("in_process")
    turn = Turn.objects.get(case=dossier.pk, until=None)
    actions.tell(NAME, [turn], cause="a", at=AT)
    actions.settle(dossier.pk)
    assert unread(scenes.actor("specialist")) == 1
    Turn.objects.filter(pk=turn.pk).update(until=AT)
    actions.settle(dossier.pk)
    turn.refresh_from_db()
    actions.tell(NAME, [turn], cause="told late", at=AT)
    assert unread(scenes.actor("specialist")) == 0
    assert seen(scenes, "specialist") == 2


def test_new_notices_are_counted_no_further_than_asked(scenes: Scenes) -> None:
    for number in range(3):
        told(scenes, cause=str(number))
    assert queries.unread(scenes.actor("specialist"), 2) == 2


def test_what_became_late_is_told_once_however_often_the_job_runs(scenes: Scenes) -> None:
    scenes.bring("long")
    for now in ("2020-03-30 16:00", "2020-03-31 06:30", "2020-03-31 06:31", "2020-04-01 06:30"):
        tasks.late(vn(now))
    [notice] = Notice.objects.all()
    assert (notice.kind, notice.at) == (Kind.LATE, vn("2020-03-30 17:00"))


def test_a_turn_that_was_postponed_and_is_late_again_is_told_again(scenes: Scenes) -> None:
    dossier, first, second = scenes.bring("long"), "2020-03-30 17:00", "2020-04-03 17:00"
    tasks.late(vn("2020-03-31 06:30"))
    turns.postpone(dossier.case, act_by=vn(second))
    tasks.late(vn("2020-04-01 06:30"))
    tasks.late(vn("2020-04-04 06:30"))
    assert [notice.at for notice in Notice.objects.order_by("pk")] == [vn(first), vn(second)]


def test_an_opinion_that_is_late_is_told_to_who_owes_it_and_to_who_waits_for_it(
    scenes: Scenes,
) -> None:
    scenes.bring("consulted")
    for _ in range(2):
        tasks.late(vn("2020-03-20 06:30"))
    assert (seen(scenes, "asked"), seen(scenes, "specialist")) == (1, 1)
    [told] = Notice.objects.filter(name="turns.opinion_late")
    assert told.turn.is_consultation is False


def test_a_late_opinion_on_a_case_that_waits_for_its_applicant_is_told_to_no_applicant(
    scenes: Scenes,
) -> None:
    dossier = scenes.act("ask_supplement", scenes.bring("consulted"))
    assert dossier.state == "awaiting_supplement"
    tasks.late(vn("2020-03-20 06:30"))
    assert not Notice.objects.filter(name="turns.opinion_late").exists()


def test_a_case_that_waits_for_its_applicant_is_nobodys_lateness(scenes: Scenes) -> None:
    scenes.bring("awaiting_completion")
    turn = Turn.objects.get(until=None)
    tasks.late(turn.act_by + timedelta(hours=1))
    assert not Notice.objects.exists()


def test_many_late_turns_are_read_in_batches(scenes: Scenes) -> None:
    for _ in range(3):
        scenes.bring("long")
    before = queries.BATCH
    queries.BATCH = 2
    try:
        found = list(queries.lapsed(vn("2020-03-25 00:00"), vn("2020-03-31 06:30")))
    finally:
        queries.BATCH = before
    assert [len(batch) for batch in found] == [2, 1]
