"""A leader signs: the result has a number, the clock ends. [ND61/2018 Đ19]"""

import re
from base64 import b64decode

import pytest

from hoaban.casework.clocks.models import ClockInterval
from hoaban.casework.turns.models import Turn
from hoaban.core.people import queries as people
from hoaban.core.people.actors import Actor
from hoaban.core.people.models import Post
from hoaban.domains.documents.models import Document
from hoaban.domains.onestop.dossiers import queries as dossiers
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.dossiers.refused import NotYourStep, NotYourTurn
from hoaban.domains.onestop.results import queries
from hoaban.domains.onestop.results.refused import DraftChanged, NotAtSigning, SignedAlone
from hoaban.domains.onestop.steps.refused import NoDraftResult
from tests.world.acts import LATER
from tests.world.desks import Desk, page
from tests.world.province import MONDAY
from tests.world.scenes import Scenes, last, refused, vn


def test_the_result_gets_number_date_and_signer(scenes: Scenes) -> None:
    dossier = scenes.act("sign", scenes.bring("at_signing"))
    result = Document.objects.get(pk=dossier.result_id or 0)
    assert (result.number, str(result.issued_on), result.signer_id) == (
        1,
        "2020-03-16",
        scenes.ward.leader.post_pk,
    )
    assert dossiers.issued_result(dossier) == result


def test_the_clock_ends_at_this_moment(scenes: Scenes) -> None:
    dossier = scenes.act("sign", scenes.bring("at_signing"))
    assert (dossier.done_at, dossier.turn, dossier.step, dossier.assignee_id) == (
        LATER,
        "clerk",
        "hand_over",
        None,
    )
    assert ClockInterval.objects.get(case=dossier.pk).ended_at == LATER


@pytest.mark.parametrize(
    ("at", "punctuality"),
    [
        ("2020-03-16 11:30", "before"),
        ("2020-03-16 13:29", "before"),
        ("2020-03-16 13:30", "on"),
        ("2020-03-16 17:00", "on"),
        ("2020-03-16 17:00:01", "late"),
        ("2020-03-17 08:00", "late"),
    ],
)
def test_punctuality_compares_instants(scenes: Scenes, at: str, punctuality: str) -> None:
    dossier = scenes.act("sign", scenes.bring("at_signing"), at=vn(at))
    assert last(dossier).facts == {"outcome": "positive", "punctuality": punctuality}


def test_nothing_is_signed_before_its_step(scenes: Scenes) -> None:
    dossier = scenes.bring("drafted")
    with refused(NotYourTurn):
        scenes.act("sign", dossier)
    Turn.objects.filter(case=dossier.pk, until=None).update(role="leader")
    with refused(NotAtSigning, f"Hồ sơ {dossier.code} chưa đến bước ký."):
        scenes.act("sign", dossier)


def test_nothing_is_signed_without_a_draft(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    Dossier.objects.filter(pk=dossier.pk).update(result=None)
    with refused(NoDraftResult):
        scenes.act("sign", dossier)


def test_given_to_one_leader_the_other_does_not_sign(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    scenes.act("assign", dossier, to=scenes.ward.head.post_pk)
    with refused(NotYourStep):
        scenes.act("sign", dossier)
    assert scenes.act("sign", dossier, scenes.ward.head).state == "done"


def test_a_negative_result_is_a_result(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    scenes.act("draft_result", dossier, scenes.ward.leader, outcome="negative", reason="Thiếu sổ.")
    assert scenes.act("sign", dossier).outcome == "negative"


def standing_in(who: Actor, absent: Actor) -> Actor:
    """`who` acting today with the powers of an absent post."""
    mine, given = (Post.objects.get(pk=actor.post_pk or 0) for actor in (who, absent))
    return people.actor_for_post(mine, MONDAY.date(), given)


def test_whoever_stands_in_signs_with_the_own_name(scenes: Scenes) -> None:
    other, head = scenes.actor("colleague"), scenes.ward.head
    own = {"title": "Trưởng phòng", "unit": "Phòng Tư pháp", "is_head": True}
    Post.objects.filter(pk=other.post_pk or 0).update(**own)
    signed = scenes.act("sign", scenes.bring("at_signing"), standing_in(other, head))
    result = Document.objects.get(pk=signed.result_id or 0)
    assert result.signer_id == other.post_pk
    assert result.facts["signer"] == {
        "name": "Người colleague",
        "title": "Trưởng phòng",
        "authority": ["TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG"],
    }
    assert (last(signed).by, last(signed).behalf) == (other.reference, head.reference)


def test_nobody_signs_what_only_they_examined(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    alone = standing_in(scenes.ward.specialist, scenes.ward.leader)
    with refused(
        SignedAlone,
        f"Hồ sơ {dossier.code} do chính bạn thẩm tra và dự thảo nên phải do người khác ký.",
    ):
        scenes.act("sign", dossier, alone)
    person = Post.objects.filter(pk=scenes.ward.specialist.post_pk or 0)
    leader = Post.objects.get(pk=scenes.ward.leader.post_pk or 0)
    person.update(person=leader.person_id)  # one person, two posts
    with refused(SignedAlone):
        scenes.act("sign", dossier)


def test_a_leader_who_words_the_draft_anew_may_sign_what_another_examined(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    scenes.act("draft_result", dossier, scenes.ward.leader, content={"body": ["Đã sửa câu chữ."]})
    assert scenes.act("sign", dossier).state == "done"


def test_the_leader_sees_the_typeset_page_above_the_button(scenes: Scenes, desk: Desk) -> None:
    dossier = scenes.bring("at_signing")
    shown = desk.get("leader", page(dossier, "sign"))
    pictures = re.findall(r'src="data:image/png;base64,([^"]+)"', shown)
    assert [b64decode(one)[:4] for one in pictures] == [b"\x89PNG"] * 2  # one of the copies too
    assert shown.index("data:image/png") < shown.index('type="submit"', shown.index("data:image"))
    assert f'name="seen" value="{queries.drafted(dossier)}"' in shown
    [draft] = Document.objects.all()
    assert (draft.number, draft.signer, draft.state) == (None, None, "draft")  # looking is no act


def test_who_may_not_sign_sees_no_page_to_sign(scenes: Scenes, desk: Desk) -> None:
    dossier = scenes.bring("drafted")
    assert "data:image/png" not in desk.get("leader", page(dossier, "sign"))


def test_what_was_drafted_anew_since_it_was_read_is_not_signed(scenes: Scenes) -> None:
    dossier = scenes.bring("at_signing")
    seen = queries.drafted(dossier)
    Document.objects.filter(pk=dossier.result_id or 0).update(subject="Nội dung khác")
    with refused(DraftChanged):
        scenes.act("sign", dossier, seen=seen)
    assert scenes.act("sign", dossier, seen=queries.drafted(dossier)).state == "done"
